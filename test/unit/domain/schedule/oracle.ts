// What rules should do, worked out without Temporal and without any library of rules: zones by what Intl shows of them, days
// by plain enumeration. Local times are numbers too: milliseconds as if the clock on the wall were that of UTC.
const day = 86_400_000;

/** Between two changes of its clocks a zone is so far from UTC. */
export interface Segment {
  from: number;
  to: number;
  offset: number;
}

/** @param from and `to`: instants. Every second week is looked at: no zone changes twice in between. */
export function segmentsOf(zone: string, from: number, to: number): Segment[] {
  const offset = offsetsOf(zone);
  const segments: Segment[] = [{ from: -Infinity, to: Infinity, offset: offset(from) }];
  for (let at = from; at < to; at += 14 * day) {
    const before = segments.at(-1)!.offset;
    const after = offset(at + 14 * day);
    if (before === after) continue;
    let [same, changed] = [at, at + 14 * day];
    while (changed - same > 1) {
      const middle = Math.floor((same + changed) / 2);
      if (offset(middle) === before) same = middle;
      else changed = middle;
    }
    segments.at(-1)!.to = changed;
    segments.push({ from: changed, to: Infinity, offset: after });
  }
  return segments;
}

function offsetsOf(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const shown = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const [year, month, date] = [shown.get('year')!, shown.get('month')!, shown.get('day')!];
    const time = [shown.get('hour')!, shown.get('minute')!, shown.get('second')!] as const;
    return Date.UTC(year, month - 1, date, ...time) - Math.floor(at / 1000) * 1000;
  };
}

/** The first instant at which the clock shows that time or a later one. */
function firstShown(wall: number, segments: readonly Segment[]): number {
  for (const { from, to, offset } of segments) {
    const at = Math.max(from, wall - offset);
    if (at < to) return at;
  }
  throw new Error('unreachable: the last segment has no end');
}

export interface Clock {
  hour: number;
  minute: number;
}

/** A rule as the oracle follows it. `on` is asked with the midnight of a day. */
export type Followed =
  | { times: readonly Clock[]; on: (midnight: number) => boolean }
  | { everyMs: number; start: number };

/** Local times of the rule from `from` up to and including `to`. */
export function wallTimes(rule: Followed, from: number, to: number): number[] {
  const found: number[] = [];
  if ('everyMs' in rule) {
    const first = rule.start + Math.max(0, Math.ceil((from - rule.start) / rule.everyMs)) * rule.everyMs;
    for (let wall = first; wall <= to; wall += rule.everyMs) found.push(wall);
    return found;
  }
  for (let midnight = Math.floor(from / day) * day; midnight <= to; midnight += day) {
    if (!rule.on(midnight)) continue;
    for (const { hour, minute } of rule.times) found.push(midnight + (hour * 60 + minute) * 60_000);
  }
  return found.filter((wall) => wall >= from && wall <= to).toSorted((a, b) => a - b);
}

/** Instants, each once, in order. */
export function instantsOf(walls: readonly number[], segments: readonly Segment[]): number[] {
  return [...new Set(walls.map((wall) => firstShown(wall, segments)))];
}
