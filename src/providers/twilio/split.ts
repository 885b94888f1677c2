// A Twilio webhook tells one thing: a message, a delivery status, or something we do not know.
import { createHash } from 'node:crypto';
import { asObject, asText } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/webhook.ts';
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
    const address = withoutPrefix(params['To']);
    return [{ kind: 'message', account, address, externalId, status: '', providerAtMs: 0, payload: params }];
  }
  if (status === '') return [other(account, params)];
  // Our attempt id is in the query we gave as StatusCallback, not in the form.
  const attempt = URL.parse(request.url)?.searchParams.get('attempt');
  const payload = attempt ? { ...params, attempt } : params;
  return [
    { kind: 'receipt', account, address: withoutPrefix(params['From']), externalId, status, providerAtMs: 0, payload },
  ];
}

function readParams(request: WebhookRequest): JsonObject {
  const type = request.headers['content-type'];
  if (typeof type !== 'string' || !type.includes('json')) return { ...formParams(request.body) };
  return asObject(readJsonBody(request.body));
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
