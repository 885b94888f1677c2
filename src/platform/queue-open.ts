// Opens the queue for a role: inserting for all, working and listening for workers.
import type pg from 'pg';
import { PgBoss, type Db as BossDb } from 'pg-boss';
import type { JobName } from '../domain/job.ts';
import type { Logger } from './log.ts';
import { namedQuery } from './prepared.ts';
import { enqueue, queueSchema, type Queue } from './queue.ts';
import { observeCommits, work } from './queue-work.ts';

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
      const inserts = jobs.map(({ group, ...job }) => ({ ...job, ...(group && { group: { id: group } }) }));
      await boss.insert(name, inserts, { db: prepared });
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
    schema: queueSchema,
    application_name: 'switchboard-queue',
    max: worker ? 14 : 2,
    connectionTimeoutMillis: 3_000,
    migrate: false,
    createSchema: false,
    useListenNotify: worker,
    supervise: worker,
    schedule: worker,
    // A killed worker's jobs come back after expireInSeconds plus at most this.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    maintenanceIntervalSeconds: 30,
    ...guards,
  });
}

async function measure(pool: pg.Pool) {
  const { rows } = await pool.query<{ name: string; ready: number; oldestSeconds: number }>(`
    select q.name, count(j.id)::int as ready,
      coalesce(extract(epoch from now() - min(j.created_on) filter (where j.id is not null)), 0)::float8 as "oldestSeconds"
    from ${queueSchema}.queue q left join ${queueSchema}.job j
      on j.name = q.name and j.state < 'active' and j.start_after <= now()
    where not starts_with(q.name, '__') group by q.name`);
  return rows;
}

// Only inserts are prepared: a prepared fetch keeps the plan it made while the table was small, and collapses when a
// backlog forms.
function preparedOn(pool: pg.Pool): BossDb {
  return { executeSql: (text, values) => pool.query(namedQuery(text, values ?? [])) };
}
