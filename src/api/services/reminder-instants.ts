// At which instants a reminder fires, quiet hours included. Pure.
import { nextOccurrence } from '../../domain/schedule/occurrences.ts';
import { recipientZone } from '../../domain/schedule/recipient-zone.ts';
import { whenAllowed } from '../../domain/schedule/send-windows.ts';
import type { PreviewFacts } from '../../store/reminder-preview.ts';
import type { Hold, Previewed } from './reminder-holds.ts';

interface Instant {
  occursAt: Date;
  firesAt: Date;
}

/** Where the person is. */
export function zoneOf({ contactZone, knownPhone, tenantZone }: PreviewFacts): string {
  return recipientZone({ contactZone, recipient: knownPhone ?? '', tenantZone });
}

/** Earliest first. Fewer than `count` when there are no more. */
export function instantsOf(
  { schedule, quietHours, next }: Previewed,
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
    const { occursAt, firesAt } = occurrence;
    instants.push({ occursAt, firesAt: allowed(firesAt > now ? firesAt : now) });
    const following = nextOccurrence(schedule, occursAt)?.occursAt;
    occurrence = following && { occursAt: following, firesAt: following };
  }
  return instants;
}

/** What quiet hours do to the first of them. */
export function quietHold({ sendWithinSeconds }: Previewed, first: Instant | undefined): Hold[] {
  const latest = (first?.occursAt.getTime() ?? 0) + sendWithinSeconds * 1_000;
  if (!first) return [];
  if (first.firesAt.getTime() > latest) {
    return [{ reason: 'TOO_LATE', text: 'Quiet hours end too late for it: it will be missed.', until: first.firesAt }];
  }
  if (first.firesAt <= first.occursAt) return [];
  return [{ reason: 'QUIET_HOURS', text: 'It waits for the end of quiet hours.', until: first.firesAt }];
}
