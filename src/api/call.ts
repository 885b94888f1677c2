// What every call has in common: its key, its deadline, its transaction under the tenant, and how it ends.
import {
  status as Status,
  type handleClientStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type sendUnaryData,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import type { Scope } from '../domain/scope.ts';
import type { Clock } from '../platform/clock.ts';
import { untilSettled, withTenant, type Database, type TenantLimits, type Trx } from '../platform/db.ts';
import type { Logger } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { ObjectStore } from '../platform/objects.ts';
import type { Queue } from '../platform/queue.ts';
import type { Authenticator } from './auth.ts';
import { malformed } from './definitions.ts';
import { cancelled, Refusal, toRefusal, toStatusObject } from './errors.ts';
import type { EventFeed } from './feed.ts';
import type { Sender } from './sender.ts';

/** What unary and streaming calls have in common. */
type ServerCall = Pick<ServerUnaryCall<unknown, unknown>, 'metadata' | 'cancelled' | 'getDeadline' | 'getPath'> & {
  on(event: 'cancelled', listener: () => void): unknown;
};

/** What services work with. */
export interface ApiContext {
  db: Database;
  objects: ObjectStore;
  /** Where uploads lie until they are stored. */
  workDir: string;
  queue: Pick<Queue, 'enqueue'>;
  log: Logger;
  clock: Clock;
  metrics: Pick<Metrics, 'grpcCalls' | 'grpcLatency' | 'remindersWithdrawn'> | undefined;
  auth: Authenticator;
  /** How often a quiet stream looks whether its key still holds. */
  keyCacheMs: number;
  sender: Sender;
  feed: EventFeed;
  /** Aborted when the server stops: long streams end. */
  stopping: AbortSignal;
}

/** One call in progress. */
export interface Caller {
  tenantId: string;
  /** Aborted when the caller went away or the deadline passed. */
  signal: AbortSignal;
  /** Milliseconds since 1970; Infinity when there is none. */
  deadlineMs: number;
  /** Throws a Refusal once the key is revoked or expired. For streams; cheap. */
  reauthenticate(): Promise<void>;
}

export type UnaryMethod<Request, Response> = (api: ApiContext, caller: Caller, request: Request) => Promise<Response>;
export type StreamMethod<Request, Response> = (
  api: ApiContext,
  caller: Caller,
  request: Request,
) => AsyncGenerator<Response, void, void>;

/** The requests come as fast as they are taken. */
export type UploadMethod<Request, Response> = (
  api: ApiContext,
  caller: Caller,
  requests: AsyncIterable<Request>,
) => Promise<Response>;

export function unary<Request, Response>(
  api: ApiContext,
  scope: Scope,
  method: UnaryMethod<Request, Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    void answerUnary(api, call, scope, method, callback);
  };
}

async function answerUnary<Request, Response>(
  api: ApiContext,
  call: ServerUnaryCall<Request, Response>,
  scope: Scope,
  method: UnaryMethod<Request, Response>,
  callback: sendUnaryData<Response>,
): Promise<void> {
  const startedAt = performance.now();
  let response: Response;
  try {
    const caller = await admit(api, call, scope, call.request);
    response = await method(api, caller, call.request);
  } catch (error) {
    callback(fail(api, call, error, startedAt));
    return;
  }
  finish(api, call, Status.OK, startedAt);
  callback(null, response);
}

export function clientStream<Request, Response>(
  api: ApiContext,
  scope: Scope,
  method: UploadMethod<Request, Response>,
): handleClientStreamingCall<Request, Response> {
  return (call, callback) => {
    void answerUpload(api, call, scope, method, callback);
  };
}

async function answerUpload<Request, Response>(
  api: ApiContext,
  call: ServerReadableStream<Request, Response>,
  scope: Scope,
  method: UploadMethod<Request, Response>,
  callback: sendUnaryData<Response>,
): Promise<void> {
  let response: Response;
  try {
    const caller = await admit(api, call, scope, undefined);
    response = await method(api, caller, requestsOf(call));
    caller.signal.throwIfAborted();
  } catch (error) {
    callback(fail(api, call, error));
    return;
  }
  finish(api, call, Status.OK);
  callback(null, response);
}

// Nothing is read from the connection until it is asked for. A caller that stalls is not waited for for ever.
const longestSilenceMs = 60_000;

async function* requestsOf<Request>(call: ServerReadableStream<Request, unknown>): AsyncGenerator<Request> {
  const iterator = call.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]();
  for (;;) {
    const { promise: silence, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(stalled()), longestSilenceMs);
    const next = await Promise.race([iterator.next(), silence]).finally(() => clearTimeout(timer));
    if (next.done === true) return;
    const request: unknown = next.value;
    if (request === malformed) throw notAMessage();
    yield request as Request;
  }
}

