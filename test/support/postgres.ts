// One embedded Postgres for a test run, with a migrated template that each test file clones in about 50 ms.
import pg from 'pg';
import { jobs } from '../../src/jobs/registry.ts';
import { startEmbeddedPostgres } from '../../src/platform/embedded.ts';
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
const shared = 'SWITCHBOARD_TEST_POSTGRES';
let starting: Promise<{ server: TestServer; stop: () => Promise<void> }> | undefined;
let count = 0;

/** Starts the server for the processes that this one is going to start. */
export async function shareTestServer(): Promise<void> {
  const server = await testServer();
  process.env[shared] = server.url(template);
}

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
  const started = process.env[shared];
  if (started !== undefined) return { server: serverAt(started), stop: () => Promise.resolve() };
  const scratch = await scratchDir('test');
  const postgres = await startEmbeddedPostgres(scratch.dir, { settings: ['max_connections=300'] });
  await migrate(postgres.url);
  await installQueues(postgres.url, jobs);
  const stop = async () => {
    await postgres.stop();
    await scratch.remove();
  };
  return { server: serverAt(postgres.url), stop };
}

function serverAt(anyUrl: string): TestServer {
  const url = (database: string) => anyUrl.replace(/\/[^/]+$/, `/${database}`);
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
