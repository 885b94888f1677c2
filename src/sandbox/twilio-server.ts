// Twilio's APIs as the platform sees them, all under one base: messages, their files, content objects, typing.
import { answerCall } from './acceptance.ts';
import type { Context } from './context.ts';
import { json, lower, parseObject, textOf } from './http.ts';
import type { Answer, Call, Outcome } from './http.ts';
import { isBsuid } from './numbers.ts';
import type { TwilioAccount } from './options.ts';
import type { TwilioAccounts } from './twilio-accounts.ts';
import { TwilioContentApi, contentPath } from './twilio-content-api.ts';
import { TwilioError, notFound, twilioAnswer, twilioErrors } from './twilio-errors.ts';
import { filePath } from './twilio-files.ts';
import type { TwilioFiles } from './twilio-files.ts';
import { resource } from './twilio-messages.ts';
import type { MessageBox, MessageFilter, MessageRecord } from './twilio-messages.ts';
import { TwilioSending } from './twilio-sending.ts';

const pathPattern = /^\/2010-04-01\/Accounts\/([^/]+?)(?:\/Messages(?:\/([^/]+))?)?\.json$/;
const defaultPageSize = 50;
const largestPageSize = 1_000;

export class TwilioServer {
  readonly #context: Context;
  readonly #accounts: TwilioAccounts;
  readonly #box: MessageBox;
  readonly #files: TwilioFiles;
  readonly #sending: TwilioSending;
  readonly #contentApi: TwilioContentApi;

  constructor(context: Context, accounts: TwilioAccounts, box: MessageBox, files: TwilioFiles) {
    this.#context = context;
    this.#accounts = accounts;
    this.#box = box;
    this.#files = files;
    this.#sending = new TwilioSending(context, accounts, box);
    this.#contentApi = new TwilioContentApi(context);
  }

  async handle(call: Call): Promise<Outcome> {
    try {
      return await this.#route(call);
    } catch (error) {
      if (error instanceof TwilioError) return twilioAnswer(error);
      throw error;
    }
  }

  async #route(call: Call): Promise<Outcome> {
    if (contentPath.test(call.path)) return this.#contents(call);
    if (call.method === 'POST' && call.path === '/v3/Indicators/Typing.json') return this.#typing(call);
    const [, ofFile, message = '', file] = filePath.exec(call.path) ?? [];
    if (ofFile !== undefined) return this.#files.handle(call, this.#authenticate(call, ofFile), message, file);
    const [, accountSid, sid] = pathPattern.exec(call.path) ?? [];
    if (accountSid === undefined) throw notFound(call.path);
    const account = this.#authenticate(call, accountSid);
    const collection = call.path.endsWith('/Messages.json');
    if (call.method === 'POST' && collection) return this.#sending.create(call, account);
    if (call.method === 'DELETE' && sid !== undefined) return this.#delete(call.path, account, sid);
    if (call.method !== 'GET') throw notFound(call.path);
    const parties = { from: bare(call.query.get('From')), to: bare(call.query.get('To')) };
    return answerCall(this.#context, twilioErrors, { provider: 'twilio', ...parties, operation: 'read' }, () => {
      if (collection) return this.#list(call, account);
      return sid === undefined ? describe(account) : json(200, resource(this.#get(call.path, account, sid)));
    });
  }

  #authenticate(call: Call, accountSid: string): TwilioAccount {
    const account = this.#accounts.authenticate(call.headers.authorization, accountSid);
    if (!account) throw new TwilioError(20003);
    return account;
  }

  /** The account is named by the credentials alone. */
  #contents(call: Call): Promise<Outcome> {
    const account = this.#accounts.authenticate(call.headers.authorization);
    if (!account) throw new TwilioError(20003);
    return this.#contentApi.handle(call, account);
  }

  /** Marks the message as read, and shows the person that an answer is being written. */
  #typing(call: Call): Promise<Outcome> {
    const account = this.#accounts.authenticate(call.headers.authorization);
    if (!account) throw new TwilioError(20003);
    const text = call.body.toString('utf8');
    const fields = parseObject(text) ?? Object.fromEntries(new URLSearchParams(text));
    if (lower(fields.channel) !== 'whatsapp') throw new TwilioError(20001, 'Invalid Parameter: channel');
    const record = this.#box.find(account.accountSid, textOf(fields.messageId));
    if (record?.direction !== 'inbound') throw notFound(call.path);
    const number = record.to.replace('whatsapp:', '');
    const target = { provider: 'twilio', from: number, to: bare(record.from), operation: 'mark' } as const;
    return answerCall(this.#context, twilioErrors, target, () => {
      const at = this.#context.settings.now();
      this.#context.readMarks.push({ provider: 'twilio', number, externalId: record.sid, typing: true, at });
      return json(200, { success: true });
    });
  }

  #get(path: string, account: TwilioAccount, sid: string): MessageRecord {
    const record = this.#box.find(account.accountSid, sid);
    if (!record) throw notFound(path);
    return record;
  }

  /** Its files go with it. */
  #delete(path: string, account: TwilioAccount, sid: string): Answer {
    const record = this.#get(path, account, sid);
    this.#box.delete(record.sid);
    for (const file of this.#context.files.ofMessage(sid)) file.deletedAt = this.#context.settings.now();
    return { status: 204, body: '', contentType: 'application/json' };
  }

  #list({ query, path }: Call, { accountSid }: TwilioAccount): Answer {
    const asked = Number(query.get('PageSize') ?? defaultPageSize);
    const pageSize = Math.min(Math.max(asked, 1), largestPageSize);
    const page = Number(query.get('Page') ?? 0);
    const after = query.get('PageToken')?.slice(2);
    const { records, next } = this.#box.list(accountSid, filterOf(query), pageSize, after);
    const link = (number: number, token?: string) => pageLink(path, query, number, pageSize, token);
    return json(200, {
      first_page_uri: link(0),
      next_page_uri: next === undefined ? null : link(page + 1, `PA${next}`),
      previous_page_uri: page === 0 ? null : link(page - 1),
      page,
      page_size: pageSize,
      start: page * pageSize,
      end: page * pageSize + records.length - 1,
      uri: link(page),
      messages: records.map(resource),
    });
  }
}

function pageLink(path: string, asked: URLSearchParams, page: number, pageSize: number, token?: string): string {
  const query = new URLSearchParams(asked);
  query.set('PageSize', String(pageSize));
  query.set('Page', String(page));
  if (token === undefined) query.delete('PageToken');
  else query.set('PageToken', token);
  return `${path}?${query.toString()}`;
}

const dayMs = 24 * 60 * 60 * 1_000;

/** `DateSent` is a whole day; `DateSent>` and `DateSent<` are bounds, both inclusive. */
function filterOf(query: URLSearchParams): MessageFilter {
  const day = timeOf(query.get('DateSent'));
  return {
    to: query.get('To'),
    from: query.get('From'),
    sentFrom: timeOf(query.get('DateSent>')) ?? day,
    sentBefore: timeOf(query.get('DateSent<')) ?? (day === undefined ? undefined : day + dayMs),
  };
}

function timeOf(text: string | null): number | undefined {
  return text === null ? undefined : Date.parse(text);
}

function describe({ accountSid }: TwilioAccount): Answer {
  return json(200, { sid: accountSid, friendly_name: 'Sandbox', status: 'active', type: 'Full' });
}

function bare(address: string | null): string {
  const plain = (address ?? '').replace('whatsapp:', '');
  return isBsuid(plain) ? plain : plain.replace('+', '');
}
