// Reads one Meta item: a message into what the platform keeps, a status into a receipt.
import { asArray, asObject, asOptionalText, asText } from '../../domain/json.ts';
import { idTime, isId } from '../../domain/ids.ts';
import type { InboundMessage, Sender } from '../../domain/message.ts';
import { isBsuid } from '../../domain/phone.ts';
import type { Receipt, ReceiptStatus } from '../../domain/receipt.ts';
import type { JsonObject, WebhookItem } from '../../domain/webhook.ts';
import { metaFailure } from './failures.ts';
import { timestampMs } from './split.ts';

export function parseMetaMessage(item: WebhookItem): InboundMessage {
  const message = asObject(item.payload['message']);
  const contact = asObject(item.payload['contact']);
  const kind = asText(message['type']) || 'unknown';
  const sentAtMs = timestampMs(message['timestamp']);
  const replyTo = asOptionalText(asObject(message['context'])['id']);
  return {
    externalId: item.externalId,
    sender: parseSender(message, contact),
    kind,
    body: readableBody(kind, message),
    ...(isPlainText(message) ? {} : { payload: message }),
    ...(replyTo ? { replyTo } : {}),
    ...(sentAtMs ? { sentAt: new Date(sentAtMs) } : {}),
  };
}

const plainFields = new Set(['from', 'from_user_id', 'from_parent_user_id', 'id', 'timestamp', 'type', 'text']);

/** Nothing in it but who, when and the words. */
function isPlainText(message: JsonObject): boolean {
  if (message['type'] !== 'text') return false;
  const fields = Object.keys(message);
  return fields.every((field) => plainFields.has(field)) && Object.keys(asObject(message['text'])).length <= 1;
}

function parseSender(message: JsonObject, contact: JsonObject): Sender {
  const from = asOptionalText(message['from']) ?? asOptionalText(contact['wa_id']);
  const userId = asOptionalText(message['from_user_id']) ?? asOptionalText(contact['user_id']);
  const name = asOptionalText(asObject(contact['profile'])['name']);
  // A BSUID has been seen where the phone belongs.
  const bsuid = userId ?? (from !== undefined && isBsuid(from) ? from : undefined);
  const phone = from !== undefined && !isBsuid(from) ? from : undefined;
  if (phone === undefined && bsuid === undefined) throw new Error('the message names no sender');
  return { ...(phone ? { phone } : {}), ...(bsuid ? { bsuid } : {}), ...(name ? { name } : {}) };
}

function readableBody(kind: string, message: JsonObject): string {
  const content = asObject(message[kind]);
  if (kind === 'text') return asText(content['body']);
  if (kind === 'button') return asText(content['text']);
  if (kind === 'interactive') {
    const reply = asObject(content[asText(content['type'])]);
    return asText(reply['title']) || asText(reply['body']) || '[interactive]';
  }
  const caption = asText(content['caption']);
  return caption ? `[${kind}] ${caption}` : `[${kind}]`;
}

const statuses: readonly string[] = ['sent', 'delivered', 'read', 'played', 'failed'] satisfies ReceiptStatus[];

export function parseMetaReceipt(item: WebhookItem): Receipt | undefined {
  const status = asObject(item.payload['status']);
  if (!statuses.includes(item.status)) return undefined;
  const attemptId = asText(status['biz_opaque_callback_data']);
  const [error] = asArray(status['errors']);
  return {
    externalId: item.externalId,
    status: item.status as ReceiptStatus,
    at: item.providerAtMs ? new Date(item.providerAtMs) : idTime(item.id),
    ...(isId(attemptId) ? { attemptId } : {}),
    ...(item.status === 'failed' ? { failure: metaFailure(asObject(error)) } : {}),
  };
}
