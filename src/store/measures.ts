// Numbers read from the database for the metrics.
import { sql } from 'kysely';
import type { Database } from '../platform/db.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Queue } from '../platform/queue.ts';

/** Refreshes the gauges of queues and of the oldest open transaction. */
export async function measureDatabase(db: Database, queue: Queue, metrics: Metrics): Promise<void> {
  for (const { name, ready, oldestSeconds } of await queue.measure()) {
    metrics.queueDepth.set({ queue: name }, ready);
    metrics.queueAge.set({ queue: name }, oldestSeconds);
  }
  const { rows } = await sql<{ seconds: number }>`
    select coalesce(extract(epoch from max(now() - xact_start)), 0)::float8 as seconds from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(db);
  metrics.oldestTransaction.set(rows[0]?.seconds ?? 0);
}
