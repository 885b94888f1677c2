// Composition root: builds the parts in order, starts the roles asked for, and stops everything in the reverse order.
// Tests start the same program with overrides.
import path from 'node:path';
import { provisionDemo } from './demo.ts';
import { openData, openJobs, openStorage } from './foundations.ts';
import { reportCategories } from './domain/report-category.ts';
import { createExtractor } from './intake/extractor.ts';
import type { Flows } from './intake/registry.ts';
import { flows } from './intake/registry.ts';
import { jobs } from './jobs/registry.ts';
import { startWorkers } from './jobs/runner.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import type { Config, SpeechSettings } from './platform/config.ts';
import type { DatabaseHandle } from './platform/db.ts';
import { createHttpClient, type HttpClient } from './platform/http.ts';
import { claimDataDir, publishInstance, retractInstance, type InstanceInfo } from './platform/instance.ts';
import { createLanguageModel } from './platform/language-model.ts';
import type { Logger } from './platform/log.ts';
import { startMetricsServer } from './platform/metrics-server.ts';
import { createMetrics, type Metrics } from './platform/metrics.ts';
import type { ObjectStore } from './platform/objects.ts';
import { loopbackOf, portError } from './platform/ports.ts';
import { publicUrlOf } from './platform/public-url.ts';
import { createStopStack, type StopStack } from './platform/stop-stack.ts';
import type { Queue } from './platform/queue.ts';
import { createSafeFetch, type SafeFetch } from './platform/safe-fetch.ts';
import { createSecretBox, masterKeyOf, type SecretBox } from './platform/secrets.ts';
import { createTranscriber } from './platform/speech.ts';
import { createProviders, type Providers } from './providers/registry.ts';
import { createDurableItems, type StoredItem } from './receiver/durable.ts';
import { startReceiver } from './receiver/server.ts';
import { openSpool } from './receiver/spool.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from './sandbox/index.ts';
import { provisionChannels } from './provision.ts';
import { openChannelDirectory, type ChannelDirectory } from './store/channel-directory.ts';
import { measureDatabase } from './store/measures.ts';
import { createProviderContents } from './store/provider-contents.ts';

export const roles = ['receiver', 'worker', 'api'] as const;
export type Role = (typeof roles)[number];

export interface RuntimeOptions {
  config: Config;
  roles: ReadonlySet<Role>;
  log: Logger;
  overrides?: {
    clock?: Clock;
    flows?: Flows;
    metrics?: Metrics;
    sandbox?: Omit<SandboxOptions, 'meta' | 'twilio'>;
    settleAfterMs?: number;
    sendTimeoutMs?: number;
    spoolMaxBytes?: number;
  };
}

export interface Runtime {
  info: InstanceInfo;
  database: DatabaseHandle;
  box: SecretBox;
  queue: Queue;
  channels: ChannelDirectory;
  sandbox: Sandbox | undefined;
  metrics: Metrics;
  stop(): Promise<void>;
}

const defaultSettleAfterMs = 20_000;
const defaultSendTimeoutMs = 10_000;
const defaultSpoolMaxBytes = 1024 ** 3;

/** Everything is listening when it resolves. Throws ConfigError for what the user can mend, having stopped what ran. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const stack = createStopStack(options.log);
  try {
    return await build(options, stack);
  } catch (error) {
    await stack.unwind();
    throw error;
  }
}

async function build(options: RuntimeOptions, stack: StopStack): Promise<Runtime> {
  const { config, log, overrides = {} } = options;
  const metrics = overrides.metrics ?? createMetrics();
  const info: InstanceInfo = { pid: process.pid };
  const database = await openData(options, stack, info);
  const objects = await openStorage(options, stack, info);
  const box = createSecretBox(await masterKeyOf(config));
  const sandbox = await openSandbox(options, stack, info);
  await provisionChannels(database.db, box, config);
  if (sandbox) info.apiKey = await provisionDemo(database.db, box, config, sandbox);

  const channels = await openChannelDirectory(database.db, box, (err) =>
    log.warn({ err }, 'channels could not be read again'),
  );
  stack.push('channels', () => channels.stop());
  const http = createHttpClient();
  stack.push('http', () => http.close());
  const fetchUrl = createSafeFetch({ allowLoopback: config.sandbox });
  const { url, ...urls } = publicUrlOf(config, options.roles.has('receiver') || options.roles.has('worker'));
  const providers = createProviders({
    http,
    publicUrl: url,
    metaGraphUrl: config.metaGraphUrl,
    metaGraphVersion: config.metaGraphVersion,
    twilioApiUrl: config.twilioApiUrl,
    contents: createProviderContents(database.db),
    fetchUrl,
    sendTimeoutMs: overrides.sendTimeoutMs ?? defaultSendTimeoutMs,
  });
  const parts = {
    options,
    stack,
    info,
    metrics,
    database,
    objects,
    channels,
    http,
    fetchUrl,
    providers,
    speech: config.speech ?? (sandbox && { baseUrl: sandbox.speechUrl, apiKey: undefined, model: 'sandbox' }),
    queue: await openJobs(options, stack, database, info),
  };
  if (options.roles.has('worker')) await runWorkers(parts);
  if (options.roles.has('receiver')) urls.listening(await runReceiver(parts, url));
  if (options.roles.has('api')) await runApi(parts);
  await runMetrics(parts);
  if (sandbox && info.receiverUrl) pointSandbox(sandbox, info.receiverUrl);
  await publish(options, stack, info);
  return { info, database, box, queue: parts.queue, channels, sandbox, metrics, stop: stack.unwind };
}

interface Parts {
  options: RuntimeOptions;
  stack: StopStack;
  info: InstanceInfo;
  metrics: Metrics;
  database: DatabaseHandle;
  /** There for the worker and the api. */
  objects: ObjectStore | undefined;
  channels: ChannelDirectory;
  http: HttpClient;
  fetchUrl: SafeFetch;
  providers: Providers;
  /** Without one voice notes have no words. The sandbox's reads those of its own phones. */
  speech: SpeechSettings | undefined;
  queue: Queue;
}

