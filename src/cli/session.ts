// The database behind a command: that of DATABASE_URL, or that of the instance running here.
import path from 'node:path';
import { ConfigError, loadConfig, type Config } from '../platform/config.ts';
import { openDatabase, type DatabaseHandle } from '../platform/db.ts';
import { findInstance, type InstanceInfo } from '../platform/instance.ts';
import { createLogger } from '../platform/log.ts';
import { requireMigrated } from '../platform/migrate.ts';
import type { Queue } from '../platform/queue.ts';
import { openQueue } from '../platform/queue-open.ts';
import { createSecretBox, masterKeyOf, type SecretBox } from '../platform/secrets.ts';
import type { Terminal } from './terminal.ts';

export interface Session extends DatabaseHandle {
  config: Config;
  databaseUrl: string;
}

/** Runs a command on the database and closes it. Throws ConfigError when there is none. */
export async function withSession<T>({ env }: Terminal, work: (session: Session) => Promise<T>): Promise<T> {
  const config = loadConfig(env);
  const databaseUrl = await databaseOf(config);
  await requireMigrated(databaseUrl);
  const handle = openDatabase({ url: databaseUrl, poolSize: 4, onError: () => undefined });
  try {
    return await work({ ...handle, config, databaseUrl });
  } finally {
    await handle.close();
  }
}

/** Throws ConfigError when neither is there. */
export async function databaseOf(config: Config): Promise<string> {
  return config.databaseUrl ?? urlOf(config, await findInstance(config.dataDir));
}

function urlOf({ dataDir }: Config, instance: InstanceInfo | undefined): string {
  const place = path.resolve(dataDir);
  if (!instance) {
    throw new ConfigError(
      `No Switchboard runs on ${place}, and DATABASE_URL is not set. Run npm start first, or set DATABASE_URL.`,
    );
  }
  if (instance.databaseUrl === undefined)
    throw new ConfigError(`The Switchboard on ${place} is still starting. Try again in a moment.`);
  return instance.databaseUrl;
}

/** What opens the channels' secrets. Throws ConfigError when the key is not known. */
export async function secretBox(config: Config): Promise<SecretBox> {
  return createSecretBox(await masterKeyOf(config));
}

/** For enqueueing and redriving; works no jobs. */
export async function withQueue<T>({ databaseUrl, pool }: Session, work: (queue: Queue) => Promise<T>): Promise<T> {
  const queue = await openQueue({ url: databaseUrl, pool, log: createLogger('silent'), worker: false });
  try {
    return await work(queue);
  } finally {
    await queue.stop();
  }
}
