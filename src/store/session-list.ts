// Dialogues as callers of the api see and end them. Runs under the tenant's row-level security. Intake's own reading and writing is
// in sessions.ts.
import { sql } from 'kysely';
import type { Json, JsonObject } from '../domain/webhook.ts';
import type { Trx } from '../platform/db.ts';
import { pageLimit } from './page-limit.ts';

export interface OpenSession {
  conversationId: string;
  channelId: string;
  contactId: string;
  flow: string;
  step: string;
  data: JsonObject;
  language: string;
  offered: Json;
  startedAt: Date;
  updatedAt: Date;
  expiresAt: Date | null;
}

const columns =
  sql.raw(`s.conversation_id as "conversationId", c.channel_id as "channelId", c.contact_id as "contactId", s.flow, s.step,
  s.data, s.language, s.offered, s.started_at as "startedAt", s.updated_at as "updatedAt", s.expires_at as "expiresAt"`);

/** A place in the list. The time is exact, as text: a Date would lose its microseconds. */
export interface SessionCursor {
  at: string;
  id: string;
}

export interface SessionQuery {
  flow: string | undefined;
  channelId: string | undefined;
  contactId: string | undefined;
  /** Dialogues that nobody went on with until then are over. */
  now: Date;
  after: SessionCursor | undefined;
  limit: number;
}

export interface ListedSession extends OpenSession {
  cursor: SessionCursor;
}

/** The one that last went on first: an index walk that begins behind `after`. */
export async function listSessions(trx: Trx, query: SessionQuery): Promise<ListedSession[]> {
  const { flow, channelId, contactId, now, after, limit } = query;
  const conditions = [
    sql`s.step is not null and (s.expires_at is null or s.expires_at > ${now}::timestamptz)`,
    ...(after ? [sql`(s.updated_at, s.conversation_id) < (${after.at}::timestamptz, ${after.id}::uuid)`] : []),
    ...(flow === undefined ? [] : [sql`s.flow = ${flow}`]),
    ...(channelId === undefined ? [] : [sql`c.channel_id = ${channelId}::uuid`]),
    ...(contactId === undefined ? [] : [sql`c.contact_id = ${contactId}::uuid`]),
  ];
  const { rows } = await sql<OpenSession & { at: string }>`
    select ${columns}, to_char(s.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from sessions s join conversations c on c.id = s.conversation_id
    where ${sql.join(conditions, sql` and `)}
    order by s.updated_at desc, s.conversation_id desc limit ${pageLimit(limit)}`.execute(trx);
  return rows.slice(0, limit).map(({ at, ...row }) => ({ ...row, cursor: { at, id: row.conversationId } }));
}

/** Undefined when no dialogue is under way. */
export async function findOpenSession(trx: Trx, conversationId: string): Promise<OpenSession | undefined> {
  const { rows } = await sql<OpenSession>`
    select ${columns} from sessions s join conversations c on c.id = s.conversation_id
    where s.conversation_id = ${conversationId} and s.step is not null`.execute(trx);
  return rows[0];
}

/** The conversation's lock is held. What guards against floods goes on counting. */
export async function clearSession(trx: Trx, conversationId: string): Promise<void> {
  await sql`update sessions set step = null, data = '{}', offered = '[]', earlier = '[]', expires_at = null, updated_at = now()
    where conversation_id = ${conversationId} and step is not null`.execute(trx);
}
