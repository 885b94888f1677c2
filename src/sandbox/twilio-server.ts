// Twilio's REST API as the platform sees it: create, fetch and list messages.
import { acceptMessage, answerCall } from './acceptance.ts';
import type { Context } from './context.ts';
import { json } from './http.ts';
import type { Answer, Call, Outcome } from './http.ts';
import { twilioSid } from './ids.ts';
import type { Carriage } from './journey.ts';
import { isBsuid } from './numbers.ts';
import type { TwilioAccount } from './options.ts';
import type { TwilioAccounts } from './twilio-accounts.ts';
import { attachmentsOf, collect } from './twilio-attachments.ts';
import { TwilioError, notFound, twilioAnswer, twilioErrors } from './twilio-errors.ts';
import { filePath } from './twilio-files.ts';
import type { TwilioFiles } from './twilio-files.ts';
import { resource } from './twilio-messages.ts';
import type { MessageBox, MessageFilter, MessageRecord } from './twilio-messages.ts';
import { validateCreate } from './twilio-validate.ts';
import type { TwilioSend } from './twilio-validate.ts';
import { callbackParams, signedForm, whatsapp } from './twilio-webhooks.ts';

const pathPattern = /^\/2010-04-01\/Accounts\/([^/]+?)(?:\/Messages(?:\/([^/]+))?)?\.json$/;
const defaultPageSize = 50;
const largestPageSize = 1_000;

export class TwilioServer {
  readonly #context: Context;
  readonly #accounts: TwilioAccounts;
  readonly #box: MessageBox;
  readonly #files: TwilioFiles;

  constructor(context: Context, accounts: TwilioAccounts, box: MessageBox, files: TwilioFiles) {
    this.#context = context;
    this.#accounts = accounts;
    this.#box = box;
    this.#files = files;
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
    const [, ofFile, message = '', file] = filePath.exec(call.path) ?? [];
    if (ofFile !== undefined) return this.#files.handle(call, this.#authenticate(call, ofFile), message, file);
    const [, accountSid, sid] = pathPattern.exec(call.path) ?? [];
    if (accountSid === undefined) throw notFound(call.path);
    const account = this.#authenticate(call, accountSid);
    const collection = call.path.endsWith('/Messages.json');
    if (call.method === 'POST' && collection) return this.#create(call, account);
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

  #create(call: Call, account: TwilioAccount): Promise<Outcome> {
    const form = new URLSearchParams(call.body.toString('utf8'));
    const send = validateCreate(this.#accounts, account, form);
    const target = { provider: 'twilio', from: send.sender.number, to: send.to, operation: 'send' } as const;
    return acceptMessage(this.#context, twilioErrors, target, () => {
      const record = this.#record(send);
      this.#box.add(record);
      const answer = json(201, resource(record));
      return { carriage: this.#carriage(send, record, Object.fromEntries(form)), answer };
    });
  }

  #record(send: TwilioSend): MessageRecord {
    const now = this.#context.settings.now();
    return {
      sid: twilioSid(send.mediaUrls.length > 0 ? 'MM' : 'SM'),
      accountSid: send.sender.account.accountSid,
      messagingServiceSid: send.messagingServiceSid,
      from: whatsapp(send.sender.number),
      to: whatsapp(send.to),
      body: send.body,
      status: 'queued',
      errorCode: undefined,
      mediaCount: send.mediaUrls.length,
      direction: 'outbound-api',
      createdAt: now,
      updatedAt: now,
      sentAt: undefined,
    };
  }

  #carriage(send: TwilioSend, record: MessageRecord, payload: unknown): Carriage {
    const callback = send.statusCallback;
    const media = attachmentsOf(send.mediaUrls);
    return {
      message: {
        provider: 'twilio',
        externalId: record.sid,
        from: send.sender.number,
        to: send.to,
        type: typeOf(send),
        body: send.body,
        payload,
        at: record.createdAt,
        ...(callback !== undefined && { statusCallback: callback }),
        ...(media.length > 0 && { media }),
      },
      person: this.#context.people.keyOf(send.to),
      freeForm: send.contentSid === undefined,
      closedWindow: { status: 'undelivered', code: 63016 },
      ...(media.length > 0 && { collect: () => collect(this.#context, media) }),
      settle: ({ status, at, code }) => this.#box.settle(record.sid, status, at, code),
      post: async (report) => {
        if (callback === undefined) return false;
        const request = signedForm(callback, send.sender.account.authToken, callbackParams(record, report));
        const { status } = await this.#context.webhooks.postTwilio(request);
        return status >= 200 && status < 300;
      },
    };
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

function typeOf(send: TwilioSend): string {
  if (send.contentSid !== undefined) return 'content';
  return send.mediaUrls.length > 0 ? 'media' : 'text';
}

function describe({ accountSid }: TwilioAccount): Answer {
  return json(200, { sid: accountSid, friendly_name: 'Sandbox', status: 'active', type: 'Full' });
}

function bare(address: string | null): string {
  const plain = (address ?? '').replace('whatsapp:', '');
  return isBsuid(plain) ? plain : plain.replace('+', '');
}
