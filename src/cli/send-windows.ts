// `--send-windows`: what a user types for the hours in which people may be written to, and how it is shown.
import type { SendWindow } from '../domain/schedule/schedule.ts';
import { parseSendWindows } from '../domain/schedule/send-windows.ts';
import { UsageError } from './report.ts';

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const form = /^\s*([a-z]{3}(?:-[a-z]{3})?(?:,[a-z]{3}(?:-[a-z]{3})?)*)\s+([\d:]+)-([\d:]+)\s*$/i;

/** `mon-fri,sun 08:00-20:00`, each; or `none` alone: always. Throws UsageError. */
export function readSendWindows(given: readonly string[]): SendWindow[] | null {
  if (given.length === 1 && given[0] === 'none') return null;
  const parsed = parseSendWindows(given.map(readWindow));
  if (!('problems' in parsed)) return parsed.windows;
  const told = parsed.problems.map(({ path, description }) => `${placeOf(given, path)} ${description}`);
  throw new UsageError(`${told.join('; ')}.`);
}

function readWindow(text: string): SendWindow {
  const [, days = '', from = '', until = ''] = form.exec(text) ?? [];
  const ranges = days.toLowerCase().split(',').map(readDays);
  if (ranges.includes(undefined))
    throw new UsageError(
      `--send-windows "${text}": give days and times such as "mon-sat 08:00-20:00", once for each window; or none.`,
    );
  return { days: [...new Set(ranges.flatMap((range) => range ?? []))], from, until };
}

/** `fri-mon` goes on after Sunday. */
function readDays(range: string): number[] | undefined {
  const [first = '', last = first] = range.split('-');
  const [begin, end] = [names.indexOf(first), names.indexOf(last)];
  if (begin === -1 || end === -1) return undefined;
  const count = ((end - begin + 7) % 7) + 1;
  return Array.from({ length: count }, (_, n) => ((begin + n) % 7) + 1);
}

function placeOf(given: readonly string[], path: string): string {
  const [, index, field] = /^send_windows\[(\d+)\]\.(\w+)$/.exec(path) ?? [];
  if (index === undefined) return '--send-windows';
  const place = field === 'from' ? 'its beginning' : 'its end';
  return `--send-windows "${given[Number(index)]}": ${place}`;
}

/** As it may be typed; `always` where there are none. */
export function showSendWindows(windows: readonly SendWindow[] | null): string {
  if (windows === null) return 'always';
  return windows.map(({ days, from, until }) => `${showDays(days)} ${from}-${until}`).join('; ');
}

/** @param days in order. */
function showDays(days: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const day of days) {
    const range = ranges.at(-1);
    if (range?.[1] === day - 1) range[1] = day;
    else ranges.push([day, day]);
  }
  const name = (day: number) => names[day - 1];
  return ranges.map(([first, last]) => (first === last ? name(first) : `${name(first)}-${name(last)}`)).join(',');
}
