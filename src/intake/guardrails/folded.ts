// A text as it is read and not as it is typed: digits of every script and width are digits, one dash and one space stand for
// all, and what cannot be seen is left out. Each place knows where it stood.

export interface Folded {
  text: string;
  /** Where in the original each unit of the text began, and last where the original ends. */
  at: readonly number[];
}

// Joiners, variation selectors and the box around a digit: nothing that separates.
const unseen = /\p{Cf}|\p{Variation_Selector}|\u20E3/u;

export function fold(original: string): Folded {
  const at: number[] = [];
  let text = '';
  let index = 0;
  for (const character of original) {
    if (character <= '\u007F' || !unseen.test(character)) {
      const folded = foldOne(character);
      text += folded;
      for (let unit = 0; unit < folded.length; unit++) at.push(index);
    }
    index += character.length;
  }
  return { text, at: [...at, index] };
}

function foldOne(character: string): string {
  if (character <= '\u007F') return character;
  if (/\p{Nd}/u.test(character)) return String(digitOf(character.codePointAt(0)!));
  if (/\p{Zs}/u.test(character)) return ' ';
  if (/[\p{Pd}\u2212]/u.test(character)) return '-';
  const plain = character.normalize('NFKC');
  return plain.length === 1 ? plain : character;
}

// Unicode keeps the ten digits of a script together, in order; only the mathematical ones stand side by side.
export function digitOf(code: number): number {
  if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return value;
}
