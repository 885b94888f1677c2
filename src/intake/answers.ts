// Which choice an answer names, when nothing was tapped: its title, its number, or the number in words. In doubt it names none,
// and the question is put again: a wrong choice would be worse.
import { plainWords } from '../domain/plain-words.ts';
import type { ReplyOption } from '../domain/message.ts';
import { numberWords } from './number-words.ts';
import { bareWords, plain, plainNumber } from './plain.ts';
import { spokenTitle } from './spoken-title.ts';

// Longer than any title with what people put around it.
const longestAnswer = 200;

/**
 * @param options in the order of their numbers, from 1; an undefined one keeps the numbers of the others.
 * @param spoken a transcript: people say more than they write, so a title may have courtesies and hesitation around it.
 */
export function chosenAnswer(
  text: string,
  options: readonly (ReplyOption | undefined)[],
  { spoken }: { spoken: boolean },
): ReplyOption | undefined {
  if (text.length > longestAnswer) return undefined;
  const known = options.filter((option) => option !== undefined);
  const titled = known.filter(({ title }) => isTitle(text, title));
  if (titled.length > 1) return undefined;
  const numbered = optionNumbered(text, options);
  const [named] = titled;
  if (named) return numbered === undefined || numbered === named ? named : undefined;
  return numbered ?? (spoken ? spokenTitle(text, known) : undefined);
}

// A number in a box before a title is how it is listed, and no part of it. A title of emoji alone has no words.
function isTitle(text: string, title: string): boolean {
  if (plain(text) === plain(title)) return plain(text) !== '';
  const words = plainWords(title);
  const bare = plainWords(title.replace(/^\s*(?:[0-9]\uFE0F?\u20E3|🔟)/u, ''));
  return [plainWords(text), bareWords(text)].some((said) => said !== '' && (said === words || said === bare));
}

function optionNumbered(text: string, options: readonly (ReplyOption | undefined)[]): ReplyOption | undefined {
  const said = plain(text.replaceAll('🔟', '10')).replaceAll(/["'“”‘’«»*_!¡?¿]/g, '');
  const number = plainNumber(said.trim()) ?? numberInWords(text);
  return number === undefined ? undefined : options[number - 1];
}

// What people say around a number: `the second one`, `opción 2`, `die tweede een`, `i-two`.
const before = new Set(
  [
    'the option number choice answer num nr nro',
    'el la opcion numero',
    'le l numero choix reponse',
    'o a opcao',
    'die opsie keuse nommer',
    'inombolo i u inketho',
  ].flatMap((words) => words.split(' ')),
);
const after = new Set(['one', 'option', 'choice', 'opcion', 'choix', 'opcao', 'een', 'opsie', 'keuse']);

// A digit counts only among words; alone it was read with its punctuation, which may be a minus or a per cent.
function numberInWords(text: string): number | undefined {
  const words = bareWords(text).split(' ');
  if (words.length > 1 && after.has(words.at(-1)!) && !before.has(words.at(-2)!)) words.pop();
  while (words.length > 1 && before.has(words[0]!)) words.shift();
  const [word, digits] = words;
  if (word === undefined) return undefined;
  // `No. 2` and `n° 2`; but `no, one` is not the first.
  if (words.length === 2 && /^no?$/.test(word)) return plainNumber(digits!);
  if (words.length > 1) return undefined;
  return numberWords.get(word) ?? (word === plainWords(text) ? undefined : plainNumber(word));
}
