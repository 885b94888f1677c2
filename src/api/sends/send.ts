// A draft on its way to being stored. The steps of store-sends.ts work on what is still open, each for all at once.
import { splitText } from '../../domain/split-text.ts';
import { textLimit, type OutboundContent } from '../../domain/message.ts';
import type { Beginning } from '../../store/beginnings.ts';
import type { StoredMessage } from '../../store/history.ts';
import type { SendingConversation } from '../../store/send.ts';
import type { Refusal } from '../errors.ts';
import type { Draft } from '../services/send-request.ts';

/** The messages it became, in order: more than one for a long text. Or why it may not be sent. */
export type SendResult = readonly StoredMessage[] | Refusal;

/** Nothing was decided: the send is to be tried by itself. */
export const later = Symbol('later');

/** Settled once it has a result. */
export interface Send {
  draft: Draft;
  signal: AbortSignal | undefined;
  result: SendResult | typeof later | undefined;
  conversationId: string | undefined;
  /** Set once its lock is held, or once it is known how it begins. */
  conversation: SendingConversation | undefined;
  /** What is made for it. */
  begins: Beginning | undefined;
  /** External id of the quoted message. */
  replyTo: string | undefined;
  /** As it is stored: with the external id of what it is a reaction to, and files by their ids. */
  content: OutboundContent;
  /** A template's text, filled in. */
  body: string | undefined;
  messageIds: string[];
}

export function newSend(draft: Draft, signal: AbortSignal | undefined): Send {
  const conversationId = 'conversationId' in draft.recipient ? draft.recipient.conversationId : undefined;
  return {
    draft,
    signal,
    result: undefined,
    conversationId,
    conversation: undefined,
    begins: undefined,
    replyTo: undefined,
    content: draft.content,
    body: undefined,
    messageIds: [],
  };
}

/** Those without a result, which all have their conversation by now. */
export type Placed = Send & { conversation: SendingConversation };

export function isPlaced(send: Send): send is Placed {
  return send.conversation !== undefined;
}

/** What goes out: one message, or the parts of a text that is longer. */
export function partsOf({ content, conversation }: Placed): OutboundContent[] {
  const limit = textLimit[conversation.provider];
  if (content.kind !== 'text' || content.text.length <= limit) return [content];
  return splitText(content.text, limit).map((text) => ({ ...content, text }));
}
