// The platform as it runs for real, one process a role, on an embedded Postgres; the sandbox and the load in this process.
import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { Agent, request } from 'undici';
import { jobs } from '../../src/jobs/registry.ts';
import { loadConfig } from '../../src/platform/config.ts';
import { openDatabase, type DatabaseHandle } from '../../src/platform/db.ts';
import { startEmbeddedPostgres } from '../../src/platform/embedded.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { installQueues } from '../../src/platform/queue.ts';
import { createSecretBox } from '../../src/platform/secrets.ts';
import { provisionDemo } from '../../src/provision.ts';
import { demoAccounts, demoMeta } from '../../src/sandbox/demo.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { scratchDir } from '../support/scratch.ts';
import { until } from '../support/until.ts';

export interface Rig {
  sandbox: Sandbox;
  database: DatabaseHandle;
  receiverUrl: string;
  apiKey: string;
  /** Process ids by name: receiver, worker, postgres. */
  pids: { [name: string]: number };
  stop(): Promise<void>;
}

const masterKey = 'cd'.repeat(32);

export async function startRig(
  processes: readonly string[],
  sandboxOptions: Omit<SandboxOptions, 'meta' | 'twilio'>,
): Promise<Rig> {
  const scratch = await scratchDir('bench');
  const profiled = ['shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.track_planning=on'];
  const postgres = await startEmbeddedPostgres(scratch.dir, process.env['BENCH_PROFILE'] ? profiled : []);
  await migrate(postgres.url);
  await installQueues(postgres.url, jobs);
  if (process.env['BENCH_PROFILE']) await onDatabase(postgres.url, 'create extension pg_stat_statements');
  const port = await freePort();
  const receiverUrl = `http://127.0.0.1:${port}`;
  const sandbox = await startSandbox({
    enforceWindow: false,
    record: false,
    ...demoAccounts(receiverUrl),
    ...sandboxOptions,
  });
  const env = {
    DATABASE_URL: postgres.url,
    SANDBOX: 'false',
    SWITCHBOARD_DATA_DIR: scratch.dir,
    SWITCHBOARD_MASTER_KEY: masterKey,
    PUBLIC_URL: receiverUrl,
    PORT: String(port),
    METRICS_PORT: '0',
    GRPC_PORT: String(await freePort()),
    LOG_LEVEL: process.env['BENCH_LOG_LEVEL'] ?? 'info',
  };
  const database = openDatabase({ url: postgres.url, poolSize: 4, onError: () => undefined });
  const apiKey = await provisionDemo(database.db, createSecretBox(masterKey), loadConfig(env), sandbox);
  const children = processes.map((roles) => ({ roles, child: startRole(roles, env) }));
  await until('the receiver is ready', () => isReady(`${receiverUrl}/readyz`));
  const pids = {
    ...Object.fromEntries(children.map(({ roles, child }) => [roles, child.pid!])),
    postgres: await postmaster(scratch.dir),
  };
  const stop = async () => {
    await Promise.all(children.map(({ child }) => ended(child)));
    await sandbox.close();
    await database.close();
    await postgres.stop();
    await scratch.remove();
  };
  return { sandbox, database, receiverUrl, apiKey, pids, stop };
}

async function onDatabase(url: string, statement: string): Promise<void> {
  const handle = openDatabase({ url, poolSize: 4, onError: () => undefined });
  await handle.pool.query(statement).finally(() => handle.close());
}

function startRole(roles: string, env: NodeJS.ProcessEnv): ChildProcess {
  const main = path.join(import.meta.dirname, '../../src/main.ts');
  const flags = process.env['BENCH_NODE_FLAGS']?.split(' ') ?? [];
  const child = spawn(process.execPath, [...flags, main, 'start', '--roles', roles], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return child;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

async function isReady(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

async function postmaster(dir: string): Promise<number> {
  return Number((await readFile(path.join(dir, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

let sequence = 0;

/** A signed Meta webhook with one text message. */
export function metaWebhook(from: string, text: string): { body: string; signature: string } {
  sequence += 1;
  const message = {
    from,
    id: `wamid.bench${process.pid}x${sequence}`,
    timestamp: String(Math.floor(Date.now() / 1000)),
    type: 'text',
    text: { body: text },
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: demoMeta.phone, phone_number_id: demoMeta.phoneNumberId },
    contacts: [{ profile: { name: 'Bench' }, wa_id: from }],
    messages: [message],
  };
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: demoMeta.wabaId, changes: [{ field: 'messages', value }] }],
  });
  return { body, signature: `sha256=${createHmac('sha256', demoMeta.appSecret).update(body).digest('hex')}` };
}

export function createPoster(url: string, connections = 64) {
  const dispatcher = new Agent({ connections, pipelining: 1 });
  return {
    post: async ({ body, signature }: { body: string; signature: string }): Promise<number> => {
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
      const response = await request(`${url}/webhooks/meta`, { dispatcher, method: 'POST', headers, body });
      await response.body.dump();
      return response.statusCode;
    },
    close: () => dispatcher.destroy(),
  };
}

/** With BENCH_PROFILE set: the statements that took most of Postgres' time. */
export async function printStatements(rig: Rig): Promise<void> {
  if (!process.env['BENCH_PROFILE']) return;
  const { rows } = await rig.database.pool.query<{ [column: string]: string | number }>(`
    select calls, round(total_plan_time) as plan_ms, round(total_exec_time) as exec_ms,
      round((total_plan_time / greatest(plans, 1))::numeric, 2) as plan_each, round((total_exec_time / greatest(calls, 1))::numeric, 2) as exec_each,
      left(regexp_replace(query, '[[:space:]]+', ' ', 'g'), 130) as query
    from pg_stat_statements order by total_plan_time + total_exec_time desc limit ${Number(process.env['BENCH_PROFILE'])}`);
  console.table(rows);
}
