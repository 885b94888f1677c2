// Out: no reply is longer than its channel takes. Nothing is cut off: a long text becomes several messages, in order.
import { splitText } from '../../domain/split-text.ts';
import type { Reply } from '../flow.ts';

/** @param limit characters (UTF-16 units, as the providers count). */
export function fitChannel(replies: readonly Reply[], limit: number): Reply[] {
  return replies.flatMap((reply) => splitText(reply.text, limit).map((text): Reply => ({ ...reply, text })));
}
