// Reading messages: by id, and a conversation's history newest first. Runs under the tenant's row-level security.
import { sql } from 'kysely';
import type { FailureKind } from '../domain/failure.ts';
import { idFloor, idTime } from '../domain/ids.ts';
import type { Direction, MessageStatus } from '../domain/message.ts';
import type { JsonObject } from '../domain/webhook.ts';
import type { Trx } from '../platform/db.ts';
import { findMedia, type Media } from './media.ts';
import { pageLimit } from './page-limit.ts';
import { recordset } from './recordset.ts';

/** A message with where it belongs. Its id carries the time it was stored. */
export interface StoredMessage {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  direction: Direction;
  kind: string;
  body: string | null;
  payload: JsonObject | null;
  status: MessageStatus;
  providerAt: Date | null;
  acceptedAt: Date | null;
  sentAt: Date | null;
  deliveredAt: Date | null;
  readAt: Date | null;
  playedAt: Date | null;
  failedAt: Date | null;
  errorCode: string | null;
  errorKind: FailureKind | null;
  errorText: string | null;
  externalId: string | null;
  causedById: string | null;
  /** External id of the quoted message. */
  replyTo: string | null;
  /** Our id of the quoted message, when we have it. */
  replyToId: string | null;
  /** Inbound: what was tapped. */
  replyId: string | null;
  /** Outbound by SMS: the WhatsApp message that could not be delivered. */
  fallbackForId: string | null;
  /** In the order in which they came. */
  media: Media[];
}

const columns =
  sql.raw(`m.id, m.conversation_id as "conversationId", c.contact_id as "contactId", c.channel_id as "channelId",
  m.direction, m.kind, m.body, m.payload, m.status, m.provider_at as "providerAt", m.accepted_at as "acceptedAt", m.sent_at as "sentAt",
  m.delivered_at as "deliveredAt", m.read_at as "readAt", m.played_at as "playedAt", m.failed_at as "failedAt",
  m.error_code as "errorCode", m.error_kind as "errorKind", m.error_text as "errorText", m.external_id as "externalId",
  m.caused_by_id as "causedById", m.reply_to as "replyTo", null as "replyToId",
  m.reply_id as "replyId", m.fallback_for_id as "fallbackForId", m.media_ids as "mediaIds"`);

type MessageRow = Omit<StoredMessage, 'media'> & { mediaIds: string[] | null };

/** The messages that exist (and are the tenant's), by id. */
export async function findMessages(trx: Trx, ids: readonly string[]): Promise<Map<string, StoredMessage>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<MessageRow>`
    select ${columns} from messages m join conversations c on c.id = m.conversation_id
    where m.id = any(${[...ids]}::uuid[])`.execute(trx);
  return new Map((await complete(trx, rows)).map((message) => [message.id, message]));
}

/** Whose history: one conversation's, or all of a contact's. Phones in E.164. */
export type HistorySubject = { conversationId: string } | { contactId: string } | { phone: string };

export interface HistoryQuery {
  subject: HistorySubject;
  direction: Direction | undefined;
  /** Lowest id to show, and the first one above what is shown. */
  fromId: string;
  beforeId: string;
  limit: number;
}

const dayMs = 24 * 3_600_000;
// How far back each step looks, in days. Most pages end in the first, which opens two or three monthly partitions and not
// all that are kept.
const stepDays = [45, 400, Number.POSITIVE_INFINITY];

/**
 * A page of history, newest first; undefined when there is no such conversation or contact. For each conversation an index
 * walk that begins at `beforeId` and stops after `limit` rows: its cost depends neither on how far back the page lies nor
 * on how much was ever said.
 */
