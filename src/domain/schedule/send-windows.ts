// When people may be written to, by the clock where they are; what is outside are quiet hours.
import { Problems, type Problem } from '../problem.ts';
import type { SendWindow } from './schedule.ts';
import type { WallClock } from './temporal.ts';
import { instantOf, wallClockAt } from './wall-clock.ts';

const mostWindows = 50;
const allDays = new Set([1, 2, 3, 4, 5, 6, 7]);
const timeOfDay = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * @param given as JSON has it. Null and nothing: always. A window that ends before it begins goes on after midnight, and is
 * of the day on which it begins.
 * @returns the windows, or what is wrong with them: paths such as `send_windows[0].from`.
 */
export function parseSendWindows(given: unknown): { windows: SendWindow[] | null } | { problems: Problem[] } {
  if (given === null || given === undefined) return { windows: null };
  const path = 'send_windows';
  const problems = new Problems();
  if (!Array.isArray(given)) return { problems: [{ path, description: 'must be a list of windows, or null' }] };
  problems.count(path, given.length, { min: 1, max: mostWindows }, 'windows');
  const windows = given.map((each, n) => readWindow(each, `${path}[${n}]`, problems));
  return problems.found.length > 0 ? { problems: problems.found } : { windows };
}

function readWindow(given: unknown, path: string, problems: Problems): SendWindow {
  const { days, from, until } = Object(given) as Record<string, unknown>;
  const weekdays: number[] = Array.isArray(days) ? [...new Set<number>(days)].filter((day) => allDays.has(day)) : [];
  const areDays = Array.isArray(days) && days.length > 0 && days.length === weekdays.length;
  if (!areDays) problems.add(`${path}.days`, 'must be days of the week, each once: 1 for Monday to 7 for Sunday');
  const [begin, end] = [String(from), String(until)];
  if (!timeOfDay.test(begin)) problems.add(`${path}.from`, 'must be a time of the day such as 08:00');
  if (!timeOfDay.test(end) && end !== '24:00')
    problems.add(`${path}.until`, 'must be a time such as 20:00, 24:00 at most');
  if (timeOfDay.test(end) && begin === end) problems.add(`${path}.until`, 'must not be the time at which it begins');
  return { days: weekdays.toSorted((a, b) => a - b), from: begin, until: end };
}

// A window of one day a week may be lost to a jump of the clocks: the next one then is within two weeks.
const daysAhead = 15;

/**
 * `at`, or the first instant after it that lies in a window by the clock of the zone. A window's end is outside it.
 * @param windows as parseSendWindows made them; null: always.
 */
export function whenAllowed(at: Date, zone: string, windows: readonly SendWindow[] | null): Date {
  if (windows === null) return at;
  // A window that holds it may have begun the day before.
  let day = wallClockAt(at, zone).subtract({ days: 1 });
  for (let n = 0; n <= daysAhead; n++) {
    const [first] = windows
      .flatMap((window) => openFrom(at, day, zone, window))
      .toSorted((a, b) => a.getTime() - b.getTime());
    if (first) return first;
    day = day.add({ days: 1 });
  }
  throw new Error('send windows that never open');
}

/** When quiet hours begin next, for what is let through now: before `limit`, else undefined. */
export function quietFrom(
  now: Date,
  zone: string,
  windows: readonly SendWindow[] | null,
  limit: Date,
): Date | undefined {
  if (windows === null) return undefined;
  let end = now;
  while (end < limit) {
    const today = wallClockAt(end, zone);
    // Where one window ends, another may go on.
    const ends = [today.subtract({ days: 1 }), today]
      .flatMap((day) => windows.flatMap((window) => openOn(day, zone, window)))
      .flatMap((open) => (open.begins <= end && open.ends > end ? [open.ends.getTime()] : []));
    if (ends.length === 0) return end;
    end = new Date(Math.max(...ends));
  }
  return undefined;
}

/** When the window that begins on that day lets something through that waits since `at`; nothing when it is over by then. */
function openFrom(at: Date, day: WallClock, zone: string, window: SendWindow): Date[] {
  return openOn(day, zone, window).flatMap(({ begins, ends }) => {
    if (ends <= at) return [];
    return [begins > at ? begins : at];
  });
}

/** From when until when the window is open that begins on that day, if one does. */
function openOn(day: WallClock, zone: string, { days, from, until }: SendWindow): { begins: Date; ends: Date }[] {
  if (!days.includes(day.dayOfWeek)) return [];
  const begins = instantOf(atTime(day, from), zone);
  const ends = instantOf(until > from ? atTime(day, until) : atTime(day.add({ days: 1 }), until), zone);
  return ends <= begins ? [] : [{ begins, ends }];
}

function atTime(day: WallClock, time: string): WallClock {
  return time === '24:00' ? day.add({ days: 1 }).withPlainTime('00:00') : day.withPlainTime(time);
}
