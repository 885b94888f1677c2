// Out: no reply is longer than its channel takes. Nothing is cut off: a long text becomes several messages, in order.
import type { Reply } from '../flow.ts';

/** @param limit characters (UTF-16 units, as the providers count). Breaks at a line, else a space, else between characters. */
export function fitChannel(replies: readonly Reply[], limit: number): Reply[] {
  return replies.flatMap((reply) => split(reply.text, limit).map((text): Reply => ({ ...reply, text })));
}

function split(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const at = breakPoint(rest, limit);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...parts, rest].filter((part) => part !== '');
}

function breakPoint(text: string, limit: number): number {
  const head = text.slice(0, limit + 1);
  const soft = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' '));
  if (soft > limit / 2) return soft;
  const unit = text.charCodeAt(limit - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? Math.max(1, limit - 1) : limit; // never between the halves of one character
}
