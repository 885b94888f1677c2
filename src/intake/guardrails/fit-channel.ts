// Out: no text is longer than its channel takes. Nothing is cut off: a long one becomes several messages, in order. Other
// kinds pass as they are: their limits are checked before they are sent.
import { splitText } from '../../domain/split-text.ts';
import type { Reply } from '../flow.ts';

/** @param limit characters (UTF-16 units, as the providers count). */
export function fitChannel(replies: readonly Reply[], limit: number): Reply[] {
  return replies.flatMap((reply) =>
    reply.kind === 'text' ? splitText(reply.text, limit).map((text): Reply => ({ ...reply, text })) : [reply],
  );
}
