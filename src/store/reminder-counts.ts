// How many reminders there are, for the gauges.
import { sql } from 'kysely';
import type { DbOrTrx } from '../platform/db.ts';

const most = 10_000;

export interface ReminderCounts {
  /** Due and not yet handled; 10,000 are the most that are counted. */
  due: number;
  /** Scheduled, due or not. Exact to 10,000; beyond, what Postgres last estimated. */
  waiting: number;
}

/** Costs the same however many are waiting. */
export async function countReminders(db: DbOrTrx, now: Date): Promise<ReminderCounts> {
  const { rows } = await sql<ReminderCounts & { estimate: number }>`
    select
      (select count(*)::integer from (
        select from reminders where state = 'scheduled' and next_at <= ${now} order by next_at limit ${sql.lit(most)}) d) as due,
      (select count(*)::integer from (
        select from reminders where state = 'scheduled' order by next_at limit ${sql.lit(most)}) w) as waiting,
      (select reltuples::float8 from pg_class where oid = 'reminders_due_idx'::regclass) as estimate`.execute(db);
  const { due, waiting, estimate } = rows[0]!;
  return { due, waiting: waiting < most ? waiting : Math.max(waiting, estimate) };
}
