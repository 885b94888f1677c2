// When a schedule comes to pass. Rules are followed on the wall clock, and each of its times becomes one instant.
import { recurrenceOf } from './recurrence.ts';
import type { Occurrence, RuleSchedule, Schedule } from './schedule.ts';
import { instantOf, requiredWallClock, wallClockAt } from './wall-clock.ts';

/**
 * The first occurrence later than `after`, or the first of all. Undefined: there is none within fifty years.
 * Takes a schedule that parseSchedule made; throws at others, and at rules that would take too long to follow.
 */
export function nextOccurrence(schedule: Schedule, after: Date | undefined): Occurrence | undefined {
  if (schedule.type === 'rule') return nextByRule(schedule, after);
  const occursAt =
    schedule.type === 'at' ? schedule.at : instantOf(requiredWallClock(schedule.localTime), schedule.zone);
  return after === undefined || occursAt > after ? { occursAt } : undefined;
}

/** Those later than `from`, up to and including `until`, earliest first, `limit` at most. */
export function occurrencesBetween(schedule: Schedule, from: Date, until: Date, limit: number): Occurrence[] {
  const found: Occurrence[] = [];
  let next = nextOccurrence(schedule, from);
  while (next && next.occursAt <= until && found.length < limit) {
    found.push(next);
    next = nextOccurrence(schedule, next.occursAt);
  }
  return found;
}

// No zone's clocks are known to have been moved by more in one go but by those that changed sides of the date line.
const furthestMove = { hours: 3 };

/**
 * The occurrence that other zone data put at `occursAt`: the nearest one by the data of now, a few hours away at most, else
 * the first after it. Upkeep asks for everything with a zone whose time lies ahead once `zoneDataVersion` is not what it was
 * reckoned with; what is due already stays as it is. The question is about the one that comes next, not about the rule as a whole.
 * @param firedAt when it fired last, if it did: nothing up to then is named again.
 */
export function realigned(schedule: Schedule, occursAt: Date, firedAt?: Date): Occurrence | undefined {
  if (schedule.type !== 'rule') return nextOccurrence(schedule, undefined);
  // Most of them: a release changes a few zones. To look around costs fifty times as much where a rule fires often.
  const still = nextOccurrence(schedule, new Date(occursAt.getTime() - 1));
  if (still?.occursAt.getTime() === occursAt.getTime()) return still;
  const around = wallClockAt(occursAt, 'UTC');
  const from = instantOf(around.subtract(furthestMove), 'UTC');
  const until = instantOf(around.add(furthestMove), 'UTC');
  const distance = (at: Date) => Math.abs(at.getTime() - occursAt.getTime());
  const since = firedAt !== undefined && firedAt > from ? firedAt : from;
  const near = occurrencesBetween(schedule, since, until, 360).map((each) => each.occursAt);
  const [first, ...others] = near;
  if (first === undefined) return nextOccurrence(schedule, occursAt);
  return { occursAt: others.reduce((best, each) => (distance(each) < distance(best) ? each : best), first) };
}

function nextByRule(schedule: RuleSchedule, after: Date | undefined): Occurrence | undefined {
  const { endsAt, wallsAfter } = recurrenceOf(schedule);
  for (const wall of wallsAfter(after && wallClockAt(after, schedule.zone))) {
    const occursAt = instantOf(wall, schedule.zone);
    // Clocks that went back show times again whose turn has been, and all that a jump leaves out is one instant.
    if (after !== undefined && occursAt <= after) continue;
    return endsAt !== undefined && occursAt > endsAt ? undefined : { occursAt };
  }
  return undefined;
}
