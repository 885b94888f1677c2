// What the text of a rule says, be it an RRULE or cron. Nothing here knows zones.
import type { WallClock } from './temporal.ts';

type Frequency = 'YEARLY' | 'MONTHLY' | 'WEEKLY' | 'DAILY' | 'HOURLY' | 'MINUTELY';

/** The parts of an RRULE, by the names that the library has for them. */
export interface RuleParts {
  freq: Frequency;
  interval?: number;
  byMonth?: number[];
  byMonthDay?: number[];
  byYearDay?: number[];
  byWeekNo?: number[];
  byDay?: string[];
  byHour?: number[];
  byMinute?: number[];
  bySecond?: number[];
  bySetPos?: number[];
  wkst?: string;
}

/** A time in a rule: by the clock of the schedule's zone, or of UTC. */
export interface RuleTime {
  wall: WallClock;
  utc: boolean;
}

export interface Rule {
  /** Their union. None of them fires more often than once a minute. */
  parts: readonly RuleParts[];
  startsAt?: RuleTime;
  endsAt?: RuleTime;
  count?: number;
  exceptions: readonly RuleTime[];
  /** The zone that the rule itself names. */
  zone?: string;
}

/** More would have to be counted from the start again and again. */
export const mostCount = 1_000;
