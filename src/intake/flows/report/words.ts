// What a person said, in words; and how words are weighed and kept.
import { plainWords } from '../../../domain/plain-words.ts';
import type { FlowMessage } from '../../flow.ts';

/** Empty where there are none. A card with somebody's name and number says nothing of its own. */
export function wordsOf({ kind, text }: FlowMessage): string {
  return kind === 'contacts' ? '' : text;
}

function wordCount(text: string): number {
  return plainWords(text).split(' ').filter(Boolean).length;
}

/** Whether anything is in it that can be read: not `?`, not a lone letter, not only signs. */
export function isReadable(text: string): boolean {
  return plainWords(text).length >= 2;
}

// Chinese, Japanese and Thai are written without spaces: so many characters are a few words.
const unspaced = /(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{Mark}*){6}/u;

/** Whether it can be an account of something, rather than its name. Some languages say in one word what others say in four. */
export function saysEnough(text: string): boolean {
  if (unspaced.test(text)) return true;
  const words = wordCount(text);
  return words >= 3 || (words === 2 && plainWords(text).length >= 20);
}

// `it is about the street lights` is no more than a name.
const longestName = 6;

/** Whether more is said than what something is called. */
export function saysMore(text: string): boolean {
  return wordCount(text) > longestName;
}

/** In the order they were written, as many as there is room for. */
export function join(earlier: string, words: string, limit: number): string {
  return cut(earlier === '' ? words : `${earlier}\n${words}`, limit);
}

/** Never through the middle of a character. */
export function cut(text: string, limit: number): string {
  return text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
}
