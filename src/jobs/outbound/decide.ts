// What is to happen to the first message of an outbox, as far as the message, its person and its channel say so. The
// limits that messages share are in governor.ts.
import { quietHoursCode, tooLateCode, type Failure, type FailureKind, type OptOut } from '../../domain/failure.ts';
import { pairOpensAt } from '../../domain/pace.ts';
import { statusRank } from '../../domain/receipt.ts';
import { windowIsOpen } from '../../domain/window.ts';
import type { Channel } from '../../store/channels.ts';
import type { OutboxHead } from '../../store/outbox.ts';
import type { StatusChange } from '../../store/statuses.ts';
import type { JobContext } from '../job.ts';
import type { Needs } from './needs.ts';
import { uncertain } from './settle.ts';

export type PostponeReason = 'disabled' | 'paused' | 'provider_down' | 'crowded' | 'pair' | 'budget' | 'rate' | 'file';

export type Decision =
  | { type: 'leave' }
  /** Looked at again then. `slotAt`: the place it was given in the channel's queue. */
  | { type: 'postpone'; until: Date; reason?: PostponeReason; slotAt?: Date }
  /** Its turn is so near that this worker keeps it until then. */
  | { type: 'hold'; slotAt: Date; dueAtMs: number; spacingMs: number }
  | { type: 'drop' }
  | { type: 'end'; status: StatusChange }
  | { type: 'lookup'; channel: Channel }
  | { type: 'send'; channel: Channel; callAtMs: number };

export interface Decided {
  head: OutboxHead;
  decision: Decision;
}

// Whoever fetches a file wakes the conversation; this is for when that is lost.
const fetchingMs = 30_000;

/** @param isHeld this worker keeps the message until its turn: the lease is its own. */
export function decide(context: JobContext, head: OutboxHead, needs: Needs, isHeld: boolean): Decision {
  const now = context.clock.now();
  const isTried = head.attemptId !== null || head.preparing;
  if (head.leaseUntil && head.leaseUntil > now && !(isHeld && !isTried)) return { type: 'leave' };
  // Also when its wake-up is on the way: that one may come early by the difference between our clock and the database's.
  if (head.notBefore > now) return { type: 'postpone', until: head.notBefore };
  // A receipt came although we never saw the answer: the provider has it.
  if (statusRank[head.status] > statusRank.uncertain) return { type: 'drop' };
  const missed = isTried ? undefined : missedBy(head, now);
  if (missed) return ended(head, now, missed);
  const channel = context.channels.findById(head.channelId);
  if (!channel?.enabled) return postponed(now, 60_000, 'disabled');
  if (head.pausedUntil && head.pausedUntil > now)
    return { type: 'postpone', until: head.pausedUntil, reason: 'paused' };
  if (head.attemptId) {
    if (context.providers[channel.provider].find) return { type: 'lookup', channel };
    return { type: 'end', status: { messageId: head.messageId, status: 'uncertain', times: {}, failure: uncertain } };
  }
  if (needs.type === 'wait') return postponed(now, fetchingMs, 'file');
  const failure = refusal(head, channel, now) ?? (needs.type === 'missing' ? needs.failure : undefined);
  if (failure) return ended(head, now, failure);
  const opensAt = hasPairLimit(channel) ? pairOpensAt(head.pairWholeAt, now) : undefined;
  if (opensAt) return { type: 'postpone', until: opensAt, reason: 'pair' };
  return { type: 'send', channel, callAtMs: 0 };
}

function ended({ messageId }: OutboxHead, now: Date, failure: Failure): Decision {
  return { type: 'end', status: { messageId, status: 'failed', times: { failed: now }, failure } };
}

/** Meta documents it for its own API; what Twilio takes too fast, it queues. */
export function hasPairLimit({ provider, transport }: Channel): boolean {
  return provider === 'meta' && transport === 'whatsapp';
}

/** Outside the window a person is reached first: only a template may do that, and a day's number of people is limited. */
export function reachesFirst(head: OutboxHead, { transport }: Channel, now: Date): boolean {
  return transport === 'whatsapp' && !windowIsOpen(head.windowExpiresAt, now);
}

export function postponed(now: Date, ms: number, reason: PostponeReason): Decision {
  return { type: 'postpone', until: new Date(now.getTime() + ms), reason };
}

function refusal(head: OutboxHead, channel: Channel, now: Date): Failure | undefined {
  if (head.optOut) return optedOut(head.optOut);
  if (head.bulk && head.inactive) return inactive;
  if (head.kind !== 'template' && reachesFirst(head, channel, now)) return windowClosed;
  return undefined;
}

function missedBy({ notAfter, quietFrom }: OutboxHead, now: Date): Failure | undefined {
  if (notAfter && notAfter < now) return tooLate;
  return quietFrom && quietFrom <= now ? inQuietHours : undefined;
}

const inQuietHours: Failure = {
  kind: 'permanent',
  code: quietHoursCode,
  text: 'When its turn came, quiet hours had begun.',
};

const tooLate: Failure = {
  kind: 'permanent',
  code: tooLateCode,
  text: 'Its turn came later than it may be sent.',
};

const windowClosed: Failure = {
  kind: 'window',
  code: 'window_closed',
  text: 'More than 24 hours since the person last wrote: send a template.',
};

const inactive: Failure = {
  kind: 'permanent',
  code: 'contact_inactive',
  text: 'The contact is inactive: no bulk messages are sent to them.',
};

function optedOut(what: OptOut): Failure {
  const kind: FailureKind = 'opted_out';
  if (what === 'marketing')
    return { kind, code: 'marketing_opted_out', text: 'The person asked for no marketing messages.' };
  return { kind, code: 'opted_out', text: 'The person asked not to be written to.' };
}
