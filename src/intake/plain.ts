// How an answer is read, whatever it answers: spelling, numbers and courtesies make no difference.
import { plainWords } from '../domain/plain-words.ts';
import { digitOf } from './guardrails/folded.ts';

/** In one case and width, with single spaces. Digits of every script, and the boxed ones of emoji keyboards, are digits. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\uFE0F\u20E3]/g, '')
    .replaceAll(/(?![0-9])\p{Nd}/gu, (digit) => String(digitOf(digit.codePointAt(0)!)))
    .trim()
    .replaceAll(/\s+/g, ' ')
    .toLowerCase();
}

/** The number that a plain text is: `2`, `2.`, `(2)`, `#2`. */
export function plainNumber(said: string): number | undefined {
  const [, number] = /^[([#]?\s*(\d{1,3})\s*[.):\]]*$/.exec(said) ?? [];
  return number === undefined ? undefined : Number(number);
}

const courtesies = [
  'please|pls|plz|thanks|thank you',
  'por favor|porfavor|porfa|gracias',
  's il vous plait|s il te plait|svp|stp|merci',
  'pf|pfv|obrigado|obrigada',
  'asseblief|asb|dankie',
  'ngicela|sicela|ngiyacela|ngiyabonga|siyabonga',
].join('|');

const courteousStart = new RegExp(`^(?:(?:${courtesies}) )+`);
const courteousEnd = new RegExp(`(?: (?:${courtesies}))+$`);

/** `¡Menú, por favor!` becomes `menu`. What is nothing but a courtesy stays. */
export function bareWords(text: string): string {
  return plainWords(text).replace(courteousStart, '').replace(courteousEnd, '');
}
