// What Meta checks in a send request before accepting it, to the documented limits. Pure: a parsed body in, the
// recipient and a text to show out, or a GraphError.
import { isObject } from './http.ts';
import type { JsonObject } from './http.ts';
import { GraphError } from './meta-errors.ts';
import { invalid, optionalText, required, requiredList, requiredObject, requiredText } from './meta-fields.ts';
import { checkInteractive } from './meta-interactive.ts';
import { digitsOf, isBsuid } from './numbers.ts';

export interface MetaSend {
  /** As it was written in `to` or `recipient`. */
  input: string;
  /** E.164 with the plus, or a business-scoped user id. */
  to: string;
  type: string;
  text: string;
  isTemplate: boolean;
  callbackData: string | undefined;
}

export function validateSend(body: JsonObject): MetaSend {
  const input = recipientOf(body);
  const type = typeof body.type === 'string' ? body.type : 'text';
  const check = checks.get(type);
  if (!check)
    throw new GraphError(100, { message: `(#100) Param type must be one of {${[...checks.keys()].join(', ')}}` });
  const context = body.context === undefined ? undefined : requiredObject(body, 'context', 'context');
  if (context) requiredText(context, 'message_id', 'context.message_id', 1_024);
  const content = type === 'contacts' ? body : requiredObject(body, type, type);
  return {
    input,
    to: isBsuid(input) ? input : `+${digitsOf(input)}`,
    type,
    text: check(content),
    isTemplate: type === 'template',
    callbackData: optionalText(body, 'biz_opaque_callback_data', 'biz_opaque_callback_data', 512) || undefined,
  };
}

export function checkProduct(body: JsonObject): void {
  if (body.messaging_product === undefined) {
    throw new GraphError(100, { message: '(#100) The parameter messaging_product is required.' });
  }
  if (body.messaging_product !== 'whatsapp') {
    throw new GraphError(100, { message: '(#100) Param messaging_product must be one of {WHATSAPP}' });
  }
}

/** `to` wins when both are given. */
function recipientOf(body: JsonObject): string {
  const { to = body.recipient } = body;
  if (to === undefined || to === null || to === '') {
    throw new GraphError(131008, { details: "Parameter 'to' or 'recipient' is required." });
  }
  if (typeof to !== 'string') throw new GraphError(100, { message: '(#100) Param to must be a string.' });
  const wellFormed = body.to === undefined ? isBsuid(to) : isDiallable(to);
  if (!wellFormed) throw invalid(body.to === undefined ? 'recipient' : 'to', 'is not a valid recipient');
  return to;
}

function isDiallable(to: string): boolean {
  const digits = digitsOf(to).length;
  return /^\+?[\d\s().-]+$/.test(to) && digits >= 7 && digits <= 15;
}

type Check = (content: JsonObject) => string;

const checks = new Map<string, Check>([
  ['text', (text) => requiredText(text, 'body', "text['body']", 4_096)],
  ['image', (media) => checkMedia(media, 'image', true)],
  ['video', (media) => checkMedia(media, 'video', true)],
  ['document', (media) => checkMedia(media, 'document', true)],
  ['audio', (media) => checkMedia(media, 'audio', false)],
  ['sticker', (media) => checkMedia(media, 'sticker', false)],
  ['location', checkLocation],
  ['contacts', checkContacts],
  ['reaction', checkReaction],
  ['interactive', checkInteractive],
  ['template', checkTemplate],
]);

const captionLimit = 1_024;

function checkMedia(media: JsonObject, type: string, captioned: boolean): string {
  if (media.id === undefined && media.link === undefined) {
    throw new GraphError(131008, { details: `One of ${type}.id and ${type}.link is required.` });
  }
  if (media.id !== undefined && media.link !== undefined) throw invalid(type, 'takes either id or link, not both');
  if (media.link !== undefined && !isHttpUrl(media.link)) throw invalid(`${type}.link`, 'is not a valid URL');
  if (!captioned && media.caption !== undefined) throw invalid(`${type}.caption`, 'is not supported');
  return optionalText(media, 'caption', `${type}['caption']`, captionLimit);
}

function isHttpUrl(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && /^https?:/.test(value);
}

/** The docs show the coordinates as strings; numbers are taken too. */
function checkLocation(location: JsonObject): string {
  for (const [key, bound] of [
    ['latitude', 90],
    ['longitude', 180],
  ] as const) {
    const value = Number(required(location, key, `location.${key}`));
    if (!(Math.abs(value) <= bound)) throw invalid(`location.${key}`, `must be between -${bound} and ${bound}`);
  }
  return optionalText(location, 'name', 'location.name', 1_000);
}

function checkContacts(body: JsonObject): string {
  const names = requiredList(body, 'contacts', 'contacts', 257).map((contact, index) => {
    const name = requiredObject(contact, 'name', `contacts[${index}].name`);
    return requiredText(name, 'formatted_name', `contacts[${index}].name.formatted_name`, 1_000);
  });
  return names.join(', ');
}

function checkReaction(reaction: JsonObject): string {
  requiredText(reaction, 'message_id', 'reaction.message_id', 1_024);
  if (reaction.emoji === undefined) required(reaction, 'emoji', 'reaction.emoji');
  return optionalText(reaction, 'emoji', 'reaction.emoji', 32);
}

function checkTemplate(template: JsonObject): string {
  const name = requiredText(template, 'name', 'template.name', 512);
  requiredText(requiredObject(template, 'language', 'template.language'), 'code', 'template.language.code', 20);
  if (template.components === undefined) return name;
  if (!Array.isArray(template.components) || !template.components.every(isObject)) {
    throw invalid('template.components', 'must be an array of objects');
  }
  for (const component of template.components) checkComponent(component);
  return name;
}

function checkComponent(component: JsonObject): void {
  const type = String(required(component, 'type', 'template.components.type')).toLowerCase();
  if (!['header', 'body', 'button', 'carousel', 'limited_time_offer'].includes(type)) {
    throw invalid('template.components.type', 'is not a component');
  }
  if (type !== 'button') return;
  required(component, 'sub_type', 'template.components.sub_type');
  required(component, 'index', 'template.components.index');
}
