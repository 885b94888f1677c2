// What a step says and what it asks next reach the person as one message where they fit into one: fewer notifications, and
// the question with its choices stays last.
import type { Reply } from './flow.ts';

/** Longest body above buttons or a list (Meta, and Twilio through it). */
const longestBody = 1_024;

/**
 * Consecutive texts become one, and a text before a question with choices becomes part of its body, with a blank line
 * between. Everything else stays as it is, in its order.
 *
 * @param textLimit longest text of the channel, in UTF-16 units.
 */
export function mergeReplies(replies: readonly Reply[], textLimit: number): Reply[] {
  const merged: Reply[] = [];
  for (const reply of replies) {
    const last = merged.at(-1);
    const both = last && together(last, reply, textLimit);
    if (both) merged.splice(-1, 1, both);
    else merged.push(reply);
  }
  return merged;
}

function together(first: Reply, second: Reply, textLimit: number): Reply | undefined {
  // A preview shows the first link of its message: in a longer one it could be another.
  if (first.kind !== 'text' || first.previewUrl) return undefined;
  if (second.kind === 'text' && !second.previewUrl) {
    const text = joined(first.text, second.text);
    return text.length <= textLimit ? { ...second, text } : undefined;
  }
  // A header would stand above what is to be read first.
  if (second.kind !== 'interactive' || second.header) return undefined;
  const body = joined(first.text, second.body);
  return body.length <= Math.min(longestBody, textLimit) ? { ...second, body } : undefined;
}

function joined(...parts: string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
