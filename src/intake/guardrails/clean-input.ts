// In: what a person wrote, without characters that only serve to confuse. What joins emoji and letters of some scripts stays.

// Control characters, soft hyphens, zero width, bidirectional overrides, blanks that pass for letters, annotations.
const confusing =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]/g;
// Letters that cannot be seen, but for those that make the flags of England, Scotland and Wales.
const unseen = /(?<!🏴[\u{E0020}-\u{E007F}]{0,8})[\u{E0000}-\u{E007F}]/gu;
const lineEnds = /\r\n?|[\u0085\u2028\u2029]/g;

export function cleanInput(text: string): string {
  return text.replaceAll(lineEnds, '\n').replaceAll(confusing, '').replaceAll(unseen, '').trim();
}
