// A text that is longer than one message: parts in order, divided where a reader would pause.

/**
 * Parts of at most `limit` UTF-16 units, none of them blank. Divides at the end of a paragraph, else of a line or sentence,
 * else of a word, where the part is full enough there; else between characters as people see them, and never inside a
 * surrogate pair. Nothing is lost but white space where it divides. A text that fits is left as it is.
 */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const at = breakPoint(rest, limit);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...parts, rest].filter((part) => part !== '');
}

// Best first, each with how full a part must be to end there. A pattern ends where the next part may begin; white space that
// says "do not break here" is none.
const pauses = [
  { end: /\n[^\S\n]*\n\s*/g, least: 1 / 3 },
  { end: /\n|[.!?…]["'”’»)\]]*[^\S\u00A0\u202F]+|[。！？]["'”’」』）]*/g, least: 1 / 2 },
  { end: /[^\S\u00A0\u202F\uFEFF]+/g, least: 1 / 2 },
];

function breakPoint(text: string, limit: number): number {
  const head = text.slice(0, limit + 1);
  for (const { end, least } of pauses) {
    const at = lastBreak(head, end, limit);
    if (at > limit * least) return at;
  }
  return characterBreak(text, limit);
}

/** Where the last pause is after which what stands before it fits. */
function lastBreak(head: string, pause: RegExp, limit: number): number {
  let last = 0;
  for (const match of head.matchAll(pause)) {
    const end = match.index + match[0].trimEnd().length;
    if (end <= limit) last = Math.max(last, end);
  }
  return last;
}

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
// Longer than any character that people write on purpose.
const longestCharacter = 64;

function characterBreak(text: string, limit: number): number {
  const { index } = characters.segment(text.slice(0, limit + longestCharacter)).containing(limit)!;
  if (index > 0 && limit - index < longestCharacter) return index;
  const unit = text.charCodeAt(limit - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? Math.max(1, limit - 1) : limit;
}
