// From a SendMessageRequest to a draft that can be stored, or a refusal. Nothing here needs the database.
import { Fields } from '../fields.ts';
import type { SendMessageRequest__Output as SendMessageRequest } from '../gen/switchboard/v1/SendMessageRequest.ts';
import { hashBody } from './request-hash.ts';
import { readContent } from './send-content.ts';
import type { SentContent } from './send-parts.ts';

export type RecipientKey = { conversationId: string } | { contactId: string } | { phone: string };

export interface Draft extends SentContent {
  recipient: RecipientKey;
  channelId: string | undefined;
  replyToId: string | undefined;
  requestId: string | undefined;
  /** Nobody waits for it: replies go first. */
  bulk: boolean;
  /** Of everything but the request id: tells a repeated request from another one under the same id. */
  bodyHash: Buffer;
  /** Path of the request in the call, for violations found later. */
  path: string;
}

export const sendMethod = 'SendMessage';

/** Throws a Refusal. @param path with its dot: `messages[3].`; empty for a call of its own. */
export function toDraft(request: SendMessageRequest, path = ''): Draft {
  const fields = new Fields(path);
  const recipient = readRecipient(fields, request);
  const channelId = fields.optionalId('channel_id', request.channelId);
  const replyToId = fields.optionalId('reply_to_message_id', request.replyToMessageId);
  const requestId = fields.requestId('request_id', request.requestId);
  if (replyToId !== undefined && request.content === 'reaction') {
    fields.wrong('reply_to_message_id', 'must be empty with a reaction');
  }
  const sent = readContent(fields, request);
  fields.done();
  return {
    recipient,
    channelId,
    replyToId,
    requestId,
    bulk: request.bulk,
    ...sent!,
    bodyHash: hashBody(request),
    path,
  };
}

function readRecipient(fields: Fields, request: SendMessageRequest): RecipientKey {
  switch (request.recipient) {
    case 'conversationId':
      return { conversationId: fields.id('conversation_id', request.conversationId ?? '') };
    case 'contactId':
      return { contactId: fields.id('contact_id', request.contactId ?? '') };
    case 'phone':
      return { phone: fields.text('phone', request.phone ?? '', { min: 1, max: 40 }) };
    case undefined:
    default:
      fields.wrong('recipient', 'is required: conversation_id, contact_id or phone');
      return { phone: '' };
  }
}
