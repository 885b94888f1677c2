// The platform as it runs for real: one process a role, on a Postgres of its own, with the sandbox in this process. What is
// killed here is killed for real.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { provisionDemo } from '../../src/demo.ts';
import { jobs } from '../../src/jobs/registry.ts';
import { loadConfig } from '../../src/platform/config.ts';
import { openDatabase, type DatabaseHandle } from '../../src/platform/db.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/embedded.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { freePorts } from '../../src/platform/ports.ts';
import { installQueues } from '../../src/platform/queue-install.ts';
import { createSecretBox } from '../../src/platform/secrets.ts';
import { demoAccounts } from '../../src/sandbox/demo.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { testObjects } from './objects.ts';
import { scratchDir } from './scratch.ts';
import { until } from './until.ts';

export interface RoleProcess {
  roles: string;
  pid: number;
  /** Ends it with the signal and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

export interface Cluster {
  sandbox: Sandbox;
  database: DatabaseHandle;
  receiverUrl: string;
  grpcAddress: string;
  apiKey: string;
  /** For processes that a test starts itself. */
  childEnv: NodeJS.ProcessEnv;
  postgres: { pid(): Promise<number>; kill(): Promise<void>; start(): Promise<void> };
  /** Starts another process with these roles (comma-separated) and waits until a receiver in it answers. */
  start(roles: string): Promise<RoleProcess>;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  sandbox?: Omit<SandboxOptions, 'meta' | 'twilio'>;
  postgresSettings?: string[];
  /** How long a transaction of the roles may stand idle; undefined: what they have by themselves. */
  idleInTransactionMs?: number;
  env?: NodeJS.ProcessEnv;
}

const masterKey = 'cd'.repeat(32);

export async function startCluster({
  sandbox: sandboxOptions,
  postgresSettings = [],
  idleInTransactionMs,
  env: extra = {},
}: ClusterOptions): Promise<Cluster> {
  const scratch = await scratchDir('cluster');
  const [postgresPort, port, grpcPort] = (await freePorts(3)) as [number, number, number];
  const startPostgres = () => startEmbeddedPostgres(scratch.dir, { settings: postgresSettings, port: postgresPort });
  let server: EmbeddedPostgres | undefined = await startPostgres();
  await migrate(server.url);
  await installQueues(server.url, jobs);
  const objects = await testObjects();
  const receiverUrl = `http://127.0.0.1:${port}`;
  const sandbox = await startSandbox({ ...demoAccounts(receiverUrl), ...sandboxOptions });
  const env = {
    DATABASE_URL: databaseUrl(server.url, idleInTransactionMs),
    SANDBOX: 'false',
    SWITCHBOARD_DATA_DIR: scratch.dir,
    SWITCHBOARD_MASTER_KEY: masterKey,
    ...objects.env,
    PUBLIC_URL: receiverUrl,
    PORT: String(port),
    GRPC_PORT: String(grpcPort),
    METRICS_PORT: '0',
    LOG_LEVEL: process.env['CLUSTER_LOG_LEVEL'] ?? 'silent',
    ...extra,
  };
  const database = openDatabase({ url: server.url, poolSize: 4, onError: () => undefined });
  const apiKey = await provisionDemo(database.db, createSecretBox(masterKey), loadConfig(env), sandbox);
  const running = new Set<RoleProcess>();
  const postmaster = async () =>
    Number((await readFile(path.join(scratch.dir, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0]);
  return {
    sandbox,
    database,
    receiverUrl,
    grpcAddress: `127.0.0.1:${grpcPort}`,
    apiKey,
    childEnv: { DATABASE_URL: server.url, MASTER_KEY: masterKey, DATA_DIR: path.join(scratch.dir, 'spool') },
    postgres: {
      pid: postmaster,
      kill: async () => {
        await killWithChildren(await postmaster());
        server = undefined;
      },
      start: async () => {
        server = await startPostgres();
      },
    },
    start: async (roles) => {
      const started = startRole(roles, env, (ended) => running.delete(ended));
      running.add(started);
      if (roles.includes('receiver'))
        await until('the receiver is ready', () => isReady(`${receiverUrl}/readyz`), 30_000);
      return started;
    },
    stop: async () => {
      await Promise.all([...running].map((each) => each.end('SIGTERM')));
      await sandbox.close();
      await database.close();
      await server?.stop();
      await objects.close();
      await scratch.remove();
    },
  };
}

// What a url says goes before what the program sets for its connections.
function databaseUrl(url: string, idleInTransactionMs: number | undefined): string {
  return idleInTransactionMs === undefined ? url : `${url}?idle_in_transaction_session_timeout=${idleInTransactionMs}`;
}

function startRole(roles: string, env: NodeJS.ProcessEnv, onEnd: (ended: RoleProcess) => void): RoleProcess {
  const main = path.join(import.meta.dirname, '../../src/main.ts');
  const child = spawn(process.execPath, [main, 'start', '--roles', roles], {
    env: { ...process.env, ...env },
    stdio: ['ignore', process.env['CLUSTER_LOG_LEVEL'] ? 'inherit' : 'ignore', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const started: RoleProcess = {
    roles,
    pid: child.pid!,
    end: async (signal) => {
      endChild(child, signal);
      await gone;
      onEnd(started);
    },
  };
  return started;
}

function endChild(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}

/** As when the machine loses power: no process of the server gets to say anything. */
async function killWithChildren(postmaster: number): Promise<void> {
  const children = (await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8'))
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
  for (const pid of [postmaster, ...children]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself a moment ago.
    }
  }
  await until('the server is gone', () => !isAlive(postmaster));
}

/** One that has ended and only waits for its parent to notice (a zombie) is not alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    // Where there is no /proc, the signal's word stands.
    return (error as NodeJS.ErrnoException).code === 'ENOENT' && !existsSync('/proc/self');
  }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}
