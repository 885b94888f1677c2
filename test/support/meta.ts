// Meta webhooks written by hand, for what the sandbox's phones would not send.
import { createHmac } from 'node:crypto';
import { demoMeta } from '../../src/sandbox/demo.ts';

export function metaText(id: string, body: string, from = '27821230000', timestamp = Math.floor(Date.now() / 1000)) {
  return { from, id, timestamp: String(timestamp), type: 'text', text: { body } };
}

/** @param value what the change carries beside its metadata: messages, statuses, contacts. */
export function metaEnvelope(value: object, phoneNumberId: string = demoMeta.phoneNumberId): object {
  const metadata = { display_phone_number: demoMeta.phone, phone_number_id: phoneNumberId };
  const change = { field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } };
  return { object: 'whatsapp_business_account', entry: [{ id: demoMeta.wabaId, changes: [change] }] };
}

export function signedMeta(
  receiverUrl: string,
  envelope: object,
  secret: string = demoMeta.appSecret,
): Promise<Response> {
  const body = JSON.stringify(envelope);
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return fetch(`${receiverUrl}/webhooks/meta`, {
    method: 'POST',
    body,
    headers: { 'x-hub-signature-256': `sha256=${signature}` },
  });
}