function stalled(): Refusal {
  return new Refusal('late', 'UPLOAD_STALLED', `Nothing came for ${longestSilenceMs / 1_000} seconds.`);
}

function notAMessage(): Refusal {
  return new Refusal('invalid', 'INVALID_REQUEST', 'The request is not a valid message.');
}

export function serverStream<Request, Response>(
  api: ApiContext,
  scope: Scope,
  method: StreamMethod<Request, Response>,
): handleServerStreamingCall<Request, Response> {
  return (call) => {
    void answerStream(api, call, scope, method);
  };
}

async function answerStream<Request, Response>(
  api: ApiContext,
  call: ServerWritableStream<Request, Response>,
  scope: Scope,
  method: StreamMethod<Request, Response>,
): Promise<void> {
  try {
    const caller = await admit(api, call, scope, call.request);
    for await (const response of method(api, caller, call.request)) {
      await write(call, response, caller.signal);
      caller.signal.throwIfAborted();
    }
  } catch (error) {
    call.emit('error', fail(api, call, error));
    return;
  }
  finish(api, call, Status.OK);
  call.end();
}

// Also raised at the end of every call, so it must cost nothing.
const ended = cancelled();

async function admit(api: ApiContext, call: ServerCall, scope: Scope, request: unknown): Promise<Caller> {
  const abort = new AbortController();
  call.on('cancelled', () => abort.abort(ended));
  const { tenantId } = await api.auth.authenticate(call.metadata, scope);
  if (request === malformed) throw notAMessage();
  return {
    tenantId,
    signal: abort.signal,
    deadlineMs: Number(call.getDeadline()),
    reauthenticate: async () => {
      await api.auth.authenticate(call.metadata, scope);
    },
  };
}

// A slow reader holds up its own stream only: nothing more is read for it until it has taken what there is.
async function write<Response>(
  call: ServerWritableStream<unknown, Response>,
  response: Response,
  signal: AbortSignal,
): Promise<void> {
  if (call.write(response) || signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const goOn = () => resolve();
  call.once('drain', goOn);
  signal.addEventListener('abort', goOn, { once: true });
  await promise;
  call.off('drain', goOn);
  signal.removeEventListener('abort', goOn);
}

function fail(api: ApiContext, call: ServerCall, error: unknown, startedAt?: number) {
  const expired = Number(call.getDeadline()) <= Date.now();
  const refusal = call.cancelled && !expired ? cancelled() : toRefusal(error, expired);
  const unexpected = refusal.kind === 'bug' || refusal.kind === 'unavailable';
  if (unexpected && !(error instanceof Refusal)) {
    api.log.error({ err: error, method: call.getPath() }, 'api call failed');
  }
  const status = toStatusObject(refusal);
  finish(api, call, status.code, startedAt);
  return status;
}

function finish(api: ApiContext, call: ServerCall, code: Status, startedAt?: number): void {
  const method = call.getPath().slice(1);
  api.metrics?.grpcCalls.inc({ method, code: Status[code] });
  if (startedAt !== undefined) api.metrics?.grpcLatency.observe({ method }, (performance.now() - startedAt) / 1_000);
}

const longestStatementMs = 15_000;

/**
 * Work in one transaction that sees one tenant's rows. Statements stop at the call's deadline, a call that has ended
 * commits nothing, and what lost against another transaction is run again.
 */
export async function inTenant<T>(
  api: Pick<ApiContext, 'db'>,
  caller: Pick<Caller, 'tenantId' | 'signal' | 'deadlineMs'>,
  work: (trx: Trx) => Promise<T>,
  limits: TenantLimits = {},
): Promise<T> {
  return untilSettled(() => {
    const statementTimeoutMs = Math.ceil(Math.min(longestStatementMs, caller.deadlineMs - Date.now()));
    if (statementTimeoutMs <= 0) throw new Refusal('late', 'DEADLINE_EXCEEDED', 'The deadline passed.');
    return withTenant(api.db, caller.tenantId, unlessAborted(caller.signal, work), { ...limits, statementTimeoutMs });
  });
}

function unlessAborted<T>(signal: AbortSignal, work: (trx: Trx) => Promise<T>): (trx: Trx) => Promise<T> {
  return async (trx) => {
    signal.throwIfAborted();
    const result = await work(trx);
    signal.throwIfAborted();
    return result;
  };
}
