// One batch of jobs: tried as one; when it fails for a reason of its own, job by job, each behind a savepoint, so that only
// the poison one fails.
import type { Db as BossDb, Job as BossJob, PgBoss } from 'pg-boss';
import type { JobName, JobPayloads } from '../domain/job.ts';
import { isTransient, isUnreachable, transactionOver, type Trx } from './db.ts';
import type { Logger } from './log.ts';
import { enqueue, JobRejected, queueSchema, type BatchHandler } from './queue.ts';
import { earlierJobs } from './queue-order.ts';

export interface Work<Name extends JobName> {
  boss: PgBoss;
  log: Logger;
  name: Name;
  ordered: boolean;
  handler: BatchHandler<Name>;
}

type Job<Name extends JobName> = BossJob<JobPayloads[Name]>;

/** In the transaction that pg-boss commits together with its completion. */
export class Batch<Name extends JobName> {
  readonly afterCommit: (() => void)[] = [];
  readonly counts = new Map<'completed' | 'failed' | 'dead', number>();
  readonly #work: Work<Name>;
  readonly #tx: BossDb;
  readonly #trx: Trx;

  constructor(work: Work<Name>, tx: BossDb) {
    this.#work = work;
    this.#tx = tx;
    // The transaction's db hands text and values to pg, which takes a named query in place of the text as well.
    this.#trx = transactionOver((query) => tx.executeSql(query as unknown as string));
  }

  async run(jobs: Job<Name>[]): Promise<void> {
    const { name, ordered } = this.#work;
    const earlier = ordered ? await earlierJobs(this.#tx, name, jobs) : [];
    let failure = await this.#failureOf([...earlier, ...jobs]);
    if (failure && earlier.length > 0) {
      // What fails of these is its own attempt's to fail.
      for (const job of earlier) await this.#failureOf([job]);
      failure = await this.#failureOf(jobs);
    }
    if (!failure) return this.#count('completed', jobs.length);
    if (jobs.length === 1) return this.#fail(jobs[0]!, failure.cause);
    for (const job of jobs) {
      const alone = await this.#failureOf([job]);
      if (alone) await this.#fail(job, alone.cause);
      else this.#count('completed', 1);
    }
  }

  /** Undefined: they are handled. Otherwise the transaction is as it was before. */
  async #failureOf(jobs: Job<Name>[]): Promise<{ cause: unknown } | undefined> {
    try {
      await this.#attempt(jobs);
      return undefined;
    } catch (error) {
      const { log, name } = this.#work;
      log.warn({ err: error, queue: name, jobs: jobs.length }, 'batch failed');
      // Nothing more can be done in this transaction: pg-boss rolls it back and the batch is retried as a whole.
      if (isUnreachable(error)) throw error;
      return { cause: error };
    }
  }

  // Two workers may deadlock, or make the same row: the same batch succeeds a moment later.
  async #attempt(jobs: Job<Name>[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.#tx.executeSql('savepoint batch');
      try {
        const result = await this.#work.handler(jobs.map(toClaimed), this.#trx);
        if (result.next) await enqueue(this.#work.boss, this.#trx, result.next);
        if (result.afterCommit) this.afterCommit.push(result.afterCommit);
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
  async #fail(job: Job<Name>, error: unknown): Promise<void> {
    const { boss, name } = this.#work;
    const rejected = error instanceof JobRejected;
    // pg-boss has no call to dead-letter a job at once from a transaction; without retries left, failing does. And what
    // failed for a reason of its own leaves its group, so that those behind it do not try it again each time.
    if (!isTransient(error)) {
      await this.#tx.executeSql(
        `update ${queueSchema}.job set group_id = null, retry_limit = case when $3 then 0 else retry_limit end
        where name = $1 and id = $2`,
        [name, job.id, rejected],
      );
    }
    await boss.fail(name, job, describe(error), { db: this.#tx });
    this.#count(rejected ? 'dead' : 'failed', 1);
  }

  #count(result: 'completed' | 'failed' | 'dead', by: number): void {
    this.counts.set(result, (this.counts.get(result) ?? 0) + by);
  }
}

function toClaimed<Data>({ id, data, retryCount }: BossJob<Data>) {
  return { id, data, attempt: retryCount };
}

/** The cause kept with a dead job: what broke, without values that may be personal. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { name: 'unknown' };
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  const cause = error.cause === undefined ? {} : { cause: describe(error.cause) };
  return { name: error.name, message: error.message, code, constraint, ...cause };
}
