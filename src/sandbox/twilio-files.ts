// Files at Twilio as the platform sees them: behind Basic auth until they are deleted, answered directly or by a redirect
// to storage that refuses credentials.
import { randomUUID } from 'node:crypto';
import { answerCall } from './acceptance.ts';
import type { Context } from './context.ts';
import type { FaultTarget } from './faults.ts';
import type { FileRecord, GivenFile } from './files.ts';
import { json } from './http.ts';
import type { Answer, Call, Outcome } from './http.ts';
import type { TwilioAccount } from './options.ts';
import { notFound, twilioErrors } from './twilio-errors.ts';
import { rfc2822 } from './twilio-messages.ts';
import type { Params } from './twilio-webhooks.ts';

/** What follows `/Messages/{sid}`: the list, one file's metadata, its bytes. */
export const filePath = /^\/2010-04-01\/Accounts\/([^/]+)\/Messages\/([^/.]+)\/Media(?:\/([^/.]+))?(\.json)?$/;

export class TwilioFiles {
  readonly #context: Context;
  /** In the redirects given out: good for nothing but reading. */
  readonly #signature = randomUUID();

  constructor(context: Context) {
    this.#context = context;
  }

  handle(call: Call, account: TwilioAccount, messageSid: string, sid: string | undefined): Promise<Outcome> {
    if (sid === undefined) return Promise.resolve(this.#list(call, account, messageSid));
    const record = this.#get(call, messageSid, sid);
    const isMetadata = call.path.endsWith('.json');
    if (call.method === 'DELETE') return this.#answer(record, 'media', () => this.#delete(record));
    if (call.method !== 'GET') throw notFound(call.path);
    if (isMetadata) return this.#answer(record, 'media', () => json(200, resource(record, account)));
    if (!this.#context.settings.twilioRedirects) return this.#answer(record, 'download', () => bytes(record));
    return this.#answer(record, 'media', () => this.#redirect(record));
  }

  /** The storage behind the redirects. It takes one way of signing, its own. */
  async serveStored(call: Call): Promise<Outcome> {
    if (call.headers.authorization !== undefined) return refusal(400, 'InvalidArgument');
    const record = this.#context.files.find('twilio', call.path.slice(1), this.#context.settings.now());
    if (!record || call.query.get('X-Amz-Signature') !== this.#signature) return refusal(403, 'AccessDenied');
    return this.#answer(record, 'download', () => bytes(record));
  }

  /** A file that a person sends. */
  keep(file: GivenFile, number: string, person: string, messageId: string, at: number): Promise<FileRecord> {
    return this.#context.files.add(file, { provider: 'twilio', number, person, messageId, at, livesMs: Infinity });
  }

  /** How files appear in the webhook. */
  paramsOf(records: readonly FileRecord[], account: TwilioAccount): Params {
    const entries = records.flatMap((record, index): [string, string][] => [
      [`MediaUrl${index}`, this.urlOf(record, account)],
      [`MediaContentType${index}`, record.contentType],
    ]);
    const [first] = records;
    return {
      ...(first && { NumMedia: String(records.length), MessageType: first.kind }),
      ...Object.fromEntries(entries),
    };
  }

  urlOf(record: FileRecord, { accountSid }: TwilioAccount): string {
    return `${this.#context.origins.api}/twilio${pathOf(record, accountSid)}`;
  }

  #get(call: Call, messageSid: string, sid: string): FileRecord {
    const record = this.#context.files.find('twilio', sid, this.#context.settings.now());
    if (record?.messageId !== messageSid) throw notFound(call.path);
    return record;
  }

  #list({ path }: Call, account: TwilioAccount, messageSid: string): Answer {
    const files = this.#context.files.ofMessage(messageSid).map((record) => resource(record, account));
    return json(200, { media_list: files, page: 0, page_size: 50, next_page_uri: null, uri: path });
  }

  #delete(record: FileRecord): Answer {
    record.deletedAt = this.#context.settings.now();
    return { status: 204, body: '', contentType: 'application/json' };
  }

  #redirect(record: FileRecord): Answer {
    const location = `${this.#context.origins.elsewhere}/storage/${record.id}?X-Amz-Signature=${this.#signature}`;
    return { status: 302, body: '', contentType: 'text/html', headers: { location } };
  }

  #answer(record: FileRecord, operation: 'media' | 'download', respond: () => Answer): Promise<Outcome> {
    const target: FaultTarget = { provider: 'twilio', from: record.number, to: record.person, operation };
    return answerCall(this.#context, twilioErrors, target, respond);
  }
}

function bytes({ body, contentType }: FileRecord): Answer {
  return { status: 200, body, contentType };
}

function pathOf({ id, messageId = '' }: FileRecord, accountSid: string): string {
  return `/2010-04-01/Accounts/${accountSid}/Messages/${messageId}/Media/${id}`;
}

function resource(record: FileRecord, { accountSid }: TwilioAccount): Record<string, unknown> {
  return {
    sid: record.id,
    account_sid: accountSid,
    parent_sid: record.messageId,
    content_type: record.contentType,
    date_created: rfc2822(record.createdAt),
    date_updated: rfc2822(record.createdAt),
    uri: `${pathOf(record, accountSid)}.json`,
  };
}

function refusal(status: number, code: string): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;
  return { status, body, contentType: 'application/xml' };
}
