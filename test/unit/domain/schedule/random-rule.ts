// Rules of every form, as the text that is under test and as what the oracle follows.
import fc from 'fast-check';
import type { Clock, Followed } from './oracle.ts';

export interface RandomRule {
  text: string;
  followed: Followed;
  /** Local, as the oracle has it. */
  start: number;
  /** Fires more often than a few times a day. */
  dense: boolean;
}

const day = 86_400_000;
const names = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const weekday = (midnight: number) => new Date(midnight).getUTCDay();
const dateOf = (midnight: number) => new Date(midnight).getUTCDate();
const monthOf = (midnight: number) => new Date(midnight).getUTCMonth() + 1;
const yearOf = (midnight: number) => new Date(midnight).getUTCFullYear();
const daysOfMonth = (midnight: number) => new Date(Date.UTC(yearOf(midnight), monthOf(midnight), 0)).getUTCDate();
const midnightOf = (wall: number) => Math.floor(wall / day) * day;
const monthsSince = (start: number, midnight: number) =>
  (yearOf(midnight) - yearOf(start)) * 12 + monthOf(midnight) - monthOf(start);

// Where clocks change they mostly do so at night.
const hour = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 23 }));
const minute = fc.oneof(fc.constantFrom(0, 15, 30, 45), fc.integer({ min: 0, max: 59 }));
const some = <T>(each: fc.Arbitrary<T>, maxLength = 3) => fc.uniqueArray(each, { minLength: 1, maxLength });
const clock = fc.record({ hours: some(hour, 2), minutes: some(minute, 2) });
const weekdays = some(fc.integer({ min: 0, max: 6 }), 4);
const interval = fc.integer({ min: 1, max: 5 });

interface Times {
  hours: number[];
  minutes: number[];
}

const timesOf = ({ hours, minutes }: Times): Clock[] =>
  hours.flatMap((hour) => minutes.map((minute) => ({ hour, minute })));
const byTime = ({ hours, minutes }: Times) => `BYHOUR=${hours.join()};BYMINUTE=${minutes.join()};BYSECOND=0`;

/** @param from local; the rule starts within the two years after. */
export function anyRule(from: number): fc.Arbitrary<RandomRule> {
  const start = fc.integer({ min: 0, max: 2 * 365 * 24 * 60 }).map((minutes) => from + minutes * 60_000);
  return fc.oneof(
    daily(start),
    weekly(start),
    monthly(start),
    nthWeekday(start),
    yearly(start),
    weekOfYear(start),
    cron(start),
    steady(start),
  );
}

function daily(starts: fc.Arbitrary<number>) {
  return fc.record({ start: starts, every: interval, time: clock }).map(({ start, every, time }): RandomRule => {
    const on = (midnight: number) => ((midnight - midnightOf(start)) / day) % every === 0;
    const text = `FREQ=DAILY;INTERVAL=${every};${byTime(time)}`;
    return { text, start, followed: { times: timesOf(time), on }, dense: false };
  });
}

function weekly(starts: fc.Arbitrary<number>) {
  return fc.record({ start: starts, every: interval, time: clock, days: weekdays }).map((given): RandomRule => {
    const { start, every, time, days } = given;
    const monday = (midnight: number) => midnight - ((weekday(midnight) + 6) % 7) * day;
    const weeks = (midnight: number) => (monday(midnight) - monday(midnightOf(start))) / (7 * day);
    const on = (midnight: number) => weeks(midnight) % every === 0 && days.includes(weekday(midnight));
    const text = `FREQ=WEEKLY;INTERVAL=${every};BYDAY=${days.map((each) => names[each]).join()};${byTime(time)}`;
    return { text, start, followed: { times: timesOf(time), on }, dense: false };
  });
}

function monthly(starts: fc.Arbitrary<number>) {
  const dates = some(fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -3, max: -1 }), fc.constant(31)));
  return fc.record({ start: starts, every: interval, time: clock, dates }).map((given): RandomRule => {
    const { start, every, time, dates } = given;
    const isDate = (midnight: number) =>
      dates.some((date) => (date > 0 ? date : daysOfMonth(midnight) + date + 1) === dateOf(midnight));
    const on = (midnight: number) => monthsSince(start, midnight) % every === 0 && isDate(midnight);
    const text = `FREQ=MONTHLY;INTERVAL=${every};BYMONTHDAY=${dates.join()};${byTime(time)}`;
    return { text, start, followed: { times: timesOf(time), on }, dense: false };
  });
}

