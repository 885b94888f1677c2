// The gRPC server: starting and stopping. Health and reflection are open.
import { Server, ServerCredentials, type ServerOptions } from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db.ts';
import type { Logger } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { ObjectStore } from '../platform/objects.ts';
import type { Queue } from '../platform/queue.ts';
import { createAuthenticator } from './auth.ts';
import { createEventFeed } from './feed.ts';
import { addServices, serviceNames } from './methods.ts';
import { addReflection } from './reflection.ts';
import { createSender } from './sender.ts';

export interface ApiOptions {
  db: Database;
  objects: ObjectStore;
  /** Where uploads lie until they are stored; made when it is missing. */
  workDir: string;
  queue: Pick<Queue, 'enqueue'>;
  log: Logger;
  clock: Clock;
  host: string;
  /** 0: any free one. */
  port: number;
  metrics?: Pick<Metrics, 'grpcCalls' | 'grpcLatency' | 'remindersWithdrawn'>;
  /** How long a revoked key may go on working, at most. Default: 5 seconds. */
  keyCacheMs?: number;
}

export interface Api {
  /** `host:port`, for clients. */
  address: string;
  port: number;
  /** Refuses new calls, ends streams, waits for calls in progress (10 seconds at most), closes. */
  stop(): Promise<void>;
}

const drainMs = 10_000;

const serverOptions: ServerOptions = {
  'grpc.max_receive_message_length': 4 * 1024 * 1024,
  'grpc.max_concurrent_streams': 1_000,
  // Load balancers and NATs drop silent connections after minutes; a dead peer is noticed within 80 seconds.
  'grpc.keepalive_time_ms': 60_000,
  'grpc.keepalive_timeout_ms': 20_000,
};

/** Listening when it resolves; rejects when the port cannot be had. */
export async function startApi(options: ApiOptions): Promise<Api> {
  const { db, objects, workDir, queue, log, clock, metrics, keyCacheMs = 5_000 } = options;
  const stopping = new AbortController();
  const auth = createAuthenticator(db, clock, keyCacheMs);
  const sender = createSender({ db, queue, clock });
  const feed = createEventFeed(db, log);
  const shared = { db, objects, workDir, queue, log, clock, metrics, auth, keyCacheMs };
  const context = { ...shared, sender, feed, stopping: stopping.signal };
  const server = new Server(serverOptions);
  addServices(server, context);
  addReflection(server);
  const health = new HealthImplementation(healthOf('SERVING'));
  health.addToServer(server);
  const port = await listen(server, options.host, options.port);
  return {
    address: `${options.host}:${port}`,
    port,
    stop: async () => {
      for (const service of Object.keys(healthOf('SERVING'))) health.setStatus(service, 'NOT_SERVING');
      stopping.abort();
      await drain(server);
      feed.stop();
    },
  };
}

function healthOf(status: 'SERVING') {
  return { '': status, ...Object.fromEntries(serviceNames.map((name) => [`switchboard.v1.${name}`, status])) };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
}

async function drain(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    server.forceShutdown();
    resolve();
  }, drainMs);
  server.tryShutdown(() => resolve());
  await promise;
  clearTimeout(timer);
}
