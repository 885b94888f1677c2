// The whole program on a database of its own, with the sandbox as its providers: what most tests talk to.
import { loadConfig } from '../../src/platform/config.ts';
import { createLogger } from '../../src/platform/log.ts';
import { startRuntime, type Role, type Runtime, type RuntimeOptions } from '../../src/runtime.ts';
import { demoMeta, demoTwilio } from '../../src/sandbox/demo.ts';
import type { Sandbox, Via } from '../../src/sandbox/index.ts';
import { testObjects } from './objects.ts';
import { testServer } from './postgres.ts';
import { scratchDir } from './scratch.ts';

export interface Platform extends Runtime {
  sandbox: Sandbox;
  databaseUrl: string;
  dataDir: string;
  /** Everything that was logged. */
  logLines: string[];
  close(): Promise<void>;
}

export const metaVia: Via = { provider: 'meta', phoneNumberId: demoMeta.phoneNumberId };
export const twilioVia: Via = { provider: 'twilio', number: demoTwilio.phone };

export interface PlatformOptions {
  roles?: readonly Role[];
  env?: NodeJS.ProcessEnv;
  overrides?: RuntimeOptions['overrides'];
  /** A database to use instead of a fresh one; it is then left alone on close. */
  databaseUrl?: string;
}

/** Statuses follow each other fast, so that tests do; still in order and after the answer. */
const quick = { acceptMs: 1, sentMs: 2, deliveredMs: 4, readMs: 2 };

/** For messages to people who never wrote: the sandbox takes them as well. */
export const anyTime = { delays: quick, enforceWindow: false };

export const testMasterKey = 'ab'.repeat(32);

export async function startPlatform(options: PlatformOptions = {}): Promise<Platform> {
  const server = await testServer();
  const databaseUrl = options.databaseUrl ?? (await server.createDatabase());
  const scratch = await scratchDir('platform');
  const logLines: string[] = [];
  // With the sandbox the platform has a store of its own.
  const objects = options.env?.['SANDBOX'] === 'false' ? await testObjects() : undefined;
  const config = loadConfig({
    DATABASE_URL: databaseUrl,
    SANDBOX: 'true',
    SWITCHBOARD_DATA_DIR: scratch.dir,
    SWITCHBOARD_MASTER_KEY: testMasterKey,
    PORT: '0',
    GRPC_PORT: '0',
    METRICS_PORT: '0',
    SANDBOX_PORT: '0',
    ...objects?.env,
    ...options.env,
  });
  const runtime = await startRuntime({
    config,
    roles: new Set(options.roles ?? ['receiver', 'worker']),
    log: createLogger('debug', { write: (line) => void logLines.push(line) }),
    overrides: { sandbox: { delays: quick }, settleAfterMs: 300, sendTimeoutMs: 2_000, ...options.overrides },
  });
  const close = async () => {
    await runtime.stop();
    await objects?.close();
    await scratch.remove();
    if (options.databaseUrl === undefined) await server.dropDatabase(databaseUrl);
  };
  return { ...runtime, sandbox: runtime.sandbox!, databaseUrl, dataDir: scratch.dir, logLines, close };
}
