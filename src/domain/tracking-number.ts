// The numbers people are told: short enough to read aloud, without characters that look or sound alike, random so that they
// say nothing of how many there are, and found again however somebody writes them.
import { randomInt } from 'node:crypto';
import type { TicketPrefix } from './ticket.ts';

// No vowels, so no words; and nothing of 0 O, 1 I L, 2 Z, 5 S, 8 B, D T and N, which are taken for each other or for M.
const alphabet = '34679CFGHJKMPQRVWX';
const length = 6;

/** Such as `DEF-7KQ4MX`: one of 34 million. Whoever stores it sees to it that it is unique within its tenant. */
export function newTrackingNumber(prefix: TicketPrefix): string {
  const rest = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  // One in two thousand could not be told without its prefix.
  return findBareNumber(rest) ? `${prefix}-${rest}` : newTrackingNumber(prefix);
}

const spelled = new RegExp(`\\b(REP|DEF|MAINT)[\\s.:#–-]*((?:[${alphabet}][\\s.-]*){${length}})(?![A-Z0-9])`, 'i');

const half = `[${alphabet}]{${length / 2}}`;
const bare = new RegExp(String.raw`(?<![\p{L}\p{N}])${half}[\s.-]?${half}(?![\p{L}\p{N}])`, 'iu');

/**
 * What of a text can be a tracking number without its prefix, and the text around it. All digits are some other number, and two
 * letters over and over a sound: `hmmmmm`.
 */
export function findBareNumber(text: string): { number: string; around: string } | undefined {
  const normal = text.normalize('NFKC');
  const found = bare.exec(normal);
  if (!found) return undefined;
  const number = found[0].replaceAll(/[\s.-]/g, '').toUpperCase();
  if (/^\d+$/.test(number) || new Set(number).size < 3) return undefined;
  return { number, around: `${normal.slice(0, found.index)} ${normal.slice(found.index + found[0].length)}` };
}

/** The first tracking number in a text, in its one spelling. `def 7kq 4mx` is `DEF-7KQ4MX`. */
export function findTrackingNumber(text: string): string | undefined {
  const [, prefix, rest] = spelled.exec(text.normalize('NFKC')) ?? [];
  if (prefix === undefined || rest === undefined) return undefined;
  return `${prefix}-${rest.replaceAll(/[\s.-]/g, '')}`.toUpperCase();
}
