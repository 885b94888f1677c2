// The media worker on a database of its own: files lie at the played providers or on a host of the test, and what is
// stored lies in a real object store.
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import path from 'node:path';
import { newId } from '../../../src/domain/ids.ts';
import { flows } from '../../../src/intake/registry.ts';
import type { JobContext } from '../../../src/jobs/job.ts';
import { jobs } from '../../../src/jobs/registry.ts';
import { startWorkers } from '../../../src/jobs/runner.ts';
import { systemClock } from '../../../src/platform/clock.ts';
import { createHttpClient } from '../../../src/platform/http.ts';
import { createLogger } from '../../../src/platform/log.ts';
import { startEmbeddedS3, type EmbeddedS3 } from '../../../src/platform/embedded-s3/server.ts';
import { createMetrics } from '../../../src/platform/metrics.ts';
import type { ObjectStore } from '../../../src/platform/objects.ts';
import { createObjectStore } from '../../../src/platform/objects-s3.ts';
import { openQueue } from '../../../src/platform/queue-open.ts';
import { createSecretBox } from '../../../src/platform/secrets.ts';
import { createProviders } from '../../../src/providers/registry.ts';
import { demoAccounts, demoMeta, demoTwilio } from '../../../src/sandbox/demo.ts';
import { startSandbox, type GivenFile, type Sandbox } from '../../../src/sandbox/index.ts';
import { openChannelDirectory } from '../../../src/store/channel-directory.ts';
import { createChannel } from '../../../src/store/channels.ts';
import { findMedia, insertMedia, type Media, type NewMedia } from '../../../src/store/media.ts';
import { ensureTenant } from '../../../src/store/tenants.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { metaVia, testMasterKey, twilioVia } from '../../support/platform.ts';
import { scratchDir } from '../../support/scratch.ts';
import { until } from '../../support/until.ts';

export interface MediaRig {
  database: TestDatabase;
  sandbox: Sandbox;
  tenantId: string;
  channels: { meta: string; twilio: string };
  objects: StoreOfTest;
  workDir: string;
  logLines: string[];
  /** Starts a worker; its context differs from the usual as given. */
  startWorker(overrides?: Partial<JobContext>): Promise<Worker>;
  /** Puts the file at the provider as a person's, and lets the worker know. Returns the media id. */
  receive(file: GivenFile, about?: Partial<NewMedia> & { provider?: 'meta' | 'twilio' }): Promise<string>;
  /** Stores the row and its job. */
  insert(about: Partial<NewMedia>): Promise<string>;
  media(id: string): Promise<Media>;
  /** Waits until it is ready or failed. */
  settled(id: string, timeoutMs?: number): Promise<Media>;
  row(id: string): Promise<{
    attempts: number;
    flaws: number;
    error_code: string | null;
    lease_until: Date | null;
    not_before: Date;
  }>;
  /** Bytes of an object. */
  read(key: string): Promise<Buffer>;
  close(): Promise<void>;
}

export interface Worker {
  metrics: JobContext['metrics'];
  stop(): Promise<void>;
}

