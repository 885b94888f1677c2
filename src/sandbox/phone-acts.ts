// What people do besides writing: tapping, reacting, sharing a place or a contact, ordering, filling in forms, correcting
// themselves. Each is a message to send, in the provider's words.
import type { JsonObject } from './http.ts';
import { digitsOf } from './numbers.ts';
import type { PhoneMessage, PhoneSend, Via } from './phone.ts';
import type { ShownButton } from './shown.ts';

export interface Place {
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
}

export interface SharedContact {
  name: string;
  phone?: string;
}

export interface OrderItem {
  productId: string;
  quantity: number;
  price: number;
  currency: string;
}

export interface Order {
  catalogId: string;
  items: OrderItem[];
  text?: string;
}

function viaOf(message: PhoneMessage): Via {
  if (message.provider === 'meta') return { provider: 'meta', phoneNumberId: message.from };
  return { provider: 'twilio', number: message.from, ...(message.sms && { sms: true }) };
}

/** Throws when the message has no such button, or one that nobody is told of. */
export function tapped(message: PhoneMessage, idOrTitle: string): PhoneSend {
  const buttons = message.buttons ?? [];
  const button = buttons.find(({ id }) => id === idOrTitle) ?? buttons.find(({ title }) => title === idOrTitle);
  if (!button) throw new Error(`the message has no button ${idOrTitle}; it has ${titles(buttons)}`);
  const { id, title, type } = button;
  if (type !== 'reply' && type !== 'row' && type !== 'template_reply') {
    throw new Error(`tapping ${title} tells the business nothing: it is a ${type} button`);
  }
  const rest = { via: viaOf(message), text: title, replyTo: message.externalId };
  if (message.provider === 'meta') return { ...rest, message: metaReply(button) };
  if (type === 'row') return { ...rest, params: { ListId: id, ListTitle: title, MessageType: 'interactive' } };
  const params = { ButtonText: title, ButtonPayload: id, ButtonType: 'REPLY', MessageType: 'button' };
  return { ...rest, params };
}

function titles(buttons: readonly ShownButton[]): string {
  return buttons.map(({ title }) => title).join(', ') || 'none';
}

function metaReply({ id, title, type, description }: ShownButton): JsonObject {
  if (type === 'template_reply') return { type: 'button', button: { payload: id, text: title } };
  const reply = { id, title, ...(description !== undefined && { description }) };
  const key = type === 'row' ? 'list_reply' : 'button_reply';
  return { type: 'interactive', interactive: { type: key, [key]: reply } };
}

export function located(via: Via, place: Place): PhoneSend {
  if (via.provider === 'meta') return { via, message: { type: 'location', location: { ...place } } };
  const { latitude, longitude, name, address } = place;
  const params = {
    Latitude: String(latitude),
    Longitude: String(longitude),
    MessageType: 'location',
    ...(name !== undefined && { Label: name }),
    ...(address !== undefined && { Address: address }),
  };
  return { via, params };
}

/** @param emoji null takes the reaction back. */
export function reacted(message: PhoneMessage, emoji: string | null): PhoneSend {
  if (message.provider === 'twilio') throw new Error('Twilio tells nobody of reactions');
  const reaction = { message_id: message.externalId, ...(emoji !== null && { emoji }) };
  return { via: viaOf(message), message: { type: 'reaction', reaction } };
}

export function sharedContact(via: Via, { name, phone }: SharedContact): PhoneSend {
  if (via.provider === 'meta') {
    const phones = phone === undefined ? {} : { phones: [{ phone, wa_id: digitsOf(phone), type: 'CELL' }] };
    return { via, message: { type: 'contacts', contacts: [{ name: { formatted_name: name }, ...phones }] } };
  }
  const lines = ['BEGIN:VCARD', 'VERSION:3.0', `FN:${name}`, ...(phone ? [`TEL:${phone}`] : []), 'END:VCARD', ''];
  return { via, file: { bytes: Buffer.from(lines.join('\r\n')), contentType: 'text/vcard' } };
}

export function ordered(via: Via, { catalogId, items, text }: Order): PhoneSend {
  const products = items.map(({ productId, quantity, price, currency }) => ({
    product_retailer_id: productId,
    quantity,
    item_price: price,
    currency,
  }));
  const order = { catalog_id: catalogId, ...(text !== undefined && { text }), product_items: products };
  return { via: onlyMeta(via), message: { type: 'order', order } };
}

export function flowAnswered(message: PhoneMessage, response: JsonObject): PhoneSend {
  const via = viaOf(message);
  const data = JSON.stringify(response);
  if (via.provider === 'twilio') {
    const params = { InteractiveData: JSON.stringify({ response }), FlowData: data, MessageType: 'interactive' };
    return { via, replyTo: message.externalId, params };
  }
  const reply = { name: 'flow', body: 'Sent', response_json: data };
  const interactive = { type: 'nfm_reply', nfm_reply: reply };
  return { via, replyTo: message.externalId, message: { type: 'interactive', interactive } };
}

/** @param original what `send` returned for the message that is corrected. */
export function edited(via: Via, original: string, text: string): PhoneSend {
  const edit = { original_message_id: original, message: { type: 'text', text: { body: text } } };
  return { via: onlyMeta(via), message: { type: 'edit', edit } };
}

export function revoked(via: Via, original: string): PhoneSend {
  return { via: onlyMeta(via), message: { type: 'revoke', revoke: { original_message_id: original } } };
}

function onlyMeta(via: Via): Via {
  if (via.provider === 'meta') return via;
  throw new Error('Twilio has no such message');
}
