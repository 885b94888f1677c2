// Reading what watchers of the api see, in an order in which nothing can appear behind a position already handed out: by
// transaction, and only transactions older than the oldest one that is still open. Writing is in events.ts.
import { sql } from 'kysely';
import type { EventType } from '../domain/event.ts';
import type { JsonObject } from '../domain/webhook.ts';
import type { DbOrTrx, Trx } from '../platform/db.ts';

/** A place between two events: everything up to it has been seen. Transaction ids are 64-bit, as text. */
export interface FeedPosition {
  xid: string;
  id: string;
}

export interface FeedEvent extends FeedPosition {
  type: EventType;
  /** Null for what happened outside any conversation. */
  conversationId: string | null;
  messageId: string | null;
  data: JsonObject;
}

export interface FeedPage {
  events: FeedEvent[];
  /** Where to go on. Behind the last event; with a page that is not full, at the end of what can be shown by now. */
  next: FeedPosition;
  /** There may be more behind it already. */
  full: boolean;
}

// Events come with full messages: not more than a slow reader's stream should keep in memory.
const pageSize = 100;
const lowestId = '00000000-0000-0000-0000-000000000000';

/** The end of what can be shown by now: every event after this moment lies behind it. */
export async function findFeedEnd(trx: Trx): Promise<FeedPosition> {
  const { rows } = await sql<{ xid: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(trx);
  return { xid: rows[0]!.xid, id: lowestId };
}

/** Whether a position can have come from this database: it is not ahead of it. */
export async function isFeedPosition(trx: Trx, { xid }: FeedPosition): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select ${xid}::xid8 <= pg_snapshot_xmax(pg_current_snapshot()) as known`.execute(trx);
  return rows[0]!.known;
}

/** The tenant's events behind a position, in order. */
export async function listEvents(trx: Trx, after: FeedPosition): Promise<FeedPage> {
  // One statement, so that the end is that of the snapshot the events were read with.
  const { rows } = await sql<{ end: string } & ({ id: null } | FeedEvent)>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as "end", e.*
    from (select) once left join lateral (
      select id, xid::text, type, conversation_id as "conversationId", message_id as "messageId", data from events
      where (events.xid, id) > (${after.xid}::xid8, ${after.id}::uuid) and events.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by events.xid, id limit ${sql.lit(pageSize)}) e on true`.execute(trx);
  const events = rows.flatMap((row) => (row.id === null ? [] : [row]));
  const last = events.length === pageSize ? events.at(-1) : undefined;
  const next = last ? { xid: last.xid, id: last.id } : { xid: rows[0]!.end, id: lowestId };
  return { events, next, full: last !== undefined };
}

export interface FeedNews {
  /** Tenants that have events from before `end`. */
  tenantIds: string[];
  /** Everything up to it was looked at. */
  end: string;
}

/** Which of the tenants have events that became visible since an earlier call's `end`. Crosses tenants, shows ids only. */
export async function findFeedNews(db: DbOrTrx, tenantIds: readonly string[], since: string): Promise<FeedNews> {
  // Ordered, though any row would do: without it the planner may read the whole table in the hope of meeting one soon.
  const { rows } = await sql<FeedNews>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as "end", array(
      select t.id from unnest(${[...tenantIds]}::uuid[]) t (id) cross join lateral (
        select from events where tenant_id = t.id and events.xid >= ${since}::xid8
          and events.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by events.xid, id limit 1) e) as "tenantIds"`.execute(db);
  return rows[0]!;
}
