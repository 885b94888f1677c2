// The only place that knows pg-boss: queues, enqueueing (in the caller's transaction), and batches in one transaction
// with their completion. Settings follow from measurements in the project's notes on pg-boss 12.35 (2 cores).
import type pg from 'pg';
import { fromKysely, PgBoss, type Db as BossDb, type Job as BossJob, type JobInsert } from 'pg-boss';
import { deadLetterQueue, type JobName, type JobPayloads, type NextJob } from '../domain/job.ts';
import { isTransient, isUnreachable, transactionOver, type Trx } from './db.ts';
import type { Logger } from './log.ts';
import { namedQuery } from './prepared.ts';

export interface QueueSettings {
  /** Attempts beyond the first before a job goes to the dead letters. A lost claim counts as one. */
  retryLimit: number;
  /** Seconds a claimed job may take before another worker may have it: also how long a killed worker's jobs wait. */
  expireInSeconds: number;
  /** Its own table: for the queues every message passes. */
  busy?: boolean;
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

export interface WorkOptions {
  batchSize: number;
  onSettled?: (result: 'completed' | 'failed' | 'dead', count: number) => void;
}

/** Thrown by a handler: this job will never succeed, so it goes to the dead letters at once, with this as its cause. */
export class JobRejected extends Error {
  override name = 'JobRejected';
}

const schema = 'pgboss';
// Lasting de-duplication is the unique keys' work. Completed jobs are kept only so long that an immediate redelivery is
// stopped at the insert, and the tables stay small at thousands of jobs a second.
const keepCompletedSeconds = 60;
const keepDeadSeconds = 90 * 24 * 3600;

export interface Queue {
  boss: PgBoss;
  /** Enqueues in the caller's transaction. */
  enqueue(trx: Trx, jobs: readonly NextJob[]): Promise<void>;
  /** Durable once it resolves. Jobs whose id is there already are skipped. One prepared statement for each queue. */
  insert<Name extends JobName>(name: Name, jobs: { id: string; data: JobPayloads[Name] }[]): Promise<void>;
  work<Name extends JobName>(name: Name, options: WorkOptions, handler: BatchHandler<Name>): Promise<void>;
  /** How many jobs are ready in each queue, and how long the oldest of them has waited. */
  measure(): Promise<{ name: string; ready: number; oldestSeconds: number }[]>;
  /** Stops fetching and waits for the batches in hand. Enqueueing still works. */
  stopWork(): Promise<void>;
  stop(): Promise<void>;
}

export interface QueueOptions {
  url: string;
  pool: pg.Pool;
  log: Logger;
  /** Workers listen for notifications and supervise; receivers and apis only insert. */
  worker: boolean;
}

export async function openQueue({ url, pool, log, worker }: QueueOptions): Promise<Queue> {
  const boss = newBoss(url, worker);
  // Without a listener an `error` event ends the process. pg-boss reconnects by itself.
  boss.on('error', (err) => log.error({ err }, 'queue error'));
  boss.on('warning', (warning) => log.warn({ warning: warning.message }, 'queue warning'));
  await boss.start();
  const commits = observeCommits(boss);
  const prepared = preparedOn(pool);
  const working: JobName[] = [];
  return {
    boss,
    enqueue: (trx, jobs) => enqueue(boss, trx, jobs),
    insert: async (name, jobs) => {
      await boss.insert(name, jobs, { db: prepared });
    },
    work: async (name, options, handler) => {
      await work(boss, log, commits, name, options, handler);
      working.push(name);
    },
    measure: () => measure(pool),
    stopWork: async () => {
      await Promise.all(working.map((name) => boss.offWork(name, { wait: true })));
    },
    stop: () => boss.stop({ graceful: true, timeout: 20_000 }),
  };
}

function newBoss(url: string, worker: boolean): PgBoss {
  const guards = { query_timeout: 15_000, statement_timeout: 15_000, keepAlive: true };
  return new PgBoss({
    connectionString: url,
    schema,
    application_name: 'switchboard-queue',
    max: worker ? 14 : 2,
    connectionTimeoutMillis: 3_000,
    migrate: false,
    createSchema: false,
    useListenNotify: worker,
    supervise: worker,
    schedule: worker,
    // A killed worker's jobs come back after expireInSeconds plus at most this.
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    maintenanceIntervalSeconds: 30,
    ...guards,
  });
}

/** Installs pg-boss's schema and the queues, and lets the api's role enqueue sends. Idempotent; part of `migrate`. */
export async function installQueues(url: string, definitions: QueueDefinitions): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema, max: 2, supervise: false, schedule: false });
  boss.on('error', () => undefined); // The statement that failed rejects as well.
  await boss.start();
  try {
    await boss.createQueue(deadLetterQueue, { retentionSeconds: keepDeadSeconds });
    for (const [name, settings] of Object.entries(definitions)) await installQueue(boss, name, settings);
    const { table } = (await boss.getQueue('outbound' satisfies JobName))!;
    await boss.getDb().executeSql(`
      grant usage on schema ${schema} to switchboard_api;
      grant select on ${schema}.queue to switchboard_api;
      grant insert, select (id, start_after) on ${schema}.${table} to switchboard_api`);
  } finally {
    await boss.stop({ graceful: false });
  }
}

