// The receiver role: a small Koa server that providers call. Everything slow happens elsewhere.
import { createServer, type Server } from 'node:http';
import Router from '@koa/router';
import Koa from 'koa';
import type { Logger } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Providers } from '../providers/registry.ts';
import type { ChannelDirectory } from '../store/channel-directory.ts';
import type { DurableItems } from './durable.ts';
import { webhookRoutes } from './webhooks.ts';

export interface ReceiverContext {
  channels: ChannelDirectory;
  providers: Providers;
  durable: DurableItems;
  metrics: Metrics;
  log: Logger;
  /** What the providers call, without a trailing slash: signatures cover it. */
  publicUrl(): string;
  /** Whether items can be made durable right now. */
  isReady(): Promise<boolean>;
}

export interface Receiver {
  port: number;
  /** Refuses new requests and waits for those in hand. */
  stop(): Promise<void>;
}

const limits = {
  headersTimeout: 5_000,
  requestTimeout: 20_000,
  // Longer than proxies keep theirs, so that it is never we who close a connection just as a request comes.
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16 * 1024,
};
const maxConnections = 2_048;
const stopTimeoutMs = 10_000;

export async function startReceiver(context: ReceiverContext, host: string, port: number): Promise<Receiver> {
  const stopping = new AbortController();
  const handle = createApp(context, stopping.signal).callback();
  const server = createServer(limits, (request, response) => void handle(request, response));
  server.maxConnections = maxConnections;
  await listen(server, host, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    stop: () => {
      stopping.abort();
      return stop(server);
    },
  };
}

function createApp(context: ReceiverContext, stopping: AbortSignal): Koa {
  const app = new Koa();
  app.on('error', (err: unknown) => context.log.error({ err }, 'request failed'));
  app.use(async (ctx, next) => {
    ctx.set('x-content-type-options', 'nosniff');
    ctx.set('cache-control', 'no-store');
    await next();
    // A server that closes goes on serving connections that were in use; in the end what is on them then is cut.
    if (stopping.aborted) ctx.set('connection', 'close');
  });
  const probes = new Router();
  probes.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });
  probes.get('/readyz', async (ctx) => {
    const ready = await context.isReady();
    ctx.status = ready ? 200 : 503;
    ctx.body = { status: ready ? 'ready' : 'not ready' };
  });
  const webhooks = webhookRoutes(context);
  for (const router of [probes, webhooks]) app.use(router.routes()).use(router.allowedMethods());
  return app;
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), stopTimeoutMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
