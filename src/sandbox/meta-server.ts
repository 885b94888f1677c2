// The Graph API as the platform sees it: versions, tokens, sends, read marks, what can be looked up.
import { answerCall } from './acceptance.ts';
import type { Context, ReadMark } from './context.ts';
import type { Operation } from './faults.ts';
import type { FileRecord } from './files.ts';
import { isObject, json, parseObject } from './http.ts';
import type { Answer, Call, JsonObject, Outcome } from './http.ts';
import type { MetaAccounts, NumberRecord } from './meta-accounts.ts';
import { GraphError, graphAnswer, metaErrors, unknownObject, unknownPath } from './meta-errors.ts';
import { requiredText } from './meta-fields.ts';
import { downloadPath } from './meta-files.ts';
import type { MetaFiles } from './meta-files.ts';
import { lookUp } from './meta-lookup.ts';
import type { MetaSending } from './meta-sending.ts';
import { MetaTemplateApi } from './meta-template-api.ts';
import type { Review } from './meta-template-api.ts';
import type { PlayedTemplate } from './meta-templates.ts';
import { checkProduct } from './meta-validate.ts';
import { checkVersion } from './meta-versions.ts';
import type { MetaApp } from './options.ts';

export class MetaServer {
  readonly #context: Context;
  readonly #accounts: MetaAccounts;
  readonly #files: MetaFiles;
  readonly #sending: MetaSending;
  readonly #templates: MetaTemplateApi;

  constructor(context: Context, accounts: MetaAccounts, files: MetaFiles, sending: MetaSending, review: Review) {
    this.#context = context;
    this.#accounts = accounts;
    this.#files = files;
    this.#sending = sending;
    this.#templates = new MetaTemplateApi(context, context.templates, review);
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
    if (call.method === 'POST') return this.#post(call, app, id, edge);
    const template = this.#templateOf(app, id);
    const file = edge === undefined ? this.#fileOf(app, id, call.query) : undefined;
    if (call.method === 'DELETE') return this.#delete(call, app, { id, edge, file });
    if (call.method !== 'GET') throw unknownPath(id);
    if (file) return this.#files.describe(file);
    return this.#answer(id, 'read', () => {
      if (template && edge === undefined) return this.#templates.describe(template, call.query);
      if (edge !== 'message_templates') return lookUp(this.#accounts, app, id, edge, call.query);
      const url = `${this.#context.origins.api}/meta${call.path}`;
      return this.#templates.list(this.#wabaOf(app, id, 'get'), call.query, url);
    });
  }

  #post(call: Call, app: MetaApp, id: string, edge: string | undefined): Outcome | Promise<Outcome> {
    if (edge === 'messages') return this.#messages(call, app, id);
    if (edge === 'subscribed_apps') return json(200, { success: true });
    if (edge === 'media') return this.#files.upload(call, this.#numberOf(app, id));
    if (edge === 'message_templates') {
      const wabaId = this.#wabaOf(app, id, 'post');
      return this.#answer(id, 'template', () => this.#templates.create(wabaId, parseBody(call)));
    }
    const template = edge === undefined ? this.#templateOf(app, id) : undefined;
    if (!template) throw unknownPath(id);
    return this.#answer(id, 'template', () => this.#templates.edit(template, parseBody(call)));
  }

  #delete(
    { query }: Call,
    app: MetaApp,
    { id, edge, file }: { id: string; edge: string | undefined; file: FileRecord | undefined },
  ): Promise<Outcome> {
    if (file) return this.#files.delete(file);
    if (edge !== 'message_templates') throw unknownObject('delete', id);
    const wabaId = this.#wabaOf(app, id, 'delete');
    return this.#answer(id, 'template', () => this.#templates.delete(wabaId, query));
  }

  #answer(from: string, operation: Operation, respond: () => Answer): Promise<Outcome> {
    return answerCall(this.#context, metaErrors, { provider: 'meta', from, to: '', operation }, respond);
  }

  #wabaOf(app: MetaApp, id: string, verb: string): string {
    if (this.#accounts.listByWaba(app, id).length === 0) throw unknownObject(verb, id);
    return id;
  }

  #templateOf(app: MetaApp, id: string): PlayedTemplate | undefined {
    const template = this.#context.templates.findById(id);
    return template && this.#accounts.listByWaba(app, template.wabaId).length > 0 ? template : undefined;
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
    if (body.status !== 'read') return this.#sending.send(number, body);
    const mark = readMarkOf(body);
    return this.#answer(id, 'mark', () => {
      this.#context.readMarks.push({ provider: 'meta', number: id, ...mark, at: this.#context.settings.now() });
      return json(200, { success: true });
    });
  }
}

function parseBody({ body }: Call): JsonObject {
  const parsed = parseObject(body.toString('utf8'));
  if (!parsed)
    throw new GraphError(100, { message: '(#100) Invalid parameter', details: 'The body is not valid JSON' });
  return parsed;
}

function readMarkOf(body: JsonObject): Pick<ReadMark, 'externalId' | 'typing'> {
  const externalId = requiredText(body, 'message_id', 'message_id', 1_024);
  const { typing_indicator: typing } = body;
  if (typing !== undefined && !(isObject(typing) && typing.type === 'text')) {
    throw new GraphError(131009, { details: "Parameter 'typing_indicator.type' must be text." });
  }
  return { externalId, typing: typing !== undefined };
}
