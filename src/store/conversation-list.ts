// Reading conversations for the api, and marking them read. Runs under the tenant's row-level security.
import { sql } from 'kysely';
import type { ConversationStatus } from '../domain/contact.ts';
import type { Trx } from '../platform/db.ts';
import { pageLimit } from './page-limit.ts';

export interface StoredConversation {
  id: string;
  channelId: string;
  contactId: string;
  recipient: string;
  status: ConversationStatus;
  unreadCount: number;
  lastMessageAt: Date;
  windowExpiresAt: Date | null;
}

const columns =
  sql.raw(`id, channel_id as "channelId", contact_id as "contactId", recipient, status, unread_count as "unreadCount",
  last_message_at as "lastMessageAt", window_expires_at as "windowExpiresAt"`);

export async function findConversations(trx: Trx, ids: readonly string[]): Promise<Map<string, StoredConversation>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<StoredConversation>`
    select ${columns} from conversations where id = any(${[...ids]}::uuid[])`.execute(trx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The conversation under its row lock: nobody else changes it, nor the dialogue in it. Undefined when there is none. */
export async function lockConversation(trx: Trx, id: string): Promise<StoredConversation | undefined> {
  const { rows } = await sql<StoredConversation>`
    select ${columns} from conversations where id = ${id} for no key update`.execute(trx);
  return rows[0];
}

/** A place in the list. The time is exact, as text: a Date would lose its microseconds. */
export interface ConversationCursor {
  at: string;
  id: string;
}

export interface ConversationQuery {
  statuses: readonly ConversationStatus[];
  channelId: string | undefined;
  unreadOnly: boolean;
  after: ConversationCursor | undefined;
  limit: number;
}

export interface ListedConversation extends StoredConversation {
  cursor: ConversationCursor;
}

/** Latest message first: an index walk that begins behind `after`. */
export async function listConversations(trx: Trx, query: ConversationQuery): Promise<ListedConversation[]> {
  const { statuses, channelId, unreadOnly, after, limit } = query;
  const conditions = [
    ...(after ? [sql`(last_message_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
    ...(statuses.length > 0 ? [sql`status = any(${[...statuses]}::text[])`] : []),
    ...(channelId === undefined ? [] : [sql`channel_id = ${channelId}::uuid`]),
    ...(unreadOnly ? [sql`unread_count > 0`] : []),
  ];
  const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  const { rows } = await sql<StoredConversation & { at: string }>`
    select ${columns}, to_char(last_message_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from conversations ${where} order by last_message_at desc, id desc limit ${pageLimit(limit)}`.execute(trx);
  return rows.slice(0, limit).map((row) => Object.assign(row, { cursor: { at: row.at, id: row.id } }));
}

/** Undefined when there is no such conversation. */
export async function markRead(trx: Trx, id: string): Promise<StoredConversation | undefined> {
  const { rows } = await sql<StoredConversation>`
    update conversations set unread_count = 0 where id = ${id} returning ${columns}`.execute(trx);
  return rows[0];
}

/** The lock is held. */
export async function closeConversation(trx: Trx, id: string): Promise<void> {
  await sql`update conversations set status = 'closed' where id = ${id}`.execute(trx);
}
