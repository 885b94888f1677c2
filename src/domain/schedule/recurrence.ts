// Rules are followed on the wall clock, without a zone: as times of UTC, which has no jumps. So a rule names the same local
// times in every zone, and what happens to those that clocks leave out or show twice is decided in one place, wall-clock.ts.
// Given a zone, rrule-temporal 2.2.7 leaves out what falls into a gap, as RFC 5545 has it, and fires MINUTELY rules twice in
// an hour that comes twice; cron-parser 5.10.5 is half an hour late after a gap of New York, skips the day of a gap of Lord
// Howe, and fires twice too. In UTC the former's times are those of plain enumeration (test/unit/domain/schedule).
import { RRuleTemporal } from 'rrule-temporal';
import { readRule } from './read-rule.ts';
import type { Rule, RuleParts, RuleTime } from './rule.ts';
import type { RuleSchedule } from './schedule.ts';
import type { WallClock, ZonedDateTime } from './temporal.ts';
import { instantOf, requiredWallClock, wallClockAt } from './wall-clock.ts';

export interface Recurrence {
  /** Local times in order, each once, later than the one given: those of the next fifty years. */
  wallsAfter(wall: WallClock | undefined): Iterable<WallClock>;
  endsAt: Date | undefined;
}

// The rarest of all, a leap day on a given weekday, comes after 40 years at the latest.
const horizon = { years: 50 };
// Periods that are looked at to find one occurrence; beyond that the library throws. So many take some ten milliseconds. Its
// limit on candidates stays what it is: a lower one turns off the shortcuts that make the rest thirty times as fast.
const limits = { maxIterations: 5_000, cache: false };
// Of what has no start: parseSchedule gives one to every rule.
const earliest = requiredWallClock('2000-01-01T00:00:00');
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const everyMonthDay = Array.from({ length: 31 }, (_, n) => n + 1);

/** Of a schedule that parseSchedule made. */
export function recurrenceOf(schedule: RuleSchedule): Recurrence {
  const rule = readRule(schedule.rule);
  if (typeof rule === 'string') throw new Error('a schedule with a rule that is none');
  const start = asUtc(startOf(schedule, rule));
  const count = Math.min(rule.count ?? Infinity, schedule.count ?? Infinity);
  const exDate = rule.exceptions.map((time) => asUtc(wallOf(time, schedule.zone)));
  return {
    endsAt: endOf(schedule, rule),
    wallsAfter: (wall) => {
      const after = wall && asUtc(wall);
      const until = (after && isLater(after, start) ? after : start).add(horizon);
      // The library counts what one rule fires. Two are counted together, from the start.
      const countsBoth = rule.parts.length > 1 && count < Infinity;
      const counted = count < Infinity && !countsBoth ? { count } : {};
      const options = { dtstart: start, until, exDate, ...counted, ...limits };
      const rules = rule.parts.map((parts) => new RRuleTemporal({ ...options, ...byMonths(onOneDay(parts, start)) }));
      const times = united(rules.map((each) => following(each, start, countsBoth ? undefined : after)));
      const left = countsBoth ? times.take(count).filter((time) => !after || isLater(time, after)) : times;
      return left.map((time) => time.toPlainDateTime());
    },
  };
}

/** Why the parts of a rule may not stand together, if so, in the words of the library. */
export function combinationProblem({ parts }: Rule): string | undefined {
  try {
    for (const each of parts) void new RRuleTemporal({ ...each, dtstart: asUtc(earliest), strict: true });
    return parts.some(isMisread) ? 'names its days of the year in more than one way' : undefined;
  } catch (error) {
    return `is not allowed by RFC 5545: ${error instanceof Error ? error.message : String(error)}`;
  }
}

// The library takes one of these for the days that are meant and forgets the others, or adds them to it.
function isMisread({ freq, byMonth, byMonthDay, byYearDay, byWeekNo, byDay }: RuleParts): boolean {
  if (freq !== 'YEARLY') return false;
  if (byYearDay) return (byMonthDay ?? byWeekNo ?? byDay) !== undefined;
  if (byWeekNo) return byMonthDay !== undefined;
  const isNumbered = byDay?.some((day) => day.length > 2) ?? false;
  return isNumbered && !byMonth && (byMonthDay !== undefined || byDay!.some((day) => day.length === 2));
}

/** By the clock of the zone. */
export function wallOf({ wall, utc }: RuleTime, zone: string): WallClock {
  return utc ? wallClockAt(instantOf(wall, 'UTC'), zone) : wall;
}

function startOf({ startsAt, zone }: RuleSchedule, rule: Rule): WallClock {
  if (startsAt !== undefined) return requiredWallClock(startsAt);
  return rule.startsAt ? wallOf(rule.startsAt, zone) : earliest;
}

function endOf({ endsAt, zone }: RuleSchedule, rule: Rule): Date | undefined {
  const ofRule = rule.endsAt && instantOf(rule.endsAt.wall, rule.endsAt.utc ? 'UTC' : zone);
  if (!endsAt || !ofRule) return endsAt ?? ofRule;
  return endsAt < ofRule ? endsAt : ofRule;
}

// What says no day is on that of the start. Of a week of the year the library also finds the day that has its number in the week.
function onOneDay(parts: RuleParts, start: ZonedDateTime): RuleParts {
  return parts.byWeekNo && !parts.byDay ? { ...parts, byDay: [weekdays[start.dayOfWeek - 1]!] } : parts;
}

// The same times, found a hundred times as fast: days that are named by their month are not looked for one by one.
function byMonths(parts: RuleParts): RuleParts {
  const { freq, interval = 1, byMonth, byMonthDay, byDay, bySetPos } = parts;
  if (freq !== 'DAILY' || interval > 1 || bySetPos || !(byMonth ?? byMonthDay)) return parts;
  return { ...parts, freq: 'MONTHLY', ...(!byMonthDay && !byDay && { byMonthDay: everyMonthDay }) };
}

function* following(rule: RRuleTemporal, start: ZonedDateTime, after: ZonedDateTime | undefined) {
  const first = after ? nextOf(rule, after) : rule.next(start, true);
  for (let time = first; time; time = nextOf(rule, time)) yield time;
}

// The library looks from the year of `after` on, and the first days of January may be of a week of the year before.
function nextOf(rule: RRuleTemporal, after: ZonedDateTime) {
  const week = { days: 7 };
  const around = rule.options().byWeekNo ? rule.between(after.subtract(week), after.add(week)) : [];
  return around.find((time) => isLater(time, after)) ?? rule.next(after);
}

// What several name at once comes once.
function* united(lists: readonly Iterator<ZonedDateTime, void>[]): Generator<ZonedDateTime, void> {
  const heads = lists.map((list) => list.next().value);
  for (;;) {
    const [first, ...others] = heads.filter((head) => head !== undefined);
    if (!first) return;
    const earliestHead = others.reduce((best, each) => (isLater(best, each) ? each : best), first);
    yield earliestHead;
    for (const [n, list] of lists.entries()) {
      if (heads[n]?.epochMilliseconds === earliestHead.epochMilliseconds) heads[n] = list.next().value;
    }
  }
}

function isLater(one: ZonedDateTime, other: ZonedDateTime): boolean {
  return one.epochMilliseconds > other.epochMilliseconds;
}

function asUtc(wall: WallClock): ZonedDateTime {
  return wall.toZonedDateTime('UTC');
}
