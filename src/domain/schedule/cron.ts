// Five fields of cron as rules. Of an extended cron (seconds, L, W, #, @daily) nothing is understood.
import type { Rule, RuleParts } from './rule.ts';

interface Field {
  name: string;
  least: number;
  most: number;
  /** From `least` on. */
  words?: readonly string[];
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const monthWords = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const dayWords = 'SUN MON TUE WED THU FRI SAT'.split(' ');

const minutes: Field = { name: 'minute', least: 0, most: 59 };
const hours: Field = { name: 'hour', least: 0, most: 23 };
const monthDays: Field = { name: 'day of the month', least: 1, most: 31 };
const months: Field = { name: 'month', least: 1, most: 12, words: monthWords };
// Sunday is 0, and 7.
const weekDays: Field = { name: 'day of the week', least: 0, most: 7, words: dayWords };

/**
 * Where both a day of the month and one of the week are named, either will do: so cron has it. A field that names all there
 * is, such as `*` and `0-6`, names none.
 */
export function readCron(fields: readonly string[]): Rule | string {
  const values: number[][] = [];
  for (const [n, field] of [minutes, hours, monthDays, months, weekDays].entries()) {
    const found = valuesOf(fields[n] ?? '', field);
    if (!found) return `has a ${field.name} that is not a list of ${field.least} to ${field.most}: ${fields[n]}`;
    values.push(found);
  }
  const [byMinute, byHour, byMonthDay, byMonth, days] = values as [number[], number[], number[], number[], number[]];
  const byDay = [...new Set(days.map((day) => weekdays[day % 7]!))];
  const time: RuleParts = { freq: 'DAILY', byHour, byMinute, bySecond: [0], ...(byMonth.length < 12 && { byMonth }) };
  const ofMonth = byMonthDay.length < 31 ? [{ ...time, byMonthDay }] : [];
  const ofWeek = byDay.length < 7 ? [{ ...time, byDay }] : [];
  const named = [...ofMonth, ...ofWeek];
  return { parts: named.length > 0 ? named : [time], exceptions: [] };
}

/** In order, each once; undefined when it cannot be read. */
function valuesOf(text: string, field: Field): number[] | undefined {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const [, from = '', to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d{1,2}))?$/.exec(item) ?? [];
    const first = from === '*' ? field.least : valueOf(from, field);
    const open = from === '*' || step !== undefined;
    const last = to === undefined ? (open ? field.most : first) : valueOf(to, field);
    const by = step === undefined ? 1 : Number(step);
    if (first === undefined || last === undefined || last < first || by === 0 || (from === '*' && to)) return undefined;
    for (let value = first; value <= last; value += by) values.add(value);
  }
  return [...values].toSorted((a, b) => a - b);
}

function valueOf(text: string, { least, most, words = [] }: Field): number | undefined {
  const word = words.indexOf(text.toUpperCase());
  const value = word === -1 ? Number(/^\d{1,2}$/.exec(text)?.[0] ?? Number.NaN) : least + word;
  return value >= least && value <= most ? value : undefined;
}
