// The only place that knows pg-boss: queues, enqueueing (in the caller's transaction), and batches in one transaction
// with their completion. Settings follow from measurements in the project's notes on pg-boss 12.35 (2 cores).
import { fromKysely, type JobInsert, type PgBoss } from 'pg-boss';
import type { JobName, JobPayloads, NextJob } from '../domain/job.ts';
import type { Trx } from './db.ts';

export interface QueueSettings {
  /** Attempts beyond the first before a job goes to the dead letters. A lost claim counts as one. */
  retryLimit: number;
  /** Seconds a claimed job may take before another worker may have it: also how long a killed worker's jobs wait. */
  expireInSeconds: number;
  /** Its own table: for the queues every message passes. */
  busy?: boolean;
  /**
   * Jobs of one group take effect in the order of their data's `id`, a UUIDv7, also when a worker dies over some of them:
   * a batch brings along what is older in its groups and not finished. A job may then be handled by two workers, the same
   * as at any retry: whatever comes second must find nothing left to do. Older poison is left to its own job.
   */
  ordered?: boolean;
}

export type QueueDefinitions = { readonly [Name in JobName]: QueueSettings };

export interface Claimed<Name extends JobName> {
  id: string;
  data: JobPayloads[Name];
  /** 0 for the first. */
  attempt: number;
}

/** What a handler hands back: jobs to enqueue in the same transaction, and what to do once it has committed. */
export interface BatchResult {
  next?: NextJob[];
  afterCommit?: () => void;
}

/** Writes a batch set-based. Called again with single jobs when the batch as a whole fails. */
export type BatchHandler<Name extends JobName> = (jobs: Claimed<Name>[], trx: Trx) => Promise<BatchResult>;

export interface NewJob<Data> {
  id: string;
  data: Data;
  /** What it is in order with, in a queue that is `ordered`. */
  group?: string;
}

export interface WorkOptions extends Pick<QueueSettings, 'ordered'> {
  batchSize: number;
  onSettled?: (result: 'completed' | 'failed' | 'dead', count: number) => void;
}

/** Thrown by a handler: this job will never succeed, so it goes to the dead letters at once, with this as its cause. */
export class JobRejected extends Error {
  override name = 'JobRejected';
}

export const queueSchema = 'pgboss';
export interface Queue {
  boss: PgBoss;
  /** Enqueues in the caller's transaction. */
  enqueue(trx: Trx, jobs: readonly NextJob[]): Promise<void>;
  /** Durable once it resolves. Jobs whose id is there already are skipped. One prepared statement for each queue. */
  insert<Name extends JobName>(name: Name, jobs: NewJob<JobPayloads[Name]>[]): Promise<void>;
  work<Name extends JobName>(name: Name, options: WorkOptions, handler: BatchHandler<Name>): Promise<void>;
  /** How many jobs are ready in each queue, and how long the oldest of them has waited. */
  measure(): Promise<{ name: string; ready: number; oldestSeconds: number }[]>;
  /** Stops fetching and waits for the batches in hand. Enqueueing still works. */
  stopWork(): Promise<void>;
  stop(): Promise<void>;
}

export async function enqueue(boss: PgBoss, trx: Trx, jobs: readonly NextJob[]): Promise<void> {
  const byQueue = Map.groupBy(jobs, (job) => job.queue);
  for (const [name, group] of byQueue) {
    const inserts = group.map(({ data, id, startAt, priority }): JobInsert => ({
      data,
      ...(priority ? { priority } : {}),
      ...(id ? { id } : {}),
      ...(startAt ? { startAfter: startAt.toISOString() } : {}),
    }));
    await boss.insert(name, inserts, { db: fromKysely(trx) });
  }
}
