// Workers: batches fetched and handled, each in the transaction that pg-boss commits together with their completion.
import type { Db as BossDb, Job as BossJob, PgBoss } from 'pg-boss';
import type { JobName, JobPayloads } from '../domain/job.ts';
import type { Logger } from './log.ts';
import type { BatchHandler, WorkOptions } from './queue.ts';
import { Batch } from './queue-batch.ts';

// One worker with a large batch for each queue and process: it groups commits by itself, and more of them only add to the
// herd that a notification wakes. Retries and deferred jobs send no notification, hence the short fallback poll.
export async function work<Name extends JobName>(
  boss: PgBoss,
  log: Logger,
  commits: Commits,
  name: Name,
  options: WorkOptions,
  handler: BatchHandler<Name>,
): Promise<void> {
  const polling = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 1, burstWhenBatchFull: true };
  const transaction = { transactional: true, transactionTimeoutSeconds: 0 } as const;
  const bossOptions = { ...polling, ...transaction, batchSize: options.batchSize };
  await boss.work<JobPayloads[Name], void, typeof bossOptions>(
    name,
    bossOptions,
    async (jobs: BossJob<JobPayloads[Name]>[], tx: BossDb) => {
      const batch = new Batch({ boss, log, name, ordered: options.ordered ?? false, handler }, tx);
      await batch.run(jobs);
      commits.after(tx, () => {
        for (const [result, count] of batch.counts) options.onSettled?.(result, count);
        for (const work of batch.afterCommit) work();
      });
    },
  );
}

/** Runs work once a transaction of a worker has committed. */
export interface Commits {
  after(tx: BossDb, work: () => void): void;
}

// pg-boss commits after the handler has returned and offers no hook, so the one place where it begins transactions, its
// documented `beginTransaction`, is wrapped.
export function observeCommits(boss: PgBoss): Commits {
  const waiting = new WeakMap<BossDb, () => void>();
  const db = boss.getDb();
  const begin = db.beginTransaction?.bind(db);
  if (!begin) throw new Error('pg-boss cannot begin transactions on this database');
  db.beginTransaction = async () => {
    const transaction = await begin();
    const commit = async () => {
      await transaction.commit();
      waiting.get(transaction.db)?.();
    };
    return { ...transaction, commit };
  };
  return { after: (tx, work) => void waiting.set(tx, work) };
}
