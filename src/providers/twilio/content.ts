// Buttons and lists at Twilio are Content objects that must exist before they are sent. One object serves every message of
// the same shape: the words of the body are variables, and so is a link's path. The titles and ids of choices are fixed in
// it, because Twilio gives no word on variables there; a menu is asked many times, so few objects come of that.
//
// What cannot be said so is undefined here and goes out as numbered text.
import { createHash } from 'node:crypto';
import type { InteractiveAction, InteractiveContent } from '../../domain/message.ts';
import type { JsonObject } from '../../domain/webhook.ts';
import type { ContentCache, NotSent } from '../provider.ts';
import { callTwilio, type TwilioClient } from './client.ts';
import { twilioNotSent } from './failures.ts';

/** A shape, and what one message fills it with. */
export interface ShapedContent {
  types: JsonObject;
  variables: { [name: string]: string };
  /** As the person reads it, without the choices. */
  body: string;
}

// Limits as Twilio documents them for messages within the window.
const most = {
  body: 1024,
  linkBody: 640,
  buttons: 3,
  title: 20,
  id: 200,
  items: 10,
  item: 24,
  description: 72,
  url: 2000,
};

export function shapeContent(content: InteractiveContent): ShapedContent | undefined {
  const { header, body: words, footer, action } = content;
  if (header && header.type !== 'text') return undefined;
  const text = [header?.text, words, footer].filter((part) => part !== undefined && part !== '').join('\n\n');
  if (text.length > (action.type === 'link' ? most.linkBody : most.body)) return undefined;
  const variables: { [name: string]: string } = {};
  const variable = (value: string) => {
    const name = String(Object.keys(variables).length + 1);
    variables[name] = value;
    return `{{${name}}}`;
  };
  const body = shapeBody(text, variable);
  const type = body === undefined ? undefined : typeOf(action, body, variable);
  if (type === undefined || Object.keys(variables).length > mostVariables) return undefined;
  return { types: type, variables, body: text };
}

const mostVariables = 100;

// What a variable may not hold stays in the shape: line breaks, tabs, more than four spaces in a row (Twilio answers 21656).
function shapeBody(text: string, variable: (value: string) => string): string | undefined {
  const pieces = text.split(/(\s*[\r\n\t]\s*| {4,})/);
  const shaped = pieces.map((piece, index) => (index % 2 === 0 && piece !== '' ? variable(piece) : piece)).join('');
  return shaped === '' ? undefined : shaped;
}

function typeOf(action: InteractiveAction, body: string, variable: (value: string) => string): JsonObject | undefined {
  switch (action.type) {
    case 'buttons': {
      const { buttons } = action;
      const fits = buttons.every(({ id, title }) => isFixed(title, most.title) && isFixed(id, most.id));
      if (!fits || buttons.length > most.buttons) return undefined;
      const actions = buttons.map(({ id, title }) => ({ type: 'QUICK_REPLY', title, id }));
      return { 'twilio/quick-reply': { body, actions } };
    }
    case 'list': {
      const [section, ...others] = action.sections;
      if (!section || section.title || others.length > 0 || section.rows.length > most.items) return undefined;
      const items = section.rows.map(({ id, title, description }) => {
        return { id, item: title, ...(description ? { description } : {}) };
      });
      const fits = items.every(
        ({ id, item, description = 'none' }) =>
          isFixed(id, most.id) && isFixed(item, most.item) && isFixed(description, most.description),
      );
      if (!fits || !isFixed(action.button, most.title)) return undefined;
      return { 'twilio/list-picker': { body, button: action.button, items } };
    }
    case 'link': {
      const url = shapeUrl(action.url, variable);
      if (!isFixed(action.title, most.title) || url === undefined) return undefined;
      return { 'twilio/call-to-action': { body, actions: [{ type: 'URL', title: action.title, url }] } };
    }
    case 'location_request':
    case 'flow':
      return undefined;
  }
}

/** Whether it can stand in a shape as it is. */
function isFixed(text: string, limit: number): boolean {
  return text !== '' && text.length <= limit && !text.includes('{{');
}

/** The host is fixed; what is behind it may be a variable. */
function shapeUrl(url: string, variable: (value: string) => string): string | undefined {
  const origin = URL.parse(url)?.origin;
  if (origin === undefined || !url.startsWith(origin) || url.length > most.url) return undefined;
  const path = url.slice(origin.length + 1);
  return path === '' ? url : `${origin}/${variable(path)}`;
}

export type ContentReference = { type: 'ready'; sid: string } | NotSent;

export interface ContentMaker {
  /** The object of this shape at Twilio, made if there is none. */
  reference(client: TwilioClient, account: string, content: ShapedContent): Promise<ContentReference>;
  /** The same when Twilio no longer has the one that `stale` names. */
  renew(client: TwilioClient, account: string, content: ShapedContent, stale: string): Promise<ContentReference>;
}

/** What Twilio shows of an object made for messages: nobody takes it for a template. */
export const messageContentName = 'switchboard message';

/**
 * Sends of one process that need the same object at once wait for one call. Two processes may both make it: then the one
 * that is remembered last is used from there on, and the other lies idle.
 */
export function createContentMaker(cache: ContentCache | undefined): ContentMaker {
  const making = new Map<string, Promise<ContentReference>>();
  const reference: ContentMaker['renew'] = (client, account, content, stale) => {
    const hash = createHash('sha256').update(JSON.stringify(content.types)).digest('hex');
    const key = `${account} ${hash} ${stale}`;
    const begun = making.get(key);
    if (begun) return begun;
    const work = findOrMake(cache, client, account, hash, content, stale).finally(() => making.delete(key));
    making.set(key, work);
    return work;
  };
  return { reference: (client, account, content) => reference(client, account, content, ''), renew: reference };
}

async function findOrMake(
  cache: ContentCache | undefined,
  client: TwilioClient,
  account: string,
  hash: string,
  content: ShapedContent,
  stale: string,
): Promise<ContentReference> {
  try {
    // Without what is remembered an object is made that may be there already: better than a message that is in doubt.
    const known = await cache?.find('twilio', account, hash).catch(() => undefined);
    if (known !== undefined && known !== stale) return { type: 'ready', sid: known };
    const sid = await createContent(client, {
      friendly_name: `${messageContentName} ${hash.slice(0, 16)}`,
      language: 'en',
      variables: Object.fromEntries(Object.keys(content.variables).map((name) => [name, 'text'])),
      types: content.types,
    });
    await cache?.save('twilio', account, hash, sid).catch(() => undefined);
    return { type: 'ready', sid };
  } catch (error) {
    return twilioNotSent(error);
  }
}

/** Throws what callTwilio throws; SyntaxError also for an answer without a sid. */
export async function createContent(client: TwilioClient, request: JsonObject): Promise<string> {
  const { sid } = await callTwilio(client, 'content', 'post', '/v1/Content', request);
  if (typeof sid !== 'string' || sid === '') throw new SyntaxError('no sid');
  return sid;
}
