// From a SendMessageRequest to a draft that can be stored, or a refusal. Nothing here needs the database.
import { textLimit, type OutboundContent } from '../../domain/message.ts';
import { Refusal } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { SendMessageRequest__Output as SendMessageRequest } from '../gen/switchboard/v1/SendMessageRequest.ts';
import { hashBody } from './request-hash.ts';

export type RecipientKey = { conversationId: string } | { contactId: string } | { phone: string };

export interface Draft {
  recipient: RecipientKey;
  channelId: string | undefined;
  replyToId: string | undefined;
  requestId: string | undefined;
  content: OutboundContent;
  /** Of everything but the request id: tells a repeated request from another one under the same id. */
  bodyHash: Buffer;
  /** Path of the request in the call, for violations found later. */
  path: string;
}

export const sendMethod = 'SendMessage';

// No provider takes more.
const longestText = Math.max(...Object.values(textLimit));

/** Throws a Refusal. @param path with its dot: `messages[3].`; empty for a call of its own. */
export function toDraft(request: SendMessageRequest, path = ''): Draft {
  const fields = new Fields(path);
  const recipient = readRecipient(fields, request);
  const channelId = fields.optionalId('channel_id', request.channelId);
  const replyToId = fields.optionalId('reply_to_message_id', request.replyToMessageId);
  const requestId = fields.requestId('request_id', request.requestId);
  const content = readContent(fields, request);
  fields.done();
  if (!content) throw unsupported(request.content);
  return { recipient, channelId, replyToId, requestId, content, bodyHash: hashBody(request), path };
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

function readContent(fields: Fields, request: SendMessageRequest): OutboundContent | undefined {
  if (request.content === undefined) fields.wrong('content', 'is required');
  if (request.content !== 'text') return undefined;
  const { text = '', previewUrl = false } = request.text ?? {};
  fields.text('text.text', text, { min: 1, max: longestText });
  return { kind: 'text', text, previewUrl };
}

function unsupported(content: string | undefined): Refusal {
  return new Refusal('unsupported', 'CONTENT_UNSUPPORTED', `Sending ${content ?? 'this'} is not implemented yet.`, {
    metadata: { content: content ?? '' },
  });
}
