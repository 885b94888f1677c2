// What every role stands on: the database, the object store and the job queues. Opened in this order, stopped in the reverse.
import { jobs } from './jobs/registry.ts';
import { ConfigError, type Config } from './platform/config.ts';
import { openDatabase, type DatabaseHandle } from './platform/db.ts';
import { startEmbeddedPostgres } from './platform/embedded.ts';
import { claimDataDir, retractInstance, type InstanceInfo } from './platform/instance.ts';
import type { Logger } from './platform/log.ts';
import { migrate, requireMigrated } from './platform/migrate.ts';
import { openObjects } from './platform/objects-open.ts';
import type { ObjectStore } from './platform/objects.ts';
import { installQueues, queuesInstalled } from './platform/queue-install.ts';
import { openQueue } from './platform/queue-open.ts';
import type { Queue } from './platform/queue.ts';
import type { StopStack } from './platform/stop-stack.ts';

export interface Wanted {
  config: Config;
  roles: ReadonlySet<string>;
  log: Logger;
}

export async function openData({ config, log }: Wanted, stack: StopStack, info: InstanceInfo): Promise<DatabaseHandle> {
  let databaseUrl = config.databaseUrl;
  if (databaseUrl === undefined) {
    await claimDataDir(config.dataDir);
    stack.push('claim', () => retractInstance(config.dataDir));
    const postgres = await startEmbeddedPostgres(config.dataDir);
    stack.push('postgres', () => postgres.stop());
    databaseUrl = postgres.url;
    await migrate(databaseUrl);
    await installQueues(databaseUrl, jobs);
  } else {
    await requireMigrated(databaseUrl);
  }
  info.databaseUrl = databaseUrl;
  const onError = (err: Error) => log.warn({ err }, 'an idle database connection broke');
  const database = openDatabase({ url: databaseUrl, poolSize: config.databasePoolSize, onError });
  stack.push('database', () => database.close());
  return database;
}

/** Undefined where no role asked for needs it. A store that cannot be used now does not keep anyone from starting. */
export async function openStorage(
  { config, roles, log }: Wanted,
  stack: StopStack,
  info: InstanceInfo,
): Promise<ObjectStore | undefined> {
  const opened = await openObjects(config, (err) => log.error({ err }, 'the development storage is at fault'));
  if (opened) {
    stack.push('objects', () => opened.close());
    if (opened.isDevelopment) {
      info.objectsUrl = opened.url;
      log.info({ url: opened.url }, 'files are kept by the embedded storage, a development server');
    } else {
      opened.store.check().catch((err: unknown) => log.warn({ err }, 'the object store cannot be used yet'));
    }
    return opened.store;
  }
  if (!roles.has('worker') && !roles.has('api')) return undefined;
  throw new ConfigError(
    'S3_ENDPOINT is needed with DATABASE_URL: it is where the files of messages are kept. Set it to the address of any ' +
      'S3-compatible store, with S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY and S3_BUCKET.',
  );
}

export async function openJobs(
  { roles, log }: Wanted,
  stack: StopStack,
  { pool }: DatabaseHandle,
  info: InstanceInfo,
): Promise<Queue> {
  const queue = await openQueue({ url: info.databaseUrl!, pool, log, worker: roles.has('worker') });
  stack.push('queue', () => queue.stop());
  if (!(await queuesInstalled(queue, jobs)))
    throw new ConfigError('The database lacks job queues. Run: node src/main.ts migrate');
  return queue;
}
