// A text spelled in signs, one for each word: what it can be in the name of a place. Patterns over them read like a grammar.
import { plainWords } from '../../../domain/plain-words.ts';
import { abbreviations, kindOfWords, longestPhrase, months, streetNames, type WordKind } from './place-words.ts';

/**
 * Beside the kinds of known words: `C` with a capital, `I` with that of a sentence, `w` any other; `t` a `T` in small letters;
 * `Z` a street in one word (Kerkstraat), `z` if only its ending says so; `n` a house number, `o` a 5th; comma, and `|` between
 * sentences.
 */
type Kind = WordKind | 'C' | 'I' | 'w' | 't' | 'Z' | 'z' | 'n' | 'o' | ',' | '|';

export interface Sign {
  kind: Kind;
  start: number;
  end: number;
}

const numbered = /#|\b[Nn](?:[oO.]?[.º°]|[uú]m(?:ero|\.)?|r\.?|umber|ommer)|\b[Ii]nombolo/;
const house = /(?<![\d.,/:])\d{1,5}(?: ?[-–] ?\d{1,5})?(?: ?(?:bis|ter)|[a-zA-Z])?(?![\p{L}\d]|[.,:/]\d)/u;
const pieces = {
  n: `(?:(?:${numbered.source}) ?(?=\\d))?${house.source}`,
  o: /\d+(?:st|nd|rd|th|er|e|ste|de|[ªº])(?![\p{L}\d])/u.source,
  word: /[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:['’][sS](?!\p{L}))?/u.source,
  w: /\d[\p{L}\d.,:/]*/u.source,
  ',': /,| [-–] /.source,
  '|': /[.!?;:()…\n/|]+/.source,
} as const;
const names = Object.keys(pieces) as (keyof typeof pieces)[];
// Groups stand in the order of the names.
const piece = new RegExp(names.map((name) => `(${pieces[name]})`).join('|'), 'gu');

interface Word extends Sign {
  text: string;
  plain: string;
  /** Another word or number hangs on it by a hyphen. */
  isPrefix: boolean;
}

export function signsOf(text: string): Sign[] {
  // Who writes in capitals only says nothing by them.
  const capitals = /\p{Ll}/u.test(text);
  const words = [...text.matchAll(piece)].map((match) => wordOf(match, text));
  const signs: Sign[] = [];
  for (let at = 0; at < words.length;) {
    const { sign, length } = signAt(words, at, { before: signs.at(-1)?.kind, capitals });
    if (sign) signs.push(sign);
    at += length;
  }
  return signs;
}

function wordOf({ 0: text, index: start, ...groups }: RegExpExecArray, all: string): Word {
  const end = start + text.length;
  const name = names.find((_, index) => groups[index + 1] !== undefined)!;
  const plain = name === 'word' ? plainWords(text.replace(/['’][sS]$/, '')) : '';
  const isPrefix = /^\p{Ll}{1,4}$/u.test(text) && /^-[\p{Lu}\d]/u.test(all.slice(end, end + 2));
  return { kind: name === 'word' ? 'w' : name, start, end, text, plain, isPrefix };
}

interface Around {
  before: Kind | undefined;
  capitals: boolean;
}

/** The sign of the longest phrase that begins there; none of a full stop that only shortens a word. */
function signAt(words: readonly Word[], at: number, around: Around): { sign?: Sign; length: number } {
  const first = words[at]!;
  const { start, end, plain } = first;
  const last = words[at - 1]?.plain ?? '';
  if (first.kind === '|' && first.text === '.' && (abbreviations.has(last) || last.length === 1)) return { length: 1 };
  if (plain === '') return { sign: { kind: first.kind, start, end }, length: 1 };
  if (first.isPrefix) return { sign: { kind: /^n[aeo]$/.test(plain) ? '&' : 'd', start, end }, length: 1 };
  for (let length = longestPhrase; length > 1; length--) {
    const phrase = words.slice(at, at + length);
    const kind = phrase.every((word) => word.plain !== '') && kindOfWords(phrase.map((word) => word.plain).join(' '));
    if (kind) return { sign: { kind, start, end: phrase.at(-1)!.end }, length };
  }
  return { sign: { kind: kindOf(first, around), start, end }, length: 1 };
}

function kindOf({ text, plain }: Word, { before, capitals }: Around): Kind {
  const known = kindOfWords(plain);
  const initial = before === undefined || before === '|';
  const capital = capitals && /^\p{Ll}{0,5}\p{Lu}/u.test(text);
  const named = before !== undefined && 'CIownP'.includes(before);
  if (known === 'T' && plain === 'st' && !named) return 'C';
  if (known === 'T') return capital ? 'T' : 't';
  if (plain === 'place' && capital && named) return 'T';
  if (streetNames.has(plain)) return capital ? (named ? 'T' : 'C') : 'w';
  if (known === 'P') return capital ? (initial ? 'I' : 'C') : 'P';
  if ((known === 'd' || known === 'a') && capital && !initial && !/^(?:the|an?)$/.test(plain)) return 'C';
  // Francisco I. Madero.
  if (capital && before === 'C' && plain.length === 1) return 'C';
  if (known) return known;
  if (months.has(plain)) return 'C';
  if (/\p{L}{3}(?:straat|weg|laan|plein)$/u.test(plain))
    return capital && (!initial || plain.endsWith('straat')) ? 'Z' : 'z';
  // What stands before the capital is a Zulu prefix: `uMandela`.
  return capital ? (initial && /^\p{Lu}/u.test(text) ? 'I' : 'C') : 'w';
}
