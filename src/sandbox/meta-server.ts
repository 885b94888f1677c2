// The Graph API as the platform sees it: versions, tokens, sends, read marks, what can be looked up.
import { acceptMessage, struck } from './acceptance.ts';
import type { Context } from './context.ts';
import { isObject, json, parseObject } from './http.ts';
import type { Answer, Call, JsonObject, Outcome } from './http.ts';
import { wamid } from './ids.ts';
import type { Carriage } from './journey.ts';
import type { MetaAccounts, NumberRecord } from './meta-accounts.ts';
import { GraphError, graphAnswer, metaErrors } from './meta-errors.ts';
import { requiredText } from './meta-fields.ts';
import { contact, statusOf } from './meta-payloads.ts';
import { checkProduct, validateSend } from './meta-validate.ts';
import type { MetaSend } from './meta-validate.ts';
import type { MetaWebhooks } from './meta-webhooks.ts';
import type { MetaApp } from './options.ts';
import { digitsOf, isBsuid, waIdOf } from './numbers.ts';

/** v20.0 expired in September 2026, the older ones before it. */
const oldestVersion = 21;
const newestVersion = 26;

export class MetaServer {
  readonly #context: Context;
  readonly #accounts: MetaAccounts;
  readonly #webhooks: MetaWebhooks;

  constructor(context: Context, accounts: MetaAccounts, webhooks: MetaWebhooks) {
    this.#context = context;
    this.#accounts = accounts;
    this.#webhooks = webhooks;
  }

  async handle(call: Call): Promise<Outcome> {
    try {
      return await this.#route(call);
    } catch (error) {
      if (error instanceof GraphError) return graphAnswer(error);
      throw error;
    }
  }

  async #route(call: Call): Promise<Outcome> {
    const [, version = '', id = '', edge] = call.path.split('/');
    checkVersion(version);
    const app = this.#authenticate(call);
    if (call.method === 'POST' && edge === 'messages') return this.#messages(call, app, id);
    if (call.method === 'POST' && edge === 'subscribed_apps') return json(200, { success: true });
    if (call.method !== 'GET') throw unknownPath(id);
    const target = { provider: 'meta', from: id, to: '', operation: 'read' } as const;
    return (await struck(this.#context, metaErrors, target)) ?? this.#lookUp(app, id, edge, call.query);
  }

  #authenticate({ headers, query }: Call): MetaApp {
    const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? query.get('access_token');
    if (!token) {
      throw new GraphError(190, { message: 'An access token is required to request this resource.' });
    }
    const app = this.#accounts.appByToken(token);
    if (!app) throw new GraphError(190, { message: 'Invalid OAuth access token - Cannot parse access token' });
    return app;
  }