async function installQueue(boss: PgBoss, name: string, settings: QueueSettings): Promise<void> {
  const options = {
    retryLimit: settings.retryLimit,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: settings.expireInSeconds,
    deleteAfterSeconds: keepCompletedSeconds,
    deadLetter: deadLetterQueue,
    notify: true,
  };
  if (await boss.getQueue(name)) await boss.updateQueue(name, options);
  else await boss.createQueue(name, { ...options, partition: settings.busy ?? false });
}

/** Whether installQueues has run on this database with at least these queues. */
export async function queuesInstalled(queue: Queue, definitions: QueueDefinitions): Promise<boolean> {
  const there = new Set((await queue.boss.getQueues()).map((each) => each.name));
  return Object.keys(definitions).every((name) => there.has(name));
}

async function enqueue(boss: PgBoss, trx: Trx, jobs: readonly NextJob[]): Promise<void> {
  const byQueue = Map.groupBy(jobs, (job) => job.queue);
  for (const [name, group] of byQueue) {
    const inserts = group.map(({ data, id, startAt }): JobInsert => ({
      data,
      ...(id ? { id } : {}),
      ...(startAt ? { startAfter: startAt.toISOString() } : {}),
    }));
    await boss.insert(name, inserts, { db: fromKysely(trx) });
  }
}

async function measure(pool: pg.Pool) {
  const { rows } = await pool.query<{ name: string; ready: number; oldestSeconds: number }>(`
    select q.name, count(j.id)::int as ready,
      coalesce(extract(epoch from now() - min(j.created_on) filter (where j.id is not null)), 0)::float8 as "oldestSeconds"
    from ${schema}.queue q left join ${schema}.job j
      on j.name = q.name and j.state < 'active' and j.start_after <= now()
    where not starts_with(q.name, '__') group by q.name`);
  return rows;
}

// Only inserts are prepared: a prepared fetch keeps the plan it made while the table was small, and collapses when a
// backlog forms.
function preparedOn(pool: pg.Pool): BossDb {
  return { executeSql: (text, values) => pool.query(namedQuery(text, values ?? [])) };
}

// One worker with a large batch for each queue and process: it groups commits by itself, and more of them only add to the
// herd that a notification wakes. Retries and deferred jobs send no notification, hence the short fallback poll.
async function work<Name extends JobName>(
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
      await this.#tx.executeSql(`update ${schema}.job set retry_limit = 0 where name = $1 and id = $2`, [
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
interface Commits {
  after(tx: BossDb, work: () => void): void;
}

// pg-boss commits after the handler has returned and offers no hook, so the one place where it begins transactions, its
// documented `beginTransaction`, is wrapped.
function observeCommits(boss: PgBoss): Commits {
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
