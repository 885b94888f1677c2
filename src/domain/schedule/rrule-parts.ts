// The parts of an RRULE, each held to the values that it may have.
import { mostCount, type RuleParts } from './rule.ts';

interface Numbers {
  key: 'byMonth' | 'byMonthDay' | 'byYearDay' | 'byWeekNo' | 'byHour' | 'byMinute' | 'bySecond' | 'bySetPos';
  least: number;
  most: number;
  /** Counted from the end too, with a minus. */
  signed?: boolean;
}

const numbers: { readonly [name: string]: Numbers } = {
  BYMONTH: { key: 'byMonth', least: 1, most: 12 },
  BYMONTHDAY: { key: 'byMonthDay', least: 1, most: 31, signed: true },
  BYYEARDAY: { key: 'byYearDay', least: 1, most: 366, signed: true },
  BYWEEKNO: { key: 'byWeekNo', least: 1, most: 53, signed: true },
  BYHOUR: { key: 'byHour', least: 0, most: 23 },
  BYMINUTE: { key: 'byMinute', least: 0, most: 59 },
  BYSECOND: { key: 'bySecond', least: 0, most: 59 },
  BYSETPOS: { key: 'bySetPos', least: 1, most: 366, signed: true },
};

// Ten years each: what comes more rarely cannot be told from what never comes again.
const mostInterval: { readonly [freq in RuleParts['freq']]: number } = {
  YEARLY: 10,
  MONTHLY: 120,
  WEEKLY: 520,
  DAILY: 3_650,
  HOURLY: 87_600,
  MINUTELY: 5_256_000,
};

const tooOften = 'would fire more often than once a minute';
const weekday = /^(MO|TU|WE|TH|FR|SA|SU)$/;
const dayOfPeriod = /^([+-]?(?:[1-9]|[1-4]\d|5[0-3]))?(MO|TU|WE|TH|FR|SA|SU)$/;

export interface ReadParts {
  rule: RuleParts;
  count?: number;
  until?: string;
}

/** The parts, or what is wrong with them. Whether they may stand together is left to the library. */
export function readParts(text: string): ReadParts | string {
  const given = new Map<string, string>();
  for (const part of text.replace(/;$/, '').split(';')) {
    const [, name = '', value = ''] = /^([A-Z]+)=(.+)$/.exec(part) ?? [];
    if (name === '') return 'has parts that are not of the form NAME=value';
    if (given.has(name)) return `has ${name} twice`;
    given.set(name, value);
  }
  const freq = given.get('FREQ') ?? '';
  if (freq === 'SECONDLY') return tooOften;
  if (!isFrequency(freq)) return `must have a FREQ of ${Object.keys(mostInterval).join(', ')}`;
  given.delete('FREQ');
  const read: ReadParts = { rule: { freq } };
  for (const [name, value] of given) {
    const problem = readPart(read, name, value);
    if (problem !== undefined) return problem;
  }
  return setProblem(read.rule) ?? read;
}

function isFrequency(freq: string): freq is RuleParts['freq'] {
  return Object.hasOwn(mostInterval, freq);
}

function readPart(read: ReadParts, name: string, value: string): string | undefined {
  const { rule } = read;
  const ofNumbers = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
  if (ofNumbers) return readNumbers(rule, name, value, ofNumbers);
  switch (name) {
    case 'UNTIL':
      read.until = value;
      return undefined;
    case 'COUNT':
      read.count = Number(value);
      return isWithin(value, 1, mostCount) ? undefined : `must have a COUNT of 1 to ${mostCount}`;
    case 'INTERVAL':
      rule.interval = Number(value);
      return isWithin(value, 1, mostInterval[rule.freq]) ? undefined : intervalProblem(rule.freq);
    case 'BYDAY':
      rule.byDay = [...new Set(value.split(','))];
      return rule.byDay.every((day) => dayOfPeriod.test(day)) ? undefined : 'must have a BYDAY such as MO,TU or -1FR';
    case 'WKST':
      rule.wkst = value;
      return weekday.test(value) ? undefined : 'must have a WKST such as MO';
    default:
      return `has ${name}, which is not understood`;
  }
}

function intervalProblem(freq: RuleParts['freq']): string {
  return `must have an INTERVAL of 1 to ${mostInterval[freq]} when it is ${freq}`;
}

function readNumbers(rule: RuleParts, name: string, value: string, { key, least, most, signed }: Numbers) {
  const values = value.split(',');
  const areNumbers = values.every((each) => isWithin(signed ? each.replace(/^[+-]/, '') : each, least, most));
  const andFromTheEnd = signed ? `, or -${least} to -${most} from the end` : '';
  if (!areNumbers) return `must have a ${name} of ${least} to ${most}${andFromTheEnd}`;
  rule[key] = [...new Set(values.map(Number))];
  return undefined;
}

function isWithin(text: string, least: number, most: number): boolean {
  return /^\d{1,7}$/.test(text) && Number(text) >= least && Number(text) <= most;
}

function setProblem({ freq, bySecond = [], bySetPos, byHour = [], byMinute = [] }: RuleParts): string | undefined {
  if (bySecond.length > 1) return tooOften;
  if (!bySetPos) return undefined;
  // Otherwise all times of a year would have to be laid out to find one.
  const choosesDays = ['YEARLY', 'MONTHLY', 'WEEKLY'].includes(freq) && byHour.length <= 1 && byMinute.length <= 1;
  return choosesDays ? undefined : 'may have BYSETPOS only to choose among days: with one time of the day';
}