  #messages(call: Call, app: MetaApp, id: string): Outcome | Promise<Outcome> {
    const number = this.#accounts.findNumber(app, id);
    if (!number) throw unknownObject('post', id);
    const body = parseBody(call);
    checkProduct(body);
    return body.status === 'read' ? markRead(body) : this.#send(number, body);
  }

  #send(number: NumberRecord, body: JsonObject): Promise<Outcome> {
    const send = validateSend(body);
    if (digitsOf(send.to) === digitsOf(number.displayPhoneNumber)) throw new GraphError(131021);
    const target = { provider: 'meta', from: number.phoneNumberId, to: send.to, operation: 'send' } as const;
    return acceptMessage(this.#context, metaErrors, target, () => this.#accept(number, send, body));
  }

  #accept(number: NumberRecord, send: MetaSend, body: JsonObject): { carriage: Carriage; answer: Answer } {
    const person = this.#context.people.find(send.to);
    const waId = person?.waId ?? (isBsuid(send.input) ? undefined : waIdOf(send.to));
    const externalId = wamid(waId ?? '0', 'outbound');
    const userId = isBsuid(send.input) ? { user_id: send.input } : {};
    const told = person?.options.hideNumber === true && isBsuid(send.input) ? undefined : waId;
    const answer = json(200, {
      messaging_product: 'whatsapp',
      contacts: [{ input: send.input, ...(told !== undefined && { wa_id: told }), ...userId }],
      messages: [{ id: externalId, ...(send.isTemplate && { message_status: 'accepted' }) }],
    });
    return { carriage: this.#carriage(number, send, body, externalId), answer };
  }

  #carriage(number: NumberRecord, send: MetaSend, payload: unknown, externalId: string): Carriage {
    const { type, text, to, callbackData } = send;
    const from = number.phoneNumberId;
    const data = callbackData === undefined ? {} : { callbackData };
    const at = this.#context.settings.now();
    const message = { provider: 'meta', externalId, from, to, type, body: text, payload, at, ...data } as const;
    const key = this.#context.people.keyOf(to);
    const category = send.isTemplate ? 'utility' : undefined;
    const items = this.#recipient(number, to, key);
    const conversation = number.apps.some(({ webhookVersion = 'v25.0' }) => versionNumber(webhookVersion) < 24);
    return {
      message,
      person: key,
      freeForm: !send.isTemplate,
      closedWindow: { status: 'failed', code: 131047 },
      settle: () => undefined,
      post: (report) => {
        const status = statusOf(message, items, report, category, conversation);
        const known = report.code === undefined ? items.contact : undefined;
        return this.#webhooks.postStatus({ number, status, person: key, contact: known });
      },
    };
  }

  #recipient(number: NumberRecord, to: string, key: string) {
    const person = this.#context.people.find(to);
    if (!person)
      return { waId: isBsuid(to) ? undefined : key, userId: isBsuid(to) ? to : undefined, contact: undefined };
    const identity = this.#context.people.identify(person, number.wabaId);
    return { waId: identity.waId, userId: identity.userId, contact: contact(identity) };
  }

  #lookUp(app: MetaApp, id: string, edge: string | undefined, query: URLSearchParams): Answer {
    const number = this.#accounts.findNumber(app, id);
    if (number && edge === undefined) return json(200, only(describe(number), query));
    const numbers = this.#accounts.listByWaba(app, id);
    if (numbers.length === 0) throw unknownObject('get', id);
    if (edge === undefined) return json(200, { id, name: numbers[0]?.verifiedName ?? 'Sandbox', currency: 'USD' });
    if (edge === 'phone_numbers') return json(200, { data: numbers.map(describe) });
    if (edge === 'subscribed_apps') {
      const data = [{ whatsapp_business_api_data: { id: app.appId, name: 'Sandbox', link: 'https://example.org' } }];
      return json(200, { data });
    }
    throw unknownPath(edge);
  }
}

function parseBody({ body }: Call): JsonObject {
  const parsed = parseObject(body);
  if (!parsed)
    throw new GraphError(100, { message: '(#100) Invalid parameter', details: 'The body is not valid JSON' });
  return parsed;
}

function markRead(body: JsonObject): Answer {
  requiredText(body, 'message_id', 'message_id', 1_024);
  const { typing_indicator: typing } = body;
  if (typing !== undefined && !(isObject(typing) && typing.type === 'text')) {
    throw new GraphError(131009, { details: "Parameter 'typing_indicator.type' must be text." });
  }
  return json(200, { success: true });
}

function checkVersion(version: string): void {
  const number = versionNumber(version);
  if (number >= oldestVersion && number <= newestVersion) return;
  const message = Number.isNaN(number)
    ? `Unknown path components: /${version}`
    : `(#2635) You are calling a deprecated version of the API. Please update to a supported version, up to v${newestVersion}.0.`;
  throw new GraphError(Number.isNaN(number) ? 2500 : 2635, { message });
}

function versionNumber(version: string): number {
  return Number(/^v(\d+)\.0$/.exec(version)?.[1] ?? Number.NaN);
}

function unknownObject(verb: string, id: string): GraphError {
  return new GraphError(100, {
    subcode: 33,
    message: `Unsupported ${verb} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
  });
}

function unknownPath(path: string): GraphError {
  return new GraphError(2500, { message: `Unknown path components: /${path}` });
}

function describe(number: NumberRecord): JsonObject {
  return {
    verified_name: number.verifiedName ?? 'Sandbox',
    code_verification_status: 'VERIFIED',
    display_phone_number: number.displayPhoneNumber,
    quality_rating: 'GREEN',
    platform_type: 'CLOUD_API',
    throughput: { level: 'STANDARD' },
    id: number.phoneNumberId,
  };
}

/** `?fields=a,b`; the id always comes along. */
function only(object: JsonObject, query: URLSearchParams): JsonObject {
  const fields = query.get('fields')?.split(',');
  if (!fields) return object;
  return Object.fromEntries(Object.entries(object).filter(([key]) => key === 'id' || fields.includes(key)));
}
