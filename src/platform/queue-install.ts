// Installs the queues: part of bringing a database up to date.
import { PgBoss } from 'pg-boss';
import { deadLetterQueue, type JobName } from '../domain/job.ts';
import { installOrder } from './queue-order.ts';
import { queueSchema, type Queue, type QueueDefinitions, type QueueSettings } from './queue.ts';

// Lasting de-duplication is the unique keys' work. Completed jobs are kept only so long that an immediate redelivery is
// stopped at the insert, and the tables stay small at thousands of jobs a second.
const keepCompletedSeconds = 60;
// What the api feeds. Each has a table of its own: the api may write to these and to no other.
const apiQueues: ReadonlySet<string> = new Set<JobName>(['outbound', 'media', 'templates', 'read-marks']);
const keepDeadSeconds = 90 * 24 * 3600;

/** Installs pg-boss's schema and the queues, and lets the api's role feed its own. Idempotent; part of `migrate`. */
export async function installQueues(url: string, definitions: QueueDefinitions): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema: queueSchema, max: 2, supervise: false, schedule: false });
  boss.on('error', () => undefined); // The statement that failed rejects as well.
  await boss.start();
  try {
    await boss.createQueue(deadLetterQueue, { retentionSeconds: keepDeadSeconds });
    for (const [name, settings] of Object.entries(definitions)) {
      await installQueue(boss, name, settings);
      if (settings.ordered) await installOrder(boss, name);
    }
    const tables = (await boss.getQueues([...apiQueues])).map(({ table }) => `${queueSchema}.${table}`);
    await boss.getDb().executeSql(`
      grant usage on schema ${queueSchema} to switchboard_api;
      grant select on ${queueSchema}.queue to switchboard_api;
      grant insert, select (id, start_after) on ${tables.join(', ')} to switchboard_api`);
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
  else await boss.createQueue(name, { ...options, partition: settings.busy || apiQueues.has(name) });
}

/** Whether installQueues has run on this database with at least these queues. */
export async function queuesInstalled(queue: Queue, definitions: QueueDefinitions): Promise<boolean> {
  const there = new Set((await queue.boss.getQueues()).map((each) => each.name));
  return Object.keys(definitions).every((name) => there.has(name));
}
