// What a person said, found again in what a model wrote. Only the person's spelling is ever taken from it.
import { plainWords } from '../domain/plain-words.ts';

interface Word {
  key: string;
  start: number;
  end: number;
}

/**
 * The stretch of `said` whose words are those of `quote`; undefined when they are not all there, side by side and in this
 * order. Compared by letters and digits alone, as models tidy up case, accents and punctuation.
 */
export function findOwnWords(said: string, quote: string): string | undefined {
  const wanted = locateWords(quote);
  if (wanted.length === 0) return undefined;
  const own = locateWords(said);
  const at = own.findIndex((_, n) => wanted.every(({ key }, i) => own[n + i]?.key === key));
  if (at < 0) return undefined;
  return said.slice(own[at]!.start, own[at + wanted.length - 1]!.end).replaceAll(/\s+/g, ' ');
}

function locateWords(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    key: plainWords(word),
    start: index,
    end: index + word.length,
  }));
}
