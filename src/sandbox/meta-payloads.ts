// What Meta's webhooks look like: the envelope, an inbound message, a status. Builds plain objects, posts nothing.
import type { AcceptedMessage } from './accepted.ts';
import type { JsonObject } from './http.ts';
import type { Report } from './journey.ts';
import type { NumberRecord } from './meta-accounts.ts';
import { webhookError } from './meta-errors.ts';
import { digitsOf } from './numbers.ts';
import type { Identity } from './people.ts';
import type { PhoneSend } from './phone.ts';

/** One change's worth: everything of one number in one post. */
export interface NumberUpdates {
  number: NumberRecord;
  contacts: JsonObject[];
  messages?: JsonObject[];
  statuses?: JsonObject[];
}

export function envelope(updates: Iterable<NumberUpdates>): JsonObject {
  const entries = new Map<string, JsonObject[]>();
  for (const { number, contacts, messages, statuses } of updates) {
    const value = {
      messaging_product: 'whatsapp',
      metadata: metadataOf(number),
      ...(contacts.length > 0 && { contacts }),
      ...(messages && { messages }),
      ...(statuses && { statuses }),
    };
    const changes = entries.get(number.wabaId) ?? [];
    changes.push({ value, field: 'messages' });
    entries.set(number.wabaId, changes);
  }
  const entry = [...entries].map(([id, changes]) => ({ id, changes }));
  return { object: 'whatsapp_business_account', entry };
}

export function metadataOf({ displayPhoneNumber, phoneNumberId }: NumberRecord): JsonObject {
  return { display_phone_number: digitsOf(displayPhoneNumber), phone_number_id: phoneNumberId };
}

export function contact(identity: Identity): JsonObject {
  const { profileName, username, waId, userId } = identity;
  return {
    profile: { name: profileName, ...(username !== undefined && { username }) },
    ...(waId !== undefined && { wa_id: waId }),
    ...(userId !== undefined && { user_id: userId }),
  };
}

export function inboundMessage(id: string, identity: Identity, sent: PhoneSend, at: number, to: string): JsonObject {
  return {
    ...contextOf(sent, to),
    ...(identity.waId !== undefined && { from: identity.waId }),
    ...(identity.userId !== undefined && { from_user_id: identity.userId }),
    id,
    timestamp: seconds(at),
    ...(sent.message?.type === undefined && { text: { body: sent.text ?? '' } }),
    type: 'text',
    ...sent.message,
  };
}

function contextOf({ replyTo, forwarded }: PhoneSend, to: string): JsonObject {
  if (forwarded !== undefined) {
    return { context: forwarded === 'often' ? { frequently_forwarded: true } : { forwarded: true } };
  }
  return replyTo === undefined ? {} : { context: { from: to, id: replyTo } };
}

/** The recipient as statuses name them. */
export interface Recipient {
  waId: string | undefined;
  userId: string | undefined;
}

export function statusOf(
  message: AcceptedMessage,
  recipient: Recipient,
  report: Report,
  category: string | undefined,
  withConversation: boolean,
): JsonObject {
  const { status, code } = report;
  const priced = status === 'sent' || status === 'delivered';
  return {
    id: message.externalId,
    status,
    timestamp: seconds(report.at),
    ...(recipient.waId !== undefined && { recipient_id: recipient.waId }),
    ...(recipient.userId !== undefined && { recipient_user_id: recipient.userId }),
    ...(message.callbackData !== undefined && { biz_opaque_callback_data: message.callbackData }),
    ...(priced && withConversation && { conversation: conversation(message, report, category) }),
    ...(priced && { pricing: pricing(category) }),
    ...(code !== undefined && { errors: [webhookError(code)] }),
  };
}

const service = 'service';

function pricing(category = service): JsonObject {
  const free = category === service;
  return {
    billable: !free,
    pricing_model: 'PMP',
    category,
    type: free ? 'free_customer_service' : 'regular',
  };
}

function conversation({ externalId }: AcceptedMessage, { status, at }: Report, category = service): JsonObject {
  const expiry = { expiration_timestamp: seconds(at + 24 * 60 * 60 * 1_000) };
  const id = Buffer.from(externalId).toString('hex').slice(-32);
  return { id, ...(status === 'sent' && expiry), origin: { type: category } };
}

export function seconds(ms: number): string {
  return String(Math.floor(ms / 1_000));
}
