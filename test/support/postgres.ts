// One embedded Postgres for a test run, with a migrated template that each test file clones in about 50 ms.
import pg from 'pg';
import { jobs } from '../../src/jobs/registry.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/embedded.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { installQueues } from '../../src/platform/queue-install.ts';
import { scratchDir } from './scratch.ts';

export interface TestServer {
  /** URL of a database on it. */
  url(database: string): string;
  /** Makes an empty clone of the template and returns its URL. */
  createDatabase(): Promise<string>;
  dropDatabase(url: string): Promise<void>;
}

const template = 'switchboard';
let starting: Promise<{ server: TestServer; stop: () => Promise<void> }> | undefined;
let count = 0;

export async function testServer(): Promise<TestServer> {
  starting ??= start();
  return (await starting).server;
}

export async function stopTestServer(): Promise<void> {
  const running = await starting;
  starting = undefined;
  await running?.stop();
}

async function start() {
  const scratch = await scratchDir('test');
  const postgres = await startEmbeddedPostgres(scratch.dir, { settings: ['max_connections=300'] });
  await migrate(postgres.url);
  await installQueues(postgres.url, jobs);
  const stop = async () => {
    await postgres.stop();
    await scratch.remove();
  };
  return { server: serverOf(postgres), stop };
}

function serverOf(postgres: EmbeddedPostgres): TestServer {
  const url = (database: string) => postgres.url.replace(/\/[^/]+$/, `/${database}`);
  return {
    url,
    createDatabase: async () => {
      count += 1;
      const name = `test_${process.pid}_${count}`;
      await admin(url('postgres'), `create database ${name} template ${template}`);
      return url(name);
    },
    dropDatabase: async (database) => {
      await admin(url('postgres'), `drop database if exists ${new URL(database).pathname.slice(1)} with (force)`);
    },
  };
}

async function admin(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