export async function startMediaRig(): Promise<MediaRig> {
  const database = await testDatabase();
  const scratch = await scratchDir('media');
  const workDir = path.join(scratch.dir, 'work');
  const sandbox = await startSandbox(demoAccounts('http://127.0.0.1:9'));
  const objects = await startStore(scratch.dir);
  const box = createSecretBox(testMasterKey);
  const tenantId = await ensureTenant(database.db, 'files');
  const channels = await createChannels(database, sandbox, tenantId);
  const http = createHttpClient();
  const logLines: string[] = [];
  const workers = new Set<Worker>();

  const startWorker = async (overrides: Partial<JobContext> = {}): Promise<Worker> => {
    const { db } = database;
    const { sendTimeoutMs = 2_000 } = overrides;
    const log = createLogger('debug', { write: (line) => void logLines.push(line) });
    const queue = await openQueue({ url: database.url, pool: database.pool, log, worker: true });
    const directory = await openChannelDirectory(db, box, () => undefined);
    const providers = createProviders({
      http,
      publicUrl: () => 'http://127.0.0.1:9',
      metaGraphUrl: sandbox.metaUrl,
      metaGraphVersion: 'v25.0',
      twilioApiUrl: sandbox.twilioUrl,
      sendTimeoutMs,
    });
    const metrics = createMetrics();
    const context: JobContext = {
      db,
      queue,
      channels: directory,
      providers,
      flows,
      metrics,
      log,
      objects,
      fetchUrl: () => Promise.reject(new Error('no links in this test')),
      transcribe: undefined,
      extract: undefined,
      workDir,
      clock: systemClock,
      registrationUrl: undefined,
      settleAfterMs: 300,
      sendTimeoutMs,
      ...overrides,
    };
    const running = await startWorkers(context, jobs);
    const worker: Worker = {
      metrics,
      stop: async () => {
        workers.delete(worker);
        await queue.stopWork();
        await running.drain();
        directory.stop();
        await queue.stop();
      },
    };
    workers.add(worker);
    return worker;
  };
  const insert = async (about: Partial<NewMedia>) => {
    const id = newId();
    const one: NewMedia = { id, tenantId, origin: 'inbound', kind: 'document', ...about };
    await database.db.transaction().execute(async (trx) => {
      await insertMedia(trx, [one]);
      await database.queue.enqueue(trx, [{ queue: 'media', data: { mediaId: one.id } }]);
    });
    return one.id;
  };
  const media = async (id: string) => {
    const found = await database.db.transaction().execute((trx) => findMedia(trx, [id]));
    return found.get(id)!;
  };
  return {
    database,
    sandbox,
    tenantId,
    channels,
    objects,
    workDir,
    logLines,
    startWorker,
    insert,
    receive: async (file, { provider = 'meta', ...about } = {}) => {
      const { id, url } = await sandbox.files.add(provider === 'meta' ? metaVia : twilioVia, file);
      const source = provider === 'meta' ? id : url;
      return insert({ channelId: channels[provider], declaredType: file.contentType, source, ...about });
    },
    media,
    settled: (id, timeoutMs) =>
      until(
        'the file is ready or failed',
        async () => {
          const found = await media(id);
          return found.status !== 'pending' && found;
        },
        timeoutMs,
      ),
    row: (id) =>
      database.db
        .selectFrom('media')
        .select(['attempts', 'flaws', 'error_code', 'lease_until', 'not_before'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    read: async (key) => buffer((await objects.get(key)).stream),
    close: async () => {
      for (const worker of workers) await worker.stop();
      await http.close();
      await sandbox.close();
      await database.close();
      objects.close();
      await scratch.remove();
    },
  };
}

async function createChannels({ db }: TestDatabase, sandbox: Sandbox, tenantId: string) {
  const box = createSecretBox(testMasterKey);
  const common = { tenantId, homeCountry: 'ZA' };
  const meta = await createChannel(db, box, {
    ...common,
    name: 'meta',
    provider: 'meta',
    account: demoMeta.wabaId,
    address: demoMeta.phoneNumberId,
    apiUrl: sandbox.metaUrl,
    secrets: { accessToken: [demoMeta.accessToken], appSecret: [demoMeta.appSecret] },
  });
  const twilio = await createChannel(db, box, {
    ...common,
    name: 'twilio',
    provider: 'twilio',
    account: demoTwilio.accountSid,
    address: demoTwilio.phone,
    apiUrl: sandbox.twilioUrl,
    secrets: { authToken: [demoTwilio.authToken] },
  });
  return { meta, twilio };
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The real store, which can be away, and tells what lies in it. */
export interface StoreOfTest extends ObjectStore {
  /** Keys, in the order they were stored, of what was not removed. */
  readonly keys: ReadonlySet<string>;
  /** How often something was stored. */
  readonly puts: number;
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
}

async function startStore(scratch: string): Promise<StoreOfTest> {
  const dir = path.join(scratch, 'objects');
  let server: EmbeddedS3 | undefined = await startEmbeddedS3({ dir, port: 0 });
  const { url, credentials } = server;
  const store = createObjectStore({
    endpoint: url,
    region: 'us-east-1',
    bucket: 'files',
    ...credentials,
    forcePathStyle: true,
    createBucket: true,
  });
  await store.check();
  const keys = new Set<string>();
  let puts = 0;
  return {
    ...store,
    keys,
    get puts() {
      return puts;
    },
    put: async (key, body, contentType) => {
      await store.put(key, body, contentType);
      puts += 1;
      keys.add(key);
    },
    remove: async (key) => {
      await store.remove(key);
      keys.delete(key);
    },
    goAway: async () => {
      await server?.close();
      server = undefined;
    },
    comeBack: async () => {
      server ??= await startEmbeddedS3({ dir, port: Number(new URL(url).port) });
    },
    close: () => {
      store.close();
      void server?.close();
    },
  };
}
