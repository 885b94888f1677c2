// The messages that the played Twilio keeps, in and out, and how its REST API shows them. Bounded: the oldest are
// forgotten, as if deleted.
import type { ReportedStatus } from './journey.ts';
import { Recent } from './recent.ts';
import { messageOf } from './twilio-errors.ts';

export interface MessageRecord {
  sid: string;
  accountSid: string;
  messagingServiceSid: string | undefined;
  /** With `whatsapp:`. */
  from: string;
  to: string;
  body: string;
  status: 'accepted' | 'queued' | 'received' | ReportedStatus;
  errorCode: number | undefined;
  mediaCount: number;
  direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  createdAt: number;
  updatedAt: number;
  sentAt: number | undefined;
}

export interface MessageFilter {
  to?: string | null;
  from?: string | null;
  sentFrom?: number | undefined;
  sentBefore?: number | undefined;
}

export interface MessagePage {
  records: MessageRecord[];
  /** The last record shown, when there are more. */
  next: string | undefined;
}

const ranks: readonly string[] = [
  'accepted',
  'queued',
  'received',
  'sent',
  'delivered',
  'read',
  'undelivered',
  'failed',
];

export class MessageBox {
  readonly #bySid = new Map<string, MessageRecord>();
  readonly #recent: Recent<MessageRecord>;

  constructor(limit: number) {
    this.#recent = new Recent(limit, ({ sid }) => this.#bySid.delete(sid));
  }

  add(record: MessageRecord): void {
    if (this.#bySid.has(record.sid)) return;
    this.#bySid.set(record.sid, record);
    this.#recent.push(record);
  }

  find(accountSid: string, sid: string): MessageRecord | undefined {
    const record = this.#bySid.get(sid);
    return record?.accountSid === accountSid ? record : undefined;
  }

  delete(sid: string): void {
    this.#bySid.delete(sid);
    this.#recent.remove((record) => record.sid === sid);
  }

  /** A status that was reported out of order does not take the record back. */
  settle(sid: string, status: ReportedStatus, at: number, errorCode?: number): void {
    const record = this.#bySid.get(sid);
    if (!record || ranks.indexOf(status) <= ranks.indexOf(record.status)) return;
    record.status = status;
    record.errorCode = errorCode;
    record.updatedAt = at;
    record.sentAt ??= at;
  }

  /** Newest first, after the record `after`. */
  list(accountSid: string, filter: MessageFilter, pageSize: number, after?: string): MessagePage {
    const records: MessageRecord[] = [];
    let skipping = after !== undefined;
    for (const record of this.#recent.newestFirst()) {
      if (skipping) skipping = record.sid !== after;
      else if (record.accountSid === accountSid && fits(record, filter)) {
        if (records.length === pageSize) return { records, next: records.at(-1)?.sid };
        records.push(record);
      }
    }
    return { records, next: undefined };
  }
}

function fits(record: MessageRecord, { to, from, sentFrom, sentBefore }: MessageFilter): boolean {
  if (to && to !== record.to) return false;
  if (from && from !== record.from) return false;
  const sentAt = record.sentAt ?? record.createdAt;
  // Whole seconds: that is all the resource shows, and what a caller compares with.
  if (sentFrom !== undefined && sentAt < Math.floor(sentFrom / 1_000) * 1_000) return false;
  return sentBefore === undefined || sentAt <= sentBefore;
}

export function resource(record: MessageRecord): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${record.accountSid}/Messages/${record.sid}`;
  return {
    account_sid: record.accountSid,
    api_version: '2010-04-01',
    body: record.body,
    date_created: rfc2822(record.createdAt),
    date_sent: record.sentAt === undefined ? null : rfc2822(record.sentAt),
    date_updated: rfc2822(record.updatedAt),
    direction: record.direction,
    error_code: record.errorCode ?? null,
    error_message: record.errorCode === undefined ? null : messageOf(record.errorCode),
    from: record.from,
    messaging_service_sid: record.messagingServiceSid ?? null,
    num_media: String(record.mediaCount),
    num_segments: record.messagingServiceSid === undefined ? '1' : '0',
    price: null,
    price_unit: null,
    sid: record.sid,
    status: record.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: record.to,
    uri: `${uri}.json`,
  };
}

/** `Thu, 30 Jul 2026 20:12:31 +0000`. */
export function rfc2822(ms: number): string {
  return new Date(ms).toUTCString().replace('GMT', '+0000');
}
