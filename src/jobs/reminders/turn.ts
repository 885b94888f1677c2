// What a reminder that is due comes to, as far as time decides. Pure.
import { allowedAt, latestAt } from '../../domain/reminder-time.ts';
import { nextOccurrence } from '../../domain/schedule/occurrences.ts';
import type { DueReminder } from '../../store/due-reminders.ts';

export type Turn =
  /** Quiet hours, or something is in the way: looked at again then. */
  | { type: 'wait'; until: Date }
  /** Too late for these occurrences. `next`: what follows them, if anything. */
  | { type: 'missed'; times: Date[]; because: MissedBecause; next: Date | undefined }
  | { type: 'send'; next: Date | undefined };

export type MissedBecause = 'too_late' | 'quiet_hours';

// So that a rule of every minute does not hold up others after a long standstill.
const mostMissedAtOnce = 100;

export function turnOf(due: DueReminder, now: Date): Turn {
  if (now > latestAt(due, due.occursAt)) return { type: 'missed', because: 'too_late', ...passed(due, now) };
  const allowed = allowedAt(due, now);
  if (allowed <= now) return { type: 'send', next: following(due, due.occursAt) };
  if (allowed <= latestAt(due, due.occursAt)) return { type: 'wait', until: allowed };
  const next = following(due, due.occursAt);
  return { type: 'missed', because: 'quiet_hours', times: [due.occursAt], next };
}

export function following({ schedule }: DueReminder, occursAt: Date): Date | undefined {
  return nextOccurrence(schedule, occursAt)?.occursAt;
}

/** The occurrences that it is too late for, and the first for which it is not. */
function passed(due: DueReminder, now: Date): { times: Date[]; next: Date | undefined } {
  const times = [due.occursAt];
  let next = following(due, due.occursAt);
  while (next && now > latestAt(due, next) && times.length < mostMissedAtOnce) {
    times.push(next);
    next = following(due, next);
  }
  return { times, next };
}

const soonMs = 200;

/** When what is in the way for a moment is likely to be over. Until then others come first. */
export function soonAfter(now: Date): Date {
  return new Date(now.getTime() + soonMs);
}

/** When the occurrence should have been sent, quiet hours considered: it may have been put off since. */
export function dueAt(due: DueReminder): Date {
  const { occursAt, nextAt } = due;
  if (nextAt <= occursAt) return nextAt;
  const allowed = allowedAt(due, occursAt);
  return allowed < nextAt ? allowed : nextAt;
}
