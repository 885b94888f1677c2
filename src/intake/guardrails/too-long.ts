// In: how much of one message a dialogue takes in.

// What WhatsApp lets a person write in one message; only transcripts and odd clients go above it.
const longest = 4_096;

export function isTooLong(text: string): boolean {
  return text.length > longest;
}
