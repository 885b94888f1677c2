// A Twilio webhook tells one thing: a message, a delivery status, or something we do not know.
import { createHash } from 'node:crypto';
import { asText } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/webhook.ts';
import { readJsonBody } from '../body.ts';
import type { ItemDraft, WebhookRequest } from '../provider.ts';
import { formParams } from './form.ts';

export function splitTwilioWebhook(request: WebhookRequest): ItemDraft[] {
  const params = readParams(request);
  const account = asText(params['AccountSid']);
  const externalId = asText(params['MessageSid']) || asText(params['SmsSid']);
  const status = asText(params['MessageStatus']) || asText(params['SmsStatus']);
  if (!externalId) return [other(account, params)];
  if (status === 'received' || (status === '' && 'Body' in params)) {
    const to = { account, address: withoutPrefix(params['To']), ...transportOf(params) };
    const sender = withoutPrefix(params['ExternalUserId']) || withoutPrefix(params['From']);
    const about = { externalId, status: '', providerAtMs: 0, payload: params };
    return [{ kind: 'message', ...to, ...about, ...(sender && { sender }) }];
  }
  if (status === '') return [other(account, params)];
  // Our attempt id is in the query we gave as StatusCallback, not in the form; the channel's number too where a messaging
  // service may have sent from another.
  const query = URL.parse(request.url)?.searchParams;
  const attempt = query?.get('attempt');
  const payload = attempt ? { ...params, attempt } : params;
  const from = { account, address: query?.get('sender') || withoutPrefix(params['From']), ...transportOf(params) };
  return [{ kind: 'receipt', ...from, externalId, status, providerAtMs: 0, payload }];
}

/** A prefix on our own address alone may have been lost: whatever else is only there on WhatsApp says the same. */
function transportOf(params: JsonObject): { transport?: 'sms' } {
  const isWhatsApp =
    ['To', 'From'].some((name) => asText(params[name]).startsWith('whatsapp:')) ||
    ['WaId', 'ExternalUserId', 'ChannelMetadata', 'ChannelPrefix'].some((name) => params[name] !== undefined);
  return isWhatsApp ? {} : { transport: 'sms' };
}

function readParams(request: WebhookRequest): JsonObject {
  const type = request.headers['content-type'];
  if (typeof type !== 'string' || !type.includes('json')) return { ...formParams(request.body) };
  const body = readJsonBody(request.body);
  // Events of Twilio's other products come as a list: nothing we read, and kept as it is.
  return isObject(body) ? body : { body: body as Json };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function other(account: string, payload: JsonObject): ItemDraft {
  const externalId = createHash('sha256').update(JSON.stringify(payload)).digest('hex');
  const status = asText(payload['EventType']) || 'unknown';
  return { kind: 'other', account, address: '', externalId, status, providerAtMs: 0, payload };
}

function withoutPrefix(value: unknown): string {
  const text = asText(value).replace(/^whatsapp:/, '');
  // A space is what is left of a plus that was not percent-encoded.
  return text.replace(/^ (?=\d)/, '+');
}
