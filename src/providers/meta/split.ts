// Splits a Meta webhook into what it tells: up to 1,000 updates over several entries, numbers, messages and statuses.
import { createHash } from 'node:crypto';
import { asArray, asObject, asOptionalText, asText } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/webhook.ts';
import { readJsonBody } from '../body.ts';
import { MalformedWebhook, type ItemDraft, type WebhookRequest } from '../provider.ts';

export function splitMetaWebhook(request: WebhookRequest): ItemDraft[] {
  const envelope = parseEnvelope(request.body);
  const drafts = asArray(envelope['entry']).flatMap((entry) => splitEntry(asObject(entry)));
  // Signed by Meta but nothing inside that we know: keep it whole.
  return drafts.length > 0 ? drafts : [other('', '', asText(envelope['object']) || 'empty', envelope)];
}

function parseEnvelope(body: Buffer): JsonObject {
  const parsed = readJsonBody(body);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new MalformedWebhook('The body is not a JSON object.');
  }
  return parsed as JsonObject;
}

function splitEntry(entry: JsonObject): ItemDraft[] {
  const account = asText(entry['id']);
  const changes = asArray(entry['changes']);
  if (changes.length === 0) return [other(account, '', 'entry', entry)];
  const toldAtMs = timestampMs(entry['time']);
  return changes.flatMap((change) => splitChange(account, asObject(change), toldAtMs));
}

function splitChange(account: string, change: JsonObject, toldAtMs: number): ItemDraft[] {
  const value = asObject(change['value']);
  const metadata = asObject(value['metadata']);
  const address = asText(metadata['phone_number_id']);
  const field = asText(change['field']);
  // With its time: a template that is paused a second time says so in the same words.
  if (field !== 'messages') return [{ ...other(account, address, field || 'unknown', change), providerAtMs: toldAtMs }];
  const contacts = asArray(value['contacts']).map(asObject);
  const messages = asArray(value['messages']).map(asObject);
  const only = onlySender(messages, contacts);
  const drafts = [
    ...messages.map((message) =>
      messageDraft(account, address, message, contacts.find((contact) => isSender(contact, message)) ?? only),
    ),
    ...asArray(value['statuses']).map((status) => receiptDraft(account, address, asObject(status))),
    ...asArray(value['errors']).map((error) => other(account, address, 'errors', asObject(error))),
  ];
  return drafts.length > 0 ? drafts : [other(account, address, 'messages', change)];
}

function messageDraft(
  account: string,
  address: string,
  message: JsonObject,
  contact: JsonObject | undefined,
): ItemDraft {
  const externalId = asText(message['id']);
  const payload: JsonObject = contact ? { message, contact } : { message };
  if (!externalId) return other(account, address, 'message_without_id', payload);
  const providerAtMs = timestampMs(message['timestamp']);
  const sender = senderOf(message, contact);
  return {
    kind: 'message',
    account,
    address,
    externalId,
    status: '',
    providerAtMs,
    payload,
    ...(sender && { sender }),
  };
}

/** A number may be hidden from one message to the next; a user id stays. */
function senderOf(message: JsonObject, contact: JsonObject = {}): string {
  return (
    [message['from_user_id'], contact['user_id'], message['from'], contact['wa_id']].map(asText).find(Boolean) ?? ''
  );
}

function receiptDraft(account: string, address: string, status: JsonObject): ItemDraft {
  const externalId = asText(status['id']);
  const name = asText(status['status']);
  if (!externalId || !name) return other(account, address, 'status_without_id', status);
  const providerAtMs = timestampMs(status['timestamp']);
  return { kind: 'receipt', account, address, externalId, status: name, providerAtMs, payload: { status } };
}

// It has no id of its own, so its content is its identity: the same event sent again is the same item.
function other(account: string, address: string, field: string, payload: JsonObject): ItemDraft {
  const externalId = createHash('sha256').update(JSON.stringify(payload)).digest('hex');
  return { kind: 'other', account, address, externalId, status: field, providerAtMs: 0, payload };
}

/**
 * The contact of whoever wrote all the messages, whose number may be spelled otherwise in them. Where several people wrote,
 * the only contact may be that of one of them: system messages come without.
 */
function onlySender(messages: readonly JsonObject[], contacts: readonly JsonObject[]): JsonObject | undefined {
  const [first = {}] = messages;
  const isOne = messages.every((one) =>
    ['from', 'from_user_id'].every((name) => asText(one[name]) === asText(first[name])),
  );
  return isOne && contacts.length === 1 && !differ(first['from_user_id'], contacts[0]!['user_id'])
    ? contacts[0]
    : undefined;
}

function differ(a: unknown, b: unknown): boolean {
  return asText(a) !== '' && asText(b) !== '' && asText(a) !== asText(b);
}

function isSender(contact: JsonObject, message: JsonObject): boolean {
  const from = asOptionalText(message['from']);
  const fromUser = asOptionalText(message['from_user_id']);
  return (
    (from !== undefined && contact['wa_id'] === from) || (fromUser !== undefined && contact['user_id'] === fromUser)
  );
}

/** Meta sends seconds as a string; milliseconds have been seen. 0 when it is neither, or not in this century. */
export function timestampMs(value: unknown): number {
  const number = Number(asText(value));
  if (!(number > 0 && number < 4e12)) return 0;
  return Math.trunc(number > 1e11 ? number : number * 1000);
}
