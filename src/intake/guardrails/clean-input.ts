// In: what a person wrote, without characters that only serve to confuse (control, bidirectional overrides, zero width).
const confusing = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

export function cleanInput(text: string): string {
  return text.replaceAll(confusing, '').trim();
}
