// The Graph API as the platform sees it: versions, tokens, sends, read marks, what can be looked up.
import { answerCall } from './acceptance.ts';
import type { Context } from './context.ts';
import type { FileRecord } from './files.ts';
import { isObject, json, parseObject } from './http.ts';
import type { Answer, Call, JsonObject, Outcome } from './http.ts';
import type { MetaAccounts, NumberRecord } from './meta-accounts.ts';
import { GraphError, graphAnswer, metaErrors, unknownObject, unknownPath } from './meta-errors.ts';
import { requiredText } from './meta-fields.ts';
import { downloadPath } from './meta-files.ts';
import type { MetaFiles } from './meta-files.ts';
import type { MetaSending } from './meta-sending.ts';
import { checkProduct } from './meta-validate.ts';
import { checkVersion } from './meta-versions.ts';
import type { MetaApp } from './options.ts';

export class MetaServer {
  readonly #context: Context;
  readonly #accounts: MetaAccounts;
  readonly #files: MetaFiles;
  readonly #sending: MetaSending;

  constructor(context: Context, accounts: MetaAccounts, files: MetaFiles, sending: MetaSending) {
    this.#context = context;
    this.#accounts = accounts;
    this.#files = files;
    this.#sending = sending;
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
    if (call.path === downloadPath) return this.#download(call);
    const [, version = '', id = '', edge] = call.path.split('/');
    checkVersion(version);
    const app = this.#authenticate(call);
    if (call.method === 'POST' && edge === 'messages') return this.#messages(call, app, id);
    if (call.method === 'POST' && edge === 'subscribed_apps') return json(200, { success: true });
    if (call.method === 'POST' && edge === 'media') return this.#files.upload(call, this.#numberOf(app, id));
    const file = edge === undefined ? this.#fileOf(app, id, call.query) : undefined;
    if (file && call.method === 'DELETE') return this.#files.delete(file);
    if (call.method === 'DELETE') throw unknownObject('delete', id);
    if (call.method !== 'GET') throw unknownPath(id);
    if (file) return this.#files.describe(file);
    const target = { provider: 'meta', from: id, to: '', operation: 'read' } as const;
    return answerCall(this.#context, metaErrors, target, () => this.#lookUp(app, id, edge, call.query));
  }

  #download(call: Call): Promise<Outcome> {
    const app = this.#authenticate(call);
    return this.#files.download(call, ({ number }) => this.#accounts.findNumber(app, number) !== undefined);
  }

  #numberOf(app: MetaApp, id: string): NumberRecord {
    const number = this.#accounts.findNumber(app, id);
    if (!number) throw unknownObject('post', id);
    return number;
  }

  /** With `phone_number_id`, only that number's. */
  #fileOf(app: MetaApp, id: string, query: URLSearchParams): FileRecord | undefined {
    const file = this.#files.find(id);
    if (!file || !this.#accounts.findNumber(app, file.number)) return undefined;
    return (query.get('phone_number_id') ?? file.number) === file.number ? file : undefined;
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
    const number = this.#numberOf(app, id);
    const body = parseBody(call);
    checkProduct(body);
    return body.status === 'read' ? markRead(body) : this.#sending.send(number, body);
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
  const parsed = parseObject(body.toString('utf8'));
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
