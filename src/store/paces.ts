// How fast each number sends, shared by all workers. The rows are locked after the conversations, and for a few
// milliseconds only: everybody who sends over the channel waits for them.
import { sql, type RawBuilder } from 'kysely';
import { cutRate, type Pace, type PaceLimit } from '../domain/pace.ts';
import type { DbOrTrx, Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

/** Takes the row locks, in order of id, and returns the paces by channel. Made for channels that have none yet. */
export async function lockPaces(trx: Trx, channelIds: readonly string[]): Promise<Map<string, Pace>> {
  const wanted = [...new Set(channelIds)];
  const paces = await lockKnown(trx, wanted);
  if (paces.size === wanted.length) return paces;
  await sql`insert into channel_paces (channel_id) select unnest(${wanted}::uuid[]) order by 1 on conflict do nothing`.execute(
    trx,
  );
  return lockKnown(trx, wanted);
}

interface PaceRow extends Pace {
  channelId: string;
}

// The clock is Postgres': those of the workers' machines differ. It is read once the locks are there.
async function lockKnown(trx: Trx, channelIds: readonly string[]): Promise<Map<string, Pace>> {
  const { rows } = await sql<PaceRow>`
    with locked as materialized (
      select * from channel_paces where channel_id = any(${[...channelIds]}::uuid[]) order by channel_id for no key update)
    select channel_id as "channelId", ${ms('clock_timestamp()')} as now, ${ms('next_at')} as "nextAt",
      ${ms('replies_due_at')} as "repliesDueAt", ${ms('bulk_due_at')} as "bulkDueAt", ${ms('slowed_at')} as "slowedAt",
      slowed_to as "slowedTo"
    from locked`.execute(trx);
  return new Map(rows.map(({ channelId, ...pace }) => [channelId, pace]));
}

/** Writes back what was locked. */
export async function savePaces(trx: Trx, paces: ReadonlyMap<string, Pace>): Promise<void> {
  if (paces.size > 0) await paceUpdate(paces).execute(trx);
}

/** The same, to be part of a larger statement. */
export function paceUpdate(paces: ReadonlyMap<string, Pace>): RawBuilder<unknown> {
  const rows = [...paces].map(([channelId, pace]) => ({
    channel_id: channelId,
    next_at: toTime(pace.nextAt),
    replies_due_at: toTime(pace.repliesDueAt),
    bulk_due_at: toTime(pace.bulkDueAt),
  }));
  const columns = 'channel_id uuid, next_at timestamptz, replies_due_at timestamptz, bulk_due_at timestamptz';
  return sql`update channel_paces p set next_at = r.next_at, replies_due_at = r.replies_due_at, bulk_due_at = r.bulk_due_at
    from ${recordset(rows, columns)} where p.channel_id = r.channel_id`;
}

export interface Slowdown {
  channelId: string;
  limit: PaceLimit;
  /** How long nothing is sent at all. */
  standstillMs: number;
}

// Messages that were on their way together are refused together: that is one "too fast", not many.
const sameRefusalMs = 2_000;

/** The provider said "too fast": cuts the rates, and lets nothing go for a while. One entry for each channel. */
export async function slowPaces(trx: Trx, slowdowns: readonly Slowdown[]): Promise<void> {
  if (slowdowns.length === 0) return;
  const paces = await lockPaces(
    trx,
    slowdowns.map(({ channelId }) => channelId),
  );
  const rows = slowdowns.map(({ channelId, limit, standstillMs }) => {
    const pace = paces.get(channelId)!;
    const isNew = pace.slowedAt === null || pace.now - pace.slowedAt >= sameRefusalMs;
    return {
      channel_id: channelId,
      next_at: toTime(Math.max(pace.nextAt, pace.now + standstillMs)),
      slowed_at: toTime(isNew ? pace.now : pace.slowedAt!),
      slowed_to: isNew ? cutRate(limit, pace) : pace.slowedTo,
    };
  });
  await sql`update channel_paces p set next_at = r.next_at, slowed_at = r.slowed_at, slowed_to = r.slowed_to
    from ${recordset(rows, 'channel_id uuid, next_at timestamptz, slowed_at timestamptz, slowed_to real')}
    where p.channel_id = r.channel_id`.execute(trx);
}

/** Every pace there is, by channel. */
export async function listPaces(db: DbOrTrx): Promise<Map<string, Pace>> {
  const { rows } = await sql<PaceRow>`
    select channel_id as "channelId", ${ms('clock_timestamp()')} as now, ${ms('next_at')} as "nextAt",
      ${ms('replies_due_at')} as "repliesDueAt", ${ms('bulk_due_at')} as "bulkDueAt", ${ms('slowed_at')} as "slowedAt",
      slowed_to as "slowedTo"
    from channel_paces`.execute(db);
  return new Map(rows.map(({ channelId, ...pace }) => [channelId, pace]));
}

function ms(expression: string): RawBuilder<number> {
  return sql<number>`(extract(epoch from ${sql.raw(expression)}) * 1000)::float8`;
}

function toTime(msSinceEpoch: number): Date {
  return new Date(Math.round(msSinceEpoch));
}
