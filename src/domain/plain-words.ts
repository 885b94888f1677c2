// How words are compared that people write: only letters and digits count.

/** `¡Árrêt! ` becomes `arret`, `2️⃣` becomes `2`, `l’œuf` becomes `l oeuf`; a text of emoji alone becomes empty. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll(notWords, ' ')
    .trim();
}

// The apostrophe of `ŉ`, which Unicode takes for a letter, is none.
const notWords = /(?:[^\p{Letter}\p{Number}]|\u02BC)+/gu;
