// A database of its own for a test file: migrated, with its queues, and gone afterwards.
import type pg from 'pg';
import { openDatabase, type Database, type DatabaseHandle } from '../../src/platform/db.ts';
import { createLogger, type Logger } from '../../src/platform/log.ts';
import type { Queue } from '../../src/platform/queue.ts';
import { openQueue } from '../../src/platform/queue-open.ts';
import { testServer } from './postgres.ts';

export interface TestDatabase {
  url: string;
  db: Database;
  pool: pg.Pool;
  handle: DatabaseHandle;
  /** Inserts and works; listens for notifications. */
  queue: Queue;
  log: Logger;
  close(): Promise<void>;
}

export async function testDatabase(): Promise<TestDatabase> {
  const server = await testServer();
  const url = await server.createDatabase();
  const log = createLogger('silent');
  const handle = openDatabase({ url, poolSize: 10, onError: () => undefined });
  const queue = await openQueue({ url, pool: handle.pool, log, worker: true });
  const close = async () => {
    await queue.stopWork();
    await queue.stop();
    await handle.close();
    await server.dropDatabase(url);
  };
  return { url, db: handle.db, pool: handle.pool, handle, queue, log, close };
}
