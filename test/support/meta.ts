// Meta webhooks written by hand, for what the sandbox's phones would not send.
import { createHmac } from 'node:crypto';
import { newId } from '../../src/domain/ids.ts';
import { demoMeta } from '../../src/sandbox/demo.ts';

export function metaText(id: string, body: string, from = '27821230000', timestamp = Math.floor(Date.now() / 1000)) {
  return { from, id, timestamp: String(timestamp), type: 'text', text: { body } };
}

/** A person as Meta names them: digits of the number, user id, or both. */
export interface MetaIds {
  phone?: string;
  bsuid?: string;
}

/** A text with an id of its own. */
export function textOf(who: MetaIds, body: string) {
  const { from: _, ...message } = metaText(`wamid.${newId()}`, body);
  return { ...message, ...(who.phone ? { from: who.phone } : {}), ...(who.bsuid ? { from_user_id: who.bsuid } : {}) };
}

/** The notice that a person has another number or user id. */
export function changeOf(from: MetaIds, to: MetaIds) {
  const system = {
    type: to.phone ? 'user_changed_number' : 'user_changed_user_id',
    body: 'changed',
    ...(to.phone ? { wa_id: to.phone } : {}),
    ...(to.bsuid ? { user_id: to.bsuid } : {}),
    ...(from.bsuid ? { previous_user_id: from.bsuid } : {}),
  };
  return { ...textOf(from, ''), type: 'system', system };
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
