// Decides, under the conversations' locks, what happens to the first message of each outbox: a new attempt, a question to
// the provider about an old one, or an end without a call.
import { loadContent } from '../../domain/content.ts';
import type { Failure } from '../../domain/failure.ts';
import { newId } from '../../domain/ids.ts';
import type { NextJob } from '../../domain/job.ts';
import { statusRank } from '../../domain/receipt.ts';
import { windowIsOpen } from '../../domain/window.ts';
import type { Trx } from '../../platform/db.ts';
import { finishAttempts, listKnownExternalIds, type FinishedAttempt } from '../../store/attempts.ts';
import type { Channel } from '../../store/channels.ts';
import { lockConversations } from '../../store/conversations.ts';
import { beginAttempts, extendLeases, listOutboxHeads, removeFromOutbox, type OutboxHead } from '../../store/outbox.ts';
import { beginPreparations } from '../../store/preparations.ts';
import { applyStatuses, recordStatusEvents, type StatusChange } from '../../store/statuses.ts';
import type { JobContext } from '../job.ts';
import { preparationOf } from './files.ts';
import { loadNeeds, type Needs } from './needs.ts';
import { uncertain } from './settle.ts';
import { recordingMs, type OutboundTask } from './task.ts';

export interface Claim {
  tasks: OutboundTask[];
  next: NextJob[];
}

/** What to do with a head. `wake` looks at the conversation again: now, for what comes behind it, or later. */
type Decision =
  | { type: 'leave' }
  | { type: 'postpone'; until: Date }
  | { type: 'drop' }
  | { type: 'end'; status: StatusChange }
  | { type: 'send' | 'lookup'; channel: Channel };

// Whoever fetches a file wakes the conversation; this is for when that is lost.
const fetchingMs = 30_000;
// Jittered, so that conversations held back together do not come back together.
const crowdedMs = () => 1_000 + 2_000 * Math.random();

export async function claimHeads(
  context: JobContext,
  trx: Trx,
  conversationIds: readonly string[],
  room: (channelId: string) => number,
): Promise<Claim> {
  const conversations = await lockConversations(trx, [...new Set(conversationIds)]);
  const heads = await listOutboxHeads(
    trx,
    conversations.map(({ id }) => id),
  );
  if (heads.length === 0) return { tasks: [], next: [] };
  const needsOf = await loadNeeds(context, trx, heads);
  const taken = new Map<string, number>();
  const decided = heads.map((head) => {
    const needs = needsOf(head);
    const decision = decide(context, head, needs);
    if (decision.type !== 'send' && decision.type !== 'lookup') return { head, needs, decision };
    const before = taken.get(head.channelId) ?? 0;
    if (before >= room(head.channelId)) return { head, needs, decision: postponed(context, crowdedMs()) };
    taken.set(head.channelId, before + 1);
    return { head, needs, decision };
  });
  await endWithoutCall(context, trx, decided);
  const tasks = await beginTasks(context, trx, decided);
  return { tasks, next: decided.flatMap(wakeUps) };
}

interface Decided {
  head: OutboxHead;
  needs: Needs;
  decision: Decision;
}

function decide(context: JobContext, head: OutboxHead, needs: Needs): Decision {
  const now = context.clock.now();
  if (head.leaseUntil && head.leaseUntil > now) return { type: 'leave' };
  // Also when its wake-up is on the way: that one may come early by the difference between our clock and the database's.
  if (head.notBefore > now) return { type: 'postpone', until: head.notBefore };
  // A receipt came although we never saw the answer: the provider has it.
  if (statusRank[head.status] > statusRank.uncertain) return { type: 'drop' };
  const channel = context.channels.findById(head.channelId);
  if (!channel?.enabled) return postponed(context, 60_000);
  if (channel.pausedUntil && channel.pausedUntil > now) return { type: 'postpone', until: channel.pausedUntil };
  if (head.attemptId) {
    if (context.providers[channel.provider].find) return { type: 'lookup', channel };
    return { type: 'end', status: { messageId: head.messageId, status: 'uncertain', times: {}, failure: uncertain } };
  }
  if (head.kind !== 'template' && !windowIsOpen(head.windowExpiresAt, now)) {
    return failed(head, windowClosed, now);
  }
  if (needs.type === 'wait') return postponed(context, fetchingMs);
  if (needs.type === 'missing') return failed(head, needs.failure, now);
  return { type: 'send', channel };
}

