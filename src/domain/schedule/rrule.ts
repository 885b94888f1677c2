// The lines of RFC 5545 that make a recurrence: DTSTART, RRULE and EXDATE. Anything else is refused rather than read past:
// what is ignored fires at times that nobody asked for.
import { readParts, type ReadParts } from './rrule-parts.ts';
import type { Rule, RuleTime } from './rule.ts';
import { parseWallClock } from './wall-clock.ts';

const mostExceptions = 200;

interface Line {
  name: string;
  zone: string | undefined;
  value: string;
}

export function readRecurrenceLines(text: string): Rule | string {
  const lines: Line[] = [];
  for (const line of unfolded(text)) {
    const read = readLine(line);
    if (typeof read === 'string') return read;
    lines.push(read);
  }
  const [rrule, ...others] = lines.filter(({ name }) => name === 'RRULE');
  if (!rrule || others.length > 0) return 'must have one RRULE';
  const parts = readParts(rrule.value);
  if (typeof parts === 'string') return parts;
  return withTimes(parts, lines);
}

function withTimes({ rule, count, until }: ReadParts, lines: readonly Line[]): Rule | string {
  const zones = [...new Set(lines.flatMap(({ zone }) => (zone === undefined ? [] : [zone])))];
  if (zones.length > 1) return 'names more than one zone';
  const starts = lines.filter(({ name }) => name === 'DTSTART').map(({ value }) => readTime(value));
  const exceptions = lines.filter(({ name }) => name === 'EXDATE').flatMap(({ value }) => value.split(','));
  const except = exceptions.map(readTime).filter((time) => time !== undefined);
  if (starts.length > 1 || starts.includes(undefined)) return 'must have one DTSTART such as 20260308T090000';
  if (exceptions.length > mostExceptions) return `has more than ${mostExceptions} EXDATEs`;
  if (except.length < exceptions.length) return 'has an EXDATE that is not a time such as 20260308T090000';
  // A day is over at its end.
  const endsAt = until === undefined ? undefined : (readTime(until) ?? readTime(`${until}T235959`));
  if (until !== undefined && !endsAt) return 'has an UNTIL that is not a time such as 20260308T090000Z';
  const [startsAt] = starts;
  const [zone] = zones;
  return {
    parts: [rule],
    exceptions: except,
    ...(count !== undefined && { count }),
    ...(startsAt && { startsAt }),
    ...(endsAt && { endsAt }),
    ...(zone !== undefined && { zone }),
  };
}

// Long lines go on in the next one, after a blank.
function unfolded(text: string): string[] {
  const lines = text.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/);
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

function readLine(line: string): Line | string {
  const [, name = 'RRULE', parameters = '', value = ''] = /^(?:(\w+)((?:;[\w-]+=[^;:]*)*):)?(.*)$/.exec(line) ?? [];
  const isKnown = ['RRULE', 'DTSTART', 'EXDATE'].includes(name.toUpperCase());
  if (!isKnown) return 'may have lines of DTSTART, RRULE and EXDATE only';
  const zone = /;TZID=([^;:]+)/i.exec(parameters)?.[1];
  return { name: name.toUpperCase(), zone, value: value.toUpperCase() };
}

function readTime(text: string): RuleTime | undefined {
  const [, year, month, day, hour, minute, second, utc] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)$/.exec(text) ?? [];
  const wall = parseWallClock(`${year}-${month}-${day}T${hour}:${minute}:${second}`);
  return wall && { wall, utc: utc === 'Z' };
}
