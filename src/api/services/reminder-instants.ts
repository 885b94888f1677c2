// At which instants a reminder fires, quiet hours included. Pure.
import { nextOccurrence } from '../../domain/schedule/occurrences.ts';
import { recipientZone } from '../../domain/schedule/recipient-zone.ts';
import { whenAllowed } from '../../domain/schedule/send-windows.ts';
import type { PreviewFacts } from '../../store/reminder-preview.ts';
import type { Hold, Previewed } from './reminder-holds.ts';

interface Instant {
  occursAt: Date;
  /** For one that is missed: when it could go at the earliest. */
  firesAt: Date;
  isMissed: boolean;
}

/** Where the person is. */
export function zoneOf({ contactZone, knownAddress, tenantZone }: PreviewFacts): string {
  return recipientZone({ contactZone, recipient: knownAddress, tenantZone });
}

/** Earliest first. Fewer than `count` when there are no more. */
export function instantsOf(
  { schedule, quietHours, sendWithinSeconds, next }: Previewed,
  facts: PreviewFacts,
  now: Date,
  count: number,
): Instant[] {
  const zone = zoneOf(facts);
  const windows = quietHours === 'respect' ? (facts.sendWindows ?? []) : [];
  const allowed = (at: Date) => (windows.length === 0 ? at : whenAllowed(at, zone, windows));
  const instants: Instant[] = [];
  let occurrence = next;
  while (occurrence && instants.length < count) {
    const { occursAt } = occurrence;
    const firesAt = allowed(occurrence.firesAt > now ? occurrence.firesAt : now);
    instants.push({ occursAt, firesAt, isMissed: firesAt > latest(sendWithinSeconds, occursAt) });
    const following = nextOccurrence(schedule, occursAt)?.occursAt;
    occurrence = following && { occursAt: following, firesAt: following };
  }
  return instants;
}

function latest(sendWithinSeconds: number, occursAt: Date): Date {
  return new Date(occursAt.getTime() + sendWithinSeconds * 1_000);
}

/** What time and quiet hours do to the first of them. */
export function timeHold({ sendWithinSeconds }: Previewed, first: Instant | undefined, now: Date): Hold[] {
  if (!first) return [];
  const { occursAt, firesAt: until, isMissed } = first;
  if (now > latest(sendWithinSeconds, occursAt)) {
    return [{ reason: 'TOO_LATE', text: 'It is overdue, and may be sent no more: it will be missed.' }];
  }
  if (isMissed) return [{ reason: 'TOO_LATE', text: 'Quiet hours end too late for it: it will be missed.', until }];
  // What is only overdue goes now.
  if (until <= occursAt || until <= now) return [];
  return [{ reason: 'QUIET_HOURS', text: 'It waits for the end of quiet hours.', until }];
}
