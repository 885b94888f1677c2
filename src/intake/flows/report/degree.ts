// Several short messages in a row: `there is a pothole`, `very deep`.
import { signsOf } from './place-signs.ts';

const before = 'it is|it s|they are|es|está|esta|son|están|estan|c est|il est|elle est|é|dit is|ku';
// Without its accent the French one is the Spanish three.
const degree = 'very|really|quite|extremely|so|too|muy|demasiado|bastante|très|vraiment|trop|muito|bem|baie|regtig';
const degreeBehind = 'kakhulu|demais';
const phrase = new RegExp(
  String.raw`^(?:(?:${before}) )?(?:(?:(?:${degree}) ){1,2}\p{L}+|\p{L}+ (?:${degreeBehind}))$`,
  'u',
);

/** Whether an answer says only to what degree something is, and nothing of a place. */
export function saysHowMuch(answer: string): boolean {
  const words =
    answer
      .normalize()
      .toLowerCase()
      .match(/\p{L}+|\p{N}+/gu) ?? [];
  return phrase.test(words.join(' ')) && signsOf(answer).every(({ kind }) => 'wxIad&|'.includes(kind));
}