export async function listMessages(trx: Trx, query: HistoryQuery): Promise<StoredMessage[] | undefined> {
  const { fromId: lowest, limit } = query;
  // The walk below needs no sort, and a plan with one would read a whole month. Nor does it need a plan of its own for each
  // page: making one for a year of partitions takes longer than the walk.
  await sql`select set_config('enable_sort', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)`.execute(
    trx,
  );
  const page: MessageRow[] = [];
  // Clocks of other servers may be ahead, but not by a day.
  let beforeId = lower(query.beforeId, idFloor(new Date(Date.now() + dayMs)));
  for (const days of stepDays) {
    const fromId = higher(lowest, idFloor(new Date(Math.max(0, idTime(beforeId).getTime() - days * dayMs))));
    const found = await walk(trx, { ...query, fromId, beforeId, limit: limit - page.length });
    if (!found) return undefined;
    page.push(...found);
    if (page.length === limit || fromId <= lowest) break;
    beforeId = fromId;
  }
  return complete(trx, page);
}

function higher(a: string, b: string): string {
  return a > b ? a : b;
}

function lower(a: string, b: string): string {
  return a < b ? a : b;
}

async function walk(trx: Trx, query: HistoryQuery): Promise<MessageRow[] | undefined> {
  const { subject, direction, fromId, beforeId, limit } = query;
  const way = direction ? sql`and direction = ${direction}` : sql``;
  // Rows are compared, and the order names both columns, so that nothing but the index on both can serve it, whatever the
  // planner believes: `conversation_id = c.id … order by id` may walk the primary key and filter (42 ms instead of 0.5 at
  // 450,000 messages). The range over ids alone prunes partitions; where sorting is allowed, a generic plan takes it for
  // selective and reads the whole month (17 ms at 60,000).
  const { rows } = await sql<{ id: null } | MessageRow>`
    select ${columns}
    from ${conversationsOf(subject)}
    left join lateral (
      select * from messages
      where (conversation_id, id) >= (c.id, ${fromId}::uuid) and (conversation_id, id) < (c.id, ${beforeId}::uuid)
        and id >= ${fromId}::uuid and id < ${beforeId}::uuid ${way}
      order by conversation_id desc, id desc limit ${pageLimit(limit)}) m on true
    order by m.id desc nulls last limit ${pageLimit(limit)}`.execute(trx);
  // A subject without messages is one row without a message.
  if (rows.length === 0) return undefined;
  return rows.flatMap((row) => (row.id === null ? [] : [row])).slice(0, limit);
}

/** `c`: the subject's conversations, or one row of nulls when it has none yet. */
function conversationsOf(subject: HistorySubject) {
  if ('conversationId' in subject) return sql`(select * from conversations where id = ${subject.conversationId}) c`;
  const contact =
    'contactId' in subject
      ? sql`select id from contacts where id = ${subject.contactId}`
      : sql`select contact_id as id from contact_addresses where kind = 'phone' and scope = '' and value = ${subject.phone}`;
  return sql`(${contact}) p left join conversations c on c.contact_id = p.id`;
}

// Few messages quote another and few have files, so the second and third query are rare.
async function complete(trx: Trx, rows: readonly MessageRow[]): Promise<StoredMessage[]> {
  const quoted = await findQuoted(
    trx,
    rows.filter((row) => row.replyTo !== null),
  );
  const media = await findMedia(
    trx,
    rows.flatMap((row) => row.mediaIds ?? []),
  );
  return rows.map(({ mediaIds, ...row }) => ({
    ...row,
    replyToId: quoted.get(row.id) ?? null,
    media: (mediaIds ?? []).flatMap((id) => media.get(id) ?? []),
  }));
}

async function findQuoted(trx: Trx, messages: readonly MessageRow[]): Promise<Map<string, string>> {
  if (messages.length === 0) return new Map();
  const rows = messages.map(({ id, channelId, replyTo }) => ({ id, channel_id: channelId, external_id: replyTo }));
  const { rows: quoted } = await sql<{ id: string; quoted: string }>`
    select r.id, k.message_id as quoted from ${recordset(rows, 'id uuid, channel_id uuid, external_id text')}
    join message_keys k on k.channel_id = r.channel_id and k.external_id = r.external_id`.execute(trx);
  return new Map(quoted.map((row) => [row.id, row.quoted]));
}
