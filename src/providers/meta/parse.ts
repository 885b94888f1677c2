// Reads one Meta item: a message into what the platform keeps, a status into a receipt. What people see of a message is in
// parse-body.ts.
import { asArray, asObject, asOptionalText, asText } from '../../domain/json.ts';
import { idTime, isId } from '../../domain/ids.ts';
import { isMediaKind, type InboundMedia } from '../../domain/media.ts';
import type { IdentityChange, InboundMessage, Sender } from '../../domain/message.ts';
import { isBsuid } from '../../domain/phone.ts';
import type { Receipt, ReceiptStatus } from '../../domain/receipt.ts';
import type { JsonObject, WebhookItem } from '../../domain/webhook.ts';
import { normalizeSha256 } from '../sha256.ts';
import { metaFailure } from './failures.ts';
import { readableBody } from './parse-body.ts';
import { timestampMs } from './split.ts';

export function parseMetaMessage(item: WebhookItem): InboundMessage {
  const message = asObject(item.payload['message']);
  const contact = asObject(item.payload['contact']);
  const kind = asText(message['type']) || 'unknown';
  const sentAtMs = timestampMs(message['timestamp']);
  const replyTo = aboutMessage(message);
  const replyId = tappedId(message);
  const media = mediaOf(kind, asObject(message[kind]));
  const [error] = asArray(message['errors']);
  const identityChange = kind === 'system' ? parseIdentityChange(message) : undefined;
  return {
    externalId: item.externalId,
    sender: identityChange ? formerSender(message) : parseSender(message, contact),
    kind,
    body: readableBody(kind, message),
    ...(isPlainText(message) ? {} : { payload: message }),
    ...(replyTo ? { replyTo } : {}),
    ...(replyId ? { replyId } : {}),
    ...(media ? { media: [media] } : {}),
    ...(error === undefined ? {} : { failure: metaFailure(asObject(error)) }),
    ...(identityChange ? { identityChange } : {}),
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
  return { ...identifiers(from, userId), ...(name ? { name } : {}) };
}

/** A BSUID has been seen where the phone belongs. Throws when there is neither. */
function identifiers(from: string | undefined, userId: string | undefined): { phone?: string; bsuid?: string } {
  const bsuid = userId ?? (from !== undefined && isBsuid(from) ? from : undefined);
  const phone = from !== undefined && !isBsuid(from) ? from : undefined;
  if (phone === undefined && bsuid === undefined) throw new Error('the message names no sender');
  return { ...(phone ? { phone } : {}), ...(bsuid ? { bsuid } : {}) };
}

/** Of a system message that says who the person is from now on; undefined when it says nothing new. */
function parseIdentityChange(message: JsonObject): IdentityChange | undefined {
  const system = asObject(message['system']);
  const former = formerIds(message);
  const waId = asOptionalText(system['wa_id']);
  const userId = asOptionalText(system['user_id']) ?? (waId !== undefined && isBsuid(waId) ? waId : undefined);
  const phone = waId !== undefined && !isBsuid(waId) && !former.has(waId) ? waId : undefined;
  const bsuid = userId !== undefined && !former.has(userId) ? userId : undefined;
  if (phone === undefined && bsuid === undefined) return undefined;
  return { ...(phone ? { phone } : {}), ...(bsuid ? { bsuid } : {}) };
}

function formerIds(message: JsonObject): Set<string> {
  const previous = asText(asObject(message['system'])['previous_user_id']);
  return new Set([asText(message['from']), previous || asText(message['from_user_id'])]);
}

function formerSender(message: JsonObject): Sender {
  const previous = asOptionalText(asObject(message['system'])['previous_user_id']);
  return identifiers(asOptionalText(message['from']), previous ?? asOptionalText(message['from_user_id']));
}

function aboutMessage(message: JsonObject): string | undefined {
  const about = [
    asObject(message['context'])['id'],
    asObject(message['reaction'])['message_id'],
    asObject(message['edit'])['original_message_id'],
    asObject(message['revoke'])['original_message_id'],
  ];
  return about.map(asOptionalText).find((id) => id !== undefined);
}

function tappedId(message: JsonObject): string | undefined {
  const interactive = asObject(message['interactive']);
  const reply = asObject(interactive['button_reply'] ?? interactive['list_reply']);
  return asOptionalText(reply['id']) ?? asOptionalText(asObject(message['button'])['payload']);
}

function mediaOf(kind: string, file: JsonObject): InboundMedia | undefined {
  const ref = asText(file['id']);
  if (!isMediaKind(kind) || !ref) return undefined;
  const contentType = asOptionalText(file['mime_type']);
  const sha256 = normalizeSha256(asText(file['sha256']));
  const filename = asOptionalText(file['filename']);
  return {
    kind,
    ref,
    ...(contentType ? { contentType } : {}),
    ...(sha256 ? { sha256 } : {}),
    ...(filename ? { filename } : {}),
    ...(file['voice'] === true ? { voice: true } : {}),
  };
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