function failed({ messageId }: OutboxHead, failure: Failure, at: Date): Decision {
  return { type: 'end', status: { messageId, status: 'failed', times: { failed: at }, failure } };
}

function postponed(context: JobContext, ms: number): Decision {
  return { type: 'postpone', until: new Date(context.clock.now().getTime() + ms) };
}

const windowClosed: Failure = {
  kind: 'window',
  code: 'window_closed',
  text: 'More than 24 hours since the person last wrote: send a template.',
};

async function endWithoutCall(context: JobContext, trx: Trx, decided: readonly Decided[]): Promise<void> {
  const ended = decided.filter(({ decision }) => decision.type === 'end' || decision.type === 'drop');
  if (ended.length === 0) return;
  const results = await applyStatuses(
    trx,
    ended.flatMap(({ decision }) => (decision.type === 'end' ? [decision.status] : [])),
  );
  await recordStatusEvents(trx, results);
  await finishAttempts(
    trx,
    ended.flatMap(({ head, decision }) =>
      decision.type === 'drop' && head.attemptId ? [acceptedByReceipt(head.attemptId, context.clock.now())] : [],
    ),
  );
  await removeFromOutbox(
    trx,
    ended.map(({ head }) => head.messageId),
  );
}

function acceptedByReceipt(id: string, at: Date): FinishedAttempt {
  return { id, outcome: 'accepted', externalId: undefined, failure: undefined, finishedAt: at };
}

async function beginTasks(context: JobContext, trx: Trx, decided: readonly Decided[]): Promise<OutboundTask[]> {
  const startedAt = context.clock.now();
  const leaseUntil = new Date(startedAt.getTime() + context.sendTimeoutMs + recordingMs);
  const sends = decided.flatMap(({ head, needs, decision }) =>
    decision.type === 'send' ? [{ head, task: sendTask(head, needs, decision.channel, startedAt) }] : [],
  );
  await beginAttempts(
    trx,
    sends.map(({ head, task }) => ({
      id: task.attemptId,
      messageId: task.messageId,
      tenantId: head.tenantId,
      channelId: task.channel.id,
      number: task.attempts + 1,
      startedAt,
      leaseUntil,
    })),
  );
  await beginPreparations(
    trx,
    sends.flatMap(({ task }) => preparationOf(context, task) ?? []),
  );
  const lookups: OutboundTask[] = [];
  for (const { head, needs, decision } of decided) {
    if (decision.type === 'lookup') lookups.push(await lookupTask(trx, head, needs, decision.channel));
  }
  await extendLeases(
    trx,
    lookups.map((task) => task.messageId),
    leaseUntil,
  );
  return [...sends.map(({ task }) => task), ...lookups];
}

function sendTask(head: OutboxHead, needs: Needs, channel: Channel, startedAt: Date): OutboundTask {
  return { type: 'send', channel, attemptId: newId(), startedAt, knownIds: new Set(), ...common(head, needs) };
}

async function lookupTask(trx: Trx, head: OutboxHead, needs: Needs, channel: Channel): Promise<OutboundTask> {
  const startedAt = head.attemptStartedAt ?? head.notBefore;
  const since = new Date(startedAt.getTime() - 24 * 3600_000);
  const knownIds = new Set(await listKnownExternalIds(trx, head.conversationId, since));
  return { type: 'lookup', channel, attemptId: head.attemptId!, startedAt, knownIds, ...common(head, needs) };
}

function common(head: OutboxHead, needs: Needs) {
  const { messageId, conversationId, recipient, causedById, replyTo, attempts } = head;
  const { files, template } = needs.type === 'there' ? needs : { files: [], template: undefined };
  const content = loadContent(head);
  return { messageId, conversationId, recipient, causedById, replyTo, attempts, content, files, template };
}

function wakeUps({ head, decision }: Decided): NextJob[] {
  const data = { conversationId: head.conversationId };
  if (decision.type === 'postpone') return [{ queue: 'outbound', data, startAt: decision.until }];
  if (decision.type === 'end' || decision.type === 'drop') return [{ queue: 'outbound', data }];
  return [];
}