async function openSandbox(
  options: RuntimeOptions,
  stack: StopStack,
  info: InstanceInfo,
): Promise<Sandbox | undefined> {
  const { config, overrides } = options;
  if (!config.sandbox) return undefined;
  const { demoAccounts } = await import('./sandbox/demo.ts');
  const sandbox = await startSandbox({
    port: config.sandboxPort,
    ...demoAccounts('http://127.0.0.1:0'),
    ...overrides?.sandbox,
  }).catch((error: unknown) => {
    throw portError(error, 'SANDBOX_PORT', config.sandboxPort);
  });
  stack.push('sandbox', () => sandbox.close());
  info.sandboxUrl = sandbox.url;
  return sandbox;
}

function pointSandbox(sandbox: Sandbox, receiverUrl: string): void {
  sandbox.setWebhookUrl({ provider: 'meta' }, `${receiverUrl}/webhooks/meta`);
  sandbox.setWebhookUrl({ provider: 'twilio' }, `${receiverUrl}/webhooks/twilio`);
}

async function runWorkers({
  options,
  stack,
  database,
  objects,
  queue,
  channels,
  http,
  fetchUrl,
  providers,
  speech,
  metrics,
}: Parts): Promise<void> {
  const { config, log, overrides = {} } = options;
  const workers = await startWorkers(
    {
      db: database.db,
      queue,
      channels,
      providers,
      flows: overrides.flows ?? flows,
      metrics,
      log,
      objects: objects!,
      fetchUrl,
      transcribe: speech && createTranscriber(http, speech),
      extract:
        config.languageModel && createExtractor(createLanguageModel(http, config.languageModel), reportCategories),
      workDir: path.join(config.dataDir, 'work'),
      clock: overrides.clock ?? systemClock,
      registrationUrl: config.registrationUrl,
      settleAfterMs: overrides.settleAfterMs ?? defaultSettleAfterMs,
      sendTimeoutMs: overrides.sendTimeoutMs ?? defaultSendTimeoutMs,
    },
    jobs,
  );
  stack.push('workers', async () => {
    await queue.stopWork();
    await workers.drain();
  });
}

/** Resolves with the port it listens on. */
async function runReceiver(
  { options, stack, info, database, queue, channels, providers, metrics }: Parts,
  url: () => string,
): Promise<number> {
  const { config, log, overrides } = options;
  const spoolDir = path.join(config.dataDir, 'spool');
  // Another receiver would replay, and then remove, what this one is still writing to.
  await claimDataDir(spoolDir);
  stack.push('spool', () => retractInstance(spoolDir));
  const spool = await openSpool<StoredItem>(spoolDir, overrides?.spoolMaxBytes ?? defaultSpoolMaxBytes);
  metrics.observeSpool(() => spool.bytes());
  const durable = createDurableItems(queue, spool, log);
  stack.push('durable items', () => durable.stop());
  const isReady = async () => (await database.isReachable()) || spool.isWritable();
  const context = { channels, providers, durable, metrics, log, publicUrl: url, isReady };
  const receiver = await startReceiver(context, config.host, config.port).catch((error: unknown) => {
    throw portError(error, 'PORT', config.port);
  });
  stack.push('receiver', () => receiver.stop());
  info.receiverUrl = `http://${loopbackOf(config.host)}:${receiver.port}`;
  return receiver.port;
}

async function runApi({ options, stack, info, database, objects, queue, metrics }: Parts): Promise<void> {
  const { config, log, overrides } = options;
  const { startApi } = await import('./api/server.ts');
  const api = await startApi({
    db: database.db,
    objects: objects!,
    workDir: path.join(config.dataDir, 'work'),
    queue,
    log,
    metrics,
    clock: overrides?.clock ?? systemClock,
    host: config.host,
    port: config.grpcPort,
  }).catch((error: unknown) => {
    throw portError(error, 'GRPC_PORT', config.grpcPort);
  });
  stack.push('api', () => api.stop());
  info.grpcAddress = `${loopbackOf(config.host)}:${api.port}`;
}

async function runMetrics({ options, stack, info, database, queue, metrics }: Parts): Promise<void> {
  const { config } = options;
  const refresh = () => measureDatabase(database.db, queue, metrics);
  const server = await startMetricsServer(metrics, config.host, config.metricsPort, refresh).catch((error: unknown) => {
    throw portError(error, 'METRICS_PORT', config.metricsPort);
  });
  stack.push('metrics', () => server.stop());
  info.metricsUrl = `http://${loopbackOf(config.host)}:${server.port}/metrics`;
}

async function publish({ config }: RuntimeOptions, stack: StopStack, info: InstanceInfo): Promise<void> {
  if (config.databaseUrl !== undefined) return;
  await publishInstance(config.dataDir, info);
  stack.push('instance', () => retractInstance(config.dataDir));
}
