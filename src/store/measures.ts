// Numbers read from the database for the metrics.
import type { Database } from '../platform/db.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Queue } from '../platform/queue.ts';
import { readServerFacts } from './diagnosis.ts';

/** Refreshes the gauges of queues and of the oldest open transaction. */
export async function measureDatabase(db: Database, queue: Queue, metrics: Metrics): Promise<void> {
  for (const { name, ready, oldestSeconds } of await queue.measure()) {
    metrics.queueDepth.set({ queue: name }, ready);
    metrics.queueAge.set({ queue: name }, oldestSeconds);
  }
  const { oldestTransactionSeconds } = await readServerFacts(db);
  metrics.oldestTransaction.set(oldestTransactionSeconds);
}