function nthWeekday(starts: fc.Arbitrary<number>) {
  const nth = fc.constantFrom(1, 2, 3, 4, 5, -1, -2);
  return fc.record({ start: starts, of: fc.nat(6), nth, time: clock }).map(({ start, of, nth, time }): RandomRule => {
    const place = (midnight: number) => Math.ceil(dateOf(midnight) / 7);
    const fromEnd = (midnight: number) => -Math.ceil((daysOfMonth(midnight) - dateOf(midnight) + 1) / 7);
    const on = (midnight: number) =>
      weekday(midnight) === of && (nth > 0 ? place(midnight) : fromEnd(midnight)) === nth;
    const text = `RRULE:FREQ=MONTHLY;BYDAY=${nth}${names[of]};${byTime(time)}`;
    return { text, start, followed: { times: timesOf(time), on }, dense: false };
  });
}

function yearly(starts: fc.Arbitrary<number>) {
  const date = fc.oneof(
    fc.constant({ month: 2, date: 29 }),
    fc.record({ month: fc.integer({ min: 1, max: 12 }), date: fc.integer({ min: 1, max: 28 }) }),
  );
  return fc.record({ start: starts, date, time: clock }).map(({ start, date: { month, date }, time }): RandomRule => {
    const on = (midnight: number) => monthOf(midnight) === month && dateOf(midnight) === date;
    const text = `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${date};${byTime(time)}`;
    return { text, start, followed: { times: timesOf(time), on }, dense: false };
  });
}

function weekOfYear(starts: fc.Arbitrary<number>) {
  const week = fc.oneof(fc.integer({ min: 1, max: 53 }), fc.constantFrom(1, 52, 53));
  const days = fc.option(weekdays, { nil: undefined });
  // Whoever starts in a week of the year before begins with the next one.
  const start = starts.filter((at) => dateOf(at) > 3);
  return fc.record({ start, week, time: clock, days }).map(({ start, week, time, days }): RandomRule => {
    const named = days ?? [weekday(start)];
    // A week is of the year in which its Thursday lies.
    const thursday = (midnight: number) => midnight + (3 - ((weekday(midnight) + 6) % 7)) * day;
    const weekOf = (at: number) => Math.ceil((at - Date.UTC(yearOf(at), 0, 0)) / (7 * day));
    const on = (midnight: number) => weekOf(thursday(midnight)) === week && named.includes(weekday(midnight));
    const byDay = days ? `;BYDAY=${days.map((each) => names[each]).join()}` : '';
    const text = `FREQ=YEARLY;BYWEEKNO=${week}${byDay};${byTime(time)}`;
    return { text, start, followed: { times: timesOf(time), on }, dense: false };
  });
}

function cron(starts: fc.Arbitrary<number>) {
  const field = (each: fc.Arbitrary<number>) => fc.option(some(each), { nil: undefined });
  const dates = field(fc.integer({ min: 1, max: 31 }).filter((date) => date !== 30));
  const given = fc.record({
    start: starts,
    time: clock,
    dates,
    months: field(fc.integer({ min: 1, max: 12 })),
    days: field(fc.nat(6)),
  });
  return given.map(({ start, time, dates, months, days }): RandomRule => {
    const isDay = (midnight: number) => {
      if (!dates && !days) return true;
      return (dates?.includes(dateOf(midnight)) ?? false) || (days?.includes(weekday(midnight)) ?? false);
    };
    const on = (midnight: number) => (months?.includes(monthOf(midnight)) ?? true) && isDay(midnight);
    const fields = [time.minutes, time.hours, dates, months, days].map((values) => values?.join() ?? '*');
    return { text: fields.join(' '), start, followed: { times: timesOf(time), on }, dense: false };
  });
}

function steady(starts: fc.Arbitrary<number>) {
  const unit = fc.constantFrom(['HOURLY', 3_600_000] as const, ['MINUTELY', 60_000] as const);
  const every = fc.integer({ min: 1, max: 40 });
  return fc.record({ start: starts, unit, every }).map(({ start, unit: [name, ms], every }): RandomRule => {
    const everyMs = name === 'MINUTELY' ? every * 5 * ms : every * ms;
    const text = `FREQ=${name};INTERVAL=${everyMs / ms}`;
    return { text, start, followed: { everyMs, start }, dense: true };
  });
}
