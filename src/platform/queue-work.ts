// Batches of jobs at work, each in the transaction that pg-boss commits together with their completion.
import type { Db as BossDb, Job as BossJob, PgBoss } from 'pg-boss';
import type { JobName, JobPayloads } from '../domain/job.ts';
import { isTransient, isUnreachable, transactionOver, type Trx } from './db.ts';
import type { Logger } from './log.ts';
import { enqueue, JobRejected, queueSchema, type BatchHandler, type WorkOptions } from './queue.ts';

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
  const report = (err: unknown, count: number) => log.warn({ err, queue: name, jobs: count }, 'batch failed');
  await boss.work<JobPayloads[Name], void, typeof bossOptions>(
    name,
    bossOptions,
    async (jobs: BossJob<JobPayloads[Name]>[], tx: BossDb) => {
      const batch = new Batch(boss, name, tx, handler, report);
      await batch.run(jobs);
      commits.after(tx, () => {
        for (const [result, count] of batch.counts) options.onSettled?.(result, count);
        for (const work of batch.afterCommit) work();
      });
    },
  );
}

/**
 * A batch in the transaction that pg-boss commits together with its completion. Tried as one; when it fails for a reason
 * of its own, job by job, each behind a savepoint, so that only the poison one fails.
 */
class Batch<Name extends JobName> {
  readonly afterCommit: (() => void)[] = [];
  readonly counts = new Map<'completed' | 'failed' | 'dead', number>();
  readonly #boss: PgBoss;
  readonly #name: Name;
  readonly #tx: BossDb;
  readonly #trx: Trx;
  readonly #handler: BatchHandler<Name>;
  readonly #report: (error: unknown, count: number) => void;

  constructor(
    boss: PgBoss,
    name: Name,
    tx: BossDb,
    handler: BatchHandler<Name>,
    report: (error: unknown, count: number) => void,
  ) {
    this.#boss = boss;
    this.#name = name;
    this.#tx = tx;
    this.#handler = handler;
    this.#report = report;
    // The transaction's db hands text and values to pg, which takes a named query in place of the text as well.
    this.#trx = transactionOver((query) => tx.executeSql(query as unknown as string));
  }

  async run(jobs: BossJob<JobPayloads[Name]>[]): Promise<void> {
    try {
      await this.#attempt(jobs);
    } catch (error) {
      this.#report(error, jobs.length);
      // Nothing more can be done in this transaction: pg-boss rolls it back and the batch is retried as a whole.
      if (isUnreachable(error)) throw error;
      if (jobs.length > 1) for (const job of jobs) await this.run([job]);
      else await this.#fail(jobs[0]!, error);
    }
  }

  // Two workers may deadlock, or make the same row: the same batch succeeds a moment later.
  async #attempt(jobs: BossJob<JobPayloads[Name]>[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.#tx.executeSql('savepoint batch');
      try {
        const result = await this.#handler(jobs.map(toClaimed), this.#trx);
        if (result.next) await enqueue(this.#boss, this.#trx, result.next);
        if (result.afterCommit) this.afterCommit.push(result.afterCommit);
        this.#count('completed', jobs.length);
        return;
      } catch (error) {
        if (isUnreachable(error)) throw error;
        await this.#tx.executeSql('rollback to savepoint batch');
        if (attempt === 3 || !isTransient(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, attempt * 20 * (0.5 + Math.random())));
      }
    }
  }

  /** Fails one job within the transaction: it is retried later, or goes to the dead letters with its cause. */
  async #fail(job: BossJob<JobPayloads[Name]>, error: unknown): Promise<void> {
    if (error instanceof JobRejected) {
      // pg-boss has no call to dead-letter a job at once from a transaction; without retries left, failing does.
      await this.#tx.executeSql(`update ${queueSchema}.job set retry_limit = 0 where name = $1 and id = $2`, [
        this.#name,
        job.id,
      ]);
    }
    await this.#boss.fail(this.#name, job, describe(error), { db: this.#tx });
    this.#count(error instanceof JobRejected ? 'dead' : 'failed', 1);
  }

  #count(result: 'completed' | 'failed' | 'dead', by: number): void {
    this.counts.set(result, (this.counts.get(result) ?? 0) + by);
  }
}

function toClaimed<Data>({ id, data, retryCount }: BossJob<Data>) {
  return { id, data, attempt: retryCount };
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

/** The cause kept with a dead job: what broke, without values that may be personal. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { name: 'unknown' };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const cause = error.cause === undefined ? {} : { cause: describe(error.cause) };
  return { name: error.name, message: error.message, code, constraint, ...cause };
}
