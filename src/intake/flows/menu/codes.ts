// Orders and machines by what people write of them: the code alone, or somewhere in a sentence.
import { codeKey } from '../../../domain/order.ts';
import type { Looking } from '../../lookups.ts';
import type { Question } from './question.ts';
import type { Answering, Stepped } from './state.ts';

const longestCode = 40;
const mostTries = 8;

/**
 * What may be a code in a text, likeliest first: of `the order is po 1001` it is `po 1001` before `1001`. A short text without
 * a digit may be one as a whole.
 */
export function codesIn(text: string): string[] {
  const words = text
    .split(/\s+/)
    .map((word) => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '');
  const ends = words.flatMap((word, index) => (/\p{N}/u.test(word) ? [index] : []));
  const upTo = (end: number, count: number) => words.slice(Math.max(0, end + 1 - count), end + 1).join(' ');
  const mixed = words.filter((word) => /\p{N}/u.test(word) && /\p{L}/u.test(word));
  const windows = [2, 1, 3].flatMap((count) => ends.map((end) => upTo(end, count)));
  const byKey = new Map<string, string>();
  for (const code of [...mixed, ...windows, words.join(' ')]) {
    const key = codeKey(code);
    if (key !== '' && code.length <= longestCode && !byKey.has(key)) byKey.set(key, code);
  }
  return [...byKey.values()].slice(0, mostTries);
}

/** What a code in a text names. */
export function* findByCode<Found>(
  text: string,
  find: (code: string, text: string) => Looking<Found | undefined>,
): Looking<Found | undefined> {
  for (const code of codesIn(text)) {
    const found = yield* find(code, text);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface CodeQuestion<Found> {
  about: 'order' | 'machine';
  find(code: string, text: string): Looking<Found | undefined>;
  onFound(input: Answering, found: Found): Stepped;
}

/** Which order, or which machine? */
export function askForCode<Found>({ about, find, onFound }: CodeQuestion<Found>): Question {
  return {
    *ask({ say }) {
      return { body: say(`menu.${about}.question`) };
    },
    *answer(input) {
      const { message, say } = input;
      const found = yield* findByCode(message.text, find);
      if (found !== undefined) return onFound(input, found);
      const [code] = codesIn(message.text);
      return { wrong: code === undefined ? say(`menu.${about}.none_in_text`) : say(`menu.${about}.unknown`, { code }) };
    },
  };
}
