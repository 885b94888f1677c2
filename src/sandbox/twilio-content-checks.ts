// What Twilio checks in a content object before it keeps it, to the limits that WhatsApp sets.
import { isObject, objects, textOf } from './http.ts';
import type { JsonObject } from './http.ts';
import type { GivenContent } from './twilio-content.ts';
import { TwilioError } from './twilio-errors.ts';

type Check = (definition: JsonObject, type: string) => void;

const checks = new Map<string, Check>([
  ['twilio/text', (text, type) => required(text, 'body', type, 1_600)],
  ['twilio/media', checkMedia],
  ['twilio/location', checkLocation],
  ['twilio/quick-reply', checkQuickReply],
  ['twilio/list-picker', checkListPicker],
  ['twilio/call-to-action', checkCallToAction],
  ['whatsapp/card', checkCard],
]);

export function checkedContent(body: JsonObject): GivenContent {
  const { types, variables = {} } = body;
  if (!isObject(types) || Object.keys(types).length === 0) throw refusal('types is required');
  const language = textOf(body.language);
  if (language === '') throw refusal('language is required');
  if (!isTexts(variables)) throw refusal('variables must be an object of strings');
  for (const [type, definition] of Object.entries(types)) {
    const check = checks.get(type);
    if (!check || !isObject(definition)) throw refusal(`${type} is not a content type`);
    check(definition, type);
  }
  return { friendlyName: textOf(body.friendly_name), language, variables, types: types as GivenContent['types'] };
}

function isTexts(value: unknown): value is Record<string, string> {
  return isObject(value) && Object.values(value).every((each) => typeof each === 'string');
}

function checkMedia(definition: JsonObject, type: string): void {
  optional(definition, 'body', type, 1_600);
  const { media } = definition;
  if (!Array.isArray(media) || media.length === 0) throw refusal(`${type}: media is required`);
  if (media.length > 10) throw refusal(`${type}: media must be at most 10`);
}

function checkLocation({ latitude, longitude }: JsonObject, type: string): void {
  for (const [name, value, bound] of [
    ['latitude', latitude, 90],
    ['longitude', longitude, 180],
  ] as const) {
    if (!(Math.abs(Number(value ?? Number.NaN)) <= bound)) throw refusal(`${type}: ${name} is invalid`);
  }
}

function checkQuickReply(definition: JsonObject, type: string): void {
  required(definition, 'body', type, 1_024);
  const actions = listOf(definition, 'actions', type, 10);
  for (const action of actions) {
    required(action, 'title', type, 20);
    optional(action, 'id', type, 200);
  }
  unique(actions, 'title', type);
}

function checkListPicker(definition: JsonObject, type: string): void {
  required(definition, 'body', type, 1_024);
  required(definition, 'button', type, 20);
  const items = listOf(definition, 'items', type, 10);
  for (const item of items) {
    required(item, 'item', type, 24);
    required(item, 'id', type, 200);
    optional(item, 'description', type, 72);
  }
  unique(items, 'id', type);
}

function checkCallToAction(definition: JsonObject, type: string): void {
  required(definition, 'body', type, 1_024);
  const actions = listOf(definition, 'actions', type, 2);
  for (const action of actions) checkAction(action, type, ['URL', 'PHONE_NUMBER']);
}

function checkCard(definition: JsonObject, type: string): void {
  optional(definition, 'body', type, 1_024);
  optional(definition, 'header_text', type, 60);
  optional(definition, 'footer', type, 60);
  if (definition.header_text !== undefined && definition.media !== undefined) {
    throw refusal(`${type}: takes header_text or media, not both`);
  }
  if (definition.actions === undefined) return;
  const actions = listOf(definition, 'actions', type, 10);
  for (const action of actions) checkAction(action, type, ['URL', 'PHONE_NUMBER', 'QUICK_REPLY', 'COPY_CODE']);
}

function checkAction(action: JsonObject, type: string, kinds: readonly string[]): void {
  const kind = textOf(action.type);
  if (!kinds.includes(kind)) throw refusal(`${type}: an action's type must be one of ${kinds.join(', ')}`);
  if (kind !== 'COPY_CODE') required(action, 'title', type, 25);
  if (kind === 'URL') required(action, 'url', type, 2_000);
  if (kind === 'PHONE_NUMBER') required(action, 'phone', type, 20);
  if (kind === 'QUICK_REPLY') optional(action, 'id', type, 200);
}

function required(object: JsonObject, key: string, type: string, limit: number): void {
  if (textOf(object[key]) === '') throw refusal(`${type}: ${key} is required`);
  optional(object, key, type, limit);
}

function optional(object: JsonObject, key: string, type: string, limit: number): void {
  const value = object[key];
  if (value === undefined || value === null) return;
  if (typeof value !== 'string') throw refusal(`${type}: ${key} must be a string`);
  if (value.length > limit) throw refusal(`${type}: ${key} must be at most ${limit} characters`);
}

function listOf(object: JsonObject, key: string, type: string, most: number): JsonObject[] {
  const list = objects(object[key]);
  if (list.length === 0) throw refusal(`${type}: ${key} is required`);
  if (list.length > most) throw refusal(`${type}: ${key} must be at most ${most}`);
  return list;
}

function unique(list: readonly JsonObject[], key: string, type: string): void {
  if (new Set(list.map((each) => each[key])).size < list.length) throw refusal(`${type}: ${key} must be unique`);
}

function refusal(why: string): TwilioError {
  return new TwilioError(20001, `Invalid Parameter: ${why}`);
}
