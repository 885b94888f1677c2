// Reading what watchers of the api see, in an order in which nothing can appear behind a position already handed out: by
// transaction, and only transactions older than the oldest one that is still open. Writing is in events.ts.
import { sql } from 'kysely';
import type { EventType } from '../domain/event.ts';
import { idFloor, idTime } from '../domain/ids.ts';
import type { JsonObject } from '../domain/webhook.ts';
import type { DbOrTrx, Trx } from '../platform/db.ts';

/** A place between two events: everything up to it has been seen. Transaction ids are 64-bit, as text. */
export interface FeedPosition {
  xid: string;
  id: string;
  /** When it was handed out: events behind it are hardly older. */
  at: Date;
}

export interface FeedEvent {
  xid: string;
  id: string;
  type: EventType;
  conversationId: string;
  messageId: string | null;
  data: JsonObject;
}

export interface FeedPage {
  events: FeedEvent[];
  /** Where to go on. Behind the last event; with a page that is not full, at the end of what can be shown by now. */
  next: FeedPosition;
}

const lowestId = '00000000-0000-0000-0000-000000000000';
// An event's id is made when it is written, and its transaction ends within a minute. A day around that time covers clocks
// that differ, and keeps all but one or two partitions out of the search.
const slackMs = 24 * 3_600_000;

/** The end of what can be shown by now: every event after this moment lies behind it. */
export async function findFeedEnd(trx: Trx, now: Date): Promise<FeedPosition> {
  const { rows } = await sql<{ xid: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(trx);
  return { xid: rows[0]!.xid, id: lowestId, at: now };
}

/** Whether a position can have come from this database: it is not ahead of it. */
export async function isFeedPosition(trx: Trx, { xid }: FeedPosition): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select ${xid}::xid8 <= pg_snapshot_xmax(pg_current_snapshot()) as known`.execute(trx);
  return rows[0]!.known;
}

/** The tenant's events behind a position, in order. */
export async function listEvents(trx: Trx, after: FeedPosition, now: Date, limit: number): Promise<FeedPage> {
  // One statement, so that the end is that of the snapshot the events were read with.
  const { rows } = await sql<{ end: string } & ({ id: null } | FeedEvent)>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as "end", e.*
    from (select) once left join lateral (
      select id, xid::text, type, conversation_id as "conversationId", message_id as "messageId", data from events
      where (events.xid, id) > (${after.xid}::xid8, ${after.id}::uuid) and events.xid < pg_snapshot_xmin(pg_current_snapshot())
        and ${idsBetween(after.at, now)}
      order by events.xid, id limit ${limit}::integer) e on true`.execute(trx);
  const events = rows.flatMap((row) => (row.id === null ? [] : [row]));
  const full = events.length === limit ? events.at(-1) : undefined;
  return { events, next: full ? positionOf(full) : { xid: rows[0]!.end, id: lowestId, at: now } };
}

/** The place right behind an event. */
export function positionOf({ xid, id }: FeedEvent): FeedPosition {
  return { xid, id, at: idTime(id) };
}

function idsBetween(from: Date, to: Date) {
  const [low, high] = [from.getTime() - slackMs, to.getTime() + slackMs].map((ms) => idFloor(new Date(ms)));
  return sql`id >= ${low}::uuid and id < ${high}::uuid`;
}

export interface FeedNews {
  /** Tenants that have events from before `end`. */
  tenantIds: string[];
  /** Everything up to it was looked at. */
  end: string;
}

/** Which of the tenants have events that became visible since an earlier call's `end`. Crosses tenants, shows ids only. */
export async function findFeedNews(
  db: DbOrTrx,
  tenantIds: readonly string[],
  since: string,
  now: Date,
): Promise<FeedNews> {
  const { rows } = await sql<FeedNews>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as "end", array(
      select t.id from unnest(${[...tenantIds]}::uuid[]) t (id)
      where exists (select from events where events.tenant_id = t.id and events.xid >= ${since}::xid8
        and events.xid < pg_snapshot_xmin(pg_current_snapshot()) and ${idsBetween(now, now)})) as "tenantIds"`.execute(
    db,
  );
  return rows[0]!;
}
