// How a transcript is written. A dialogue as two people would remember it, line by line:
//
//   # A defect in another language              what it shows
//   @ locale es-MX                              about the person before the first word: locale, country of the phone
//   @ not by sms                                where numbers would say something else: it taps what was offered earlier
//   > hola                                      the person says
//   > [tap] Reportar defecto                    taps what has this title (by SMS: answers with its number)
//   > [photo] with a caption    > [voice] words that are spoken    > [location] -33.92,18.42 Green Market
//   > [quote Firulais] no                       quotes the newest message with these words in it
//   > [restart]    > [later 3h]                 the workers are stopped and started; the clock moves
//   > [close]    > [resolve {ticket}]          the organisation closes the conversation; it settles the ticket
//   > [reminder appointment_reminder] Ana | Firulais | Monday          is due now: a sample template and what fills it
//   < Hola …                                    all that is answered, from one `>` to the next; … is anything
//     [1] Reportar defecto                      choices, numbered; `[1] Title – description` where rows have one
//     more text of the same message, indented by two spaces
//   ! ticket {ticket} kind=defect photos=2      what is stored now (checks.ts)
//
// {ticket} or any such name stands for a tracking number: taken at its first use, the same ever after; {ticket.bare} is it
// without its prefix. With several people each line begins with who it is: `A>`, `B<`, `B@`, `A!`.

export type Act =
  /** `quoting`: words of the message that it answers. */
  | { kind: 'text'; text: string; quoting?: string }
  | { kind: 'tap'; title: string }
  | { kind: 'photo'; caption: string }
  | { kind: 'voice'; words: string }
  | { kind: 'location'; latitude: number; longitude: number; name: string };

export type Step = { line: number; person: string } & (
  | { type: 'says'; act: Act }
  | { type: 'sees'; lines: string[] }
  | { type: 'check'; words: string }
  | { type: 'restart' }
  | { type: 'later'; ms: number }
  | { type: 'reminder'; template: string; values: string[] }
  | { type: 'close' }
  | { type: 'resolve'; ticket: string }
);

export interface PersonSettings {
  locale?: string;
  /** ISO 3166: where the phone is from. */
  country?: string;
}

export interface Transcript {
  title: string;
  /** By numbers something else would be said. */
  notBySms: boolean;
  /** By name. Everybody who says or sees anything is here; the only one is A. */
  people: Map<string, PersonSettings>;
  steps: Step[];
}

/** Throws an Error that names the line. */
export function parseTranscript(text: string): Transcript {
  const [first = '', ...rest] = text.split('\n');
  const [, title] = /^#\s*(.+)$/.exec(first) ?? [];
  if (title === undefined) throw new Error('line 1: a transcript begins with `# what it shows`');
  const transcript: Transcript = { title, notBySms: false, people: new Map([['A', {}]]), steps: [] };
  for (const { line, person, sign, content } of entriesOf(rest)) {
    try {
      add(transcript, line, person, sign, content);
    } catch (error) {
      throw new Error(`line ${line}: ${(error as Error).message}`, { cause: error });
    }
  }
  return transcript;
}

interface Entry {
  line: number;
  person: string;
  sign: string;
  /** With what continues it. */
  content: string[];
}

function entriesOf(lines: readonly string[]): Entry[] {
  const entries: Entry[] = [];
  let blank = 0;
  for (const [index, text] of lines.entries()) {
    const line = index + 2;
    const [, person = 'A', sign, content] = /^([A-Z])?([>@<!])(?: (.*))?$/.exec(text) ?? [];
    if (sign !== undefined) entries.push({ line, person, sign, content: [content ?? ''] });
    else if (text.startsWith('  ') && entries.length > 0)
      entries.at(-1)!.content.push(...Array<string>(blank).fill(''), text.slice(2));
    else if (text.trim() !== '' && !text.startsWith('#'))
      throw new Error(`line ${line}: it begins with none of > < ! @ # nor two spaces`);
    blank = text.trim() === '' ? blank + 1 : 0;
  }
  return entries;
}

function add(transcript: Transcript, line: number, person: string, sign: string, content: string[]): void {
  const { people, steps } = transcript;
  const settings = people.get(person) ?? {};
  people.set(person, settings);
  const text = content.join('\n');
  if (sign === '@' && text === 'not by sms') transcript.notBySms = true;
  else if (sign === '@') Object.assign(settings, settingOf(text));
  else if (sign === '<') steps.push({ line, person, type: 'sees', lines: content });
  else if (sign === '!') steps.push({ line, person, type: 'check', words: text });
  else steps.push({ line, person, ...actOf(text) });
}

function settingOf(text: string): PersonSettings {
  const [, key, value] = /^(locale|country) (\S+)$/.exec(text) ?? [];
  if (key === undefined || value === undefined)
    throw new Error('what can be set is `locale`, `country` and `not by sms`');
  return { [key]: value };
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000 };

type Doing =
  | { type: 'says'; act: Act }
  | { type: 'restart' }
  | { type: 'later'; ms: number }
  | { type: 'reminder'; template: string; values: string[] }
  | { type: 'close' }
  | { type: 'resolve'; ticket: string };

function actOf(text: string): Doing {
  const [, act, argument, rest = ''] = /^\[([a-z]+)(?: ([^\]]*))?\] ?([^]*)$/.exec(text) ?? [];
  switch (act) {
    case undefined:
      return { type: 'says', act: { kind: 'text', text } };
    case 'tap':
      return { type: 'says', act: { kind: 'tap', title: rest } };
    case 'photo':
      return { type: 'says', act: { kind: 'photo', caption: rest } };
    case 'voice':
      return { type: 'says', act: { kind: 'voice', words: rest } };
    case 'location':
      return { type: 'says', act: placeOf(rest) };
    case 'quote':
      return { type: 'says', act: { kind: 'text', text: rest, quoting: argument ?? '' } };
    case 'reminder':
      return { type: 'reminder', template: argument ?? '', values: rest.split('|').map((value) => value.trim()) };
    case 'close':
      return { type: 'close' };
    case 'resolve':
      return { type: 'resolve', ticket: argument ?? '' };
    case 'restart':
      return { type: 'restart' };
    case 'later':
      return { type: 'later', ms: durationOf(argument ?? '') };
    default:
      throw new Error(`nobody can [${act}]`);
  }
}

function placeOf(text: string): Act {
  const [, latitude, longitude, name = ''] = /^(-?[\d.]+),(-?[\d.]+)(?: (.*))?$/.exec(text) ?? [];
  if (latitude === undefined) throw new Error('a location is `latitude,longitude name`');
  return { kind: 'location', latitude: Number(latitude), longitude: Number(longitude), name };
}

// The window in which people may be answered lasts a day, and the sandbox's network does not know of the moved clock.
const longestMs = 23 * 3_600_000;

function durationOf(text: string): number {
  const [, count, unit = ''] = /^(\d+)([mh])$/.exec(text) ?? [];
  const ms = Number(count) * (units[unit] ?? Number.NaN);
  if (Number.isNaN(ms) || ms > longestMs) throw new Error('[later] takes minutes or hours, 23h at most: [later 90m]');
  return ms;
}
