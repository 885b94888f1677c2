// What a person reading the history sees of a message from Meta. Words that somebody wrote stand as they are; what has no
// words of its own is named in brackets.
import { asArray, asObject, asOptionalText, asText, parseJsonText } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/webhook.ts';
import { readableMedia, readablePlace } from '../readable.ts';
import { readFormAnswers } from '../form-answers.ts';

type Reader = (content: JsonObject, message: JsonObject) => string;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['text', (text) => asText(text['body'])],
  ['button', (button) => asText(button['text'])],
  ['image', (image) => readableMedia('image', asText(image['caption']))],
  ['video', (video) => readableMedia('video', asText(video['caption']))],
  ['audio', (audio) => readableMedia('audio', '', { voice: audio['voice'] === true })],
  ['document', (file) => readableMedia('document', asText(file['caption']), { filename: asText(file['filename']) })],
  ['location', (place) => readablePlace(place['name'], place['address'], place['latitude'], place['longitude'])],
  ['contacts', (_, message) => readContacts(asArray(message['contacts']))],
  ['interactive', readInteractive],
  ['reaction', (reaction) => asText(reaction['emoji']) || '[reaction removed]'],
  ['order', readOrder],
  ['system', (system) => asText(system['body']) || '[number changed]'],
  ['edit', (edit) => readEdit(asObject(edit['message']))],
  ['revoke', () => '[message deleted]'],
  ['request_welcome', () => '[chat opened]'],
  ['unsupported', (what) => unsupported(asText(what['type']))],
  ['unknown', () => unsupported('')],
]);

export function readableBody(kind: string, message: JsonObject): string {
  const content = asObject(message[kind]);
  const read = readers.get(kind);
  if (read) return read(content, message);
  const caption = asText(content['caption']) || asText(content['body']);
  return caption ? `[${kind}] ${caption}` : `[${kind}]`;
}

function readContacts(contacts: readonly Json[]): string {
  const names = contacts.map(asObject).map((card) => {
    const name = asObject(card['name']);
    const [phone] = asArray(card['phones']);
    return (
      asOptionalText(name['formatted_name']) ?? asOptionalText(name['first_name']) ?? asText(asObject(phone)['phone'])
    );
  });
  const known = names.filter((name) => name !== '');
  return known.length === 0 ? '[contacts]' : `[contacts] ${known.join(', ')}`;
}

function readInteractive(interactive: JsonObject): string {
  const type = asText(interactive['type']);
  const reply = asObject(interactive[type]);
  if (type === 'nfm_reply') return readForm(reply);
  if (type === 'call_permission_reply') {
    const given = reply['response'] === 'accept';
    return given ? '[calls permitted]' : '[calls not permitted]';
  }
  return asText(reply['title']) || asText(reply['body']) || '[interactive]';
}

/** A form's own body only says that it was sent; that of an address is the address. */
function readForm(reply: JsonObject): string {
  const body = asText(reply['body']);
  const answers = readFormAnswers(parseJsonText(asText(reply['response_json'])));
  if (reply['name'] === 'address_message') return body || answers || '[address]';
  return answers ?? (body || '[form]');
}

function readOrder(order: JsonObject): string {
  const items = asArray(order['product_items']).map(asObject);
  const lines = items.map(
    (item) => `${asText(item['quantity']) || '1'} × ${asText(item['product_retailer_id']) || '?'}`,
  );
  const total = totalOf(items);
  const note = asText(order['text']);
  return `[order] ${lines.join(', ')}${total ? ` (${total})` : ''}${note ? `: ${note}` : ''}`.trimEnd();
}

/** Undefined when a price is missing or there are several currencies. */
function totalOf(items: readonly JsonObject[]): string | undefined {
  const currencies = new Set(items.map((item) => asText(item['currency'])));
  const sum = items.reduce((total, item) => total + Number(item['quantity'] ?? 1) * Number(item['item_price']), 0);
  const [currency] = currencies;
  return currency && currencies.size === 1 && Number.isFinite(sum) ? `${sum.toFixed(2)} ${currency}` : undefined;
}

/** What it says now. An edit of an edit cannot be; one level is read. */
function readEdit(edited: JsonObject): string {
  const kind = asText(edited['type']);
  return kind === '' || kind === 'edit' ? '[message edited]' : readableBody(kind, edited);
}

function unsupported(what: string): string {
  return what ? `[unsupported: ${what.replaceAll('_', ' ')}]` : '[unsupported]';
}
