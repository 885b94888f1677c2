// Outgoing HTTP. What matters beyond the answer is, when there is none, whether the request may have been processed.
import type { Readable } from 'node:stream';
import { Agent, buildConnector, request, type Dispatcher } from 'undici';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'DELETE';
  url: string;
  headers: { [name: string]: string };
  body?: string | Buffer | Readable;
  /** Until the answer is complete, in milliseconds. */
  timeoutMs: number;
}

export interface HttpResponse {
  status: number;
  headers: Dispatcher.ResponseData['headers'];
  text: string;
}

/** An answer whose body has not been read. The caller reads it to its end or destroys it. */
export interface HttpStream {
  status: number;
  headers: Dispatcher.ResponseData['headers'];
  body: Readable;
}

/** No complete answer came. */
export class HttpFailure extends Error {
  override name = 'HttpFailure';
  /** `no`: the connection was never made, so nothing was processed. `maybe`: the request may have been processed. */
  readonly processed: 'no' | 'maybe';
  readonly code: 'connect_failed' | 'timeout' | 'connection_lost' | 'too_large';

  constructor(processed: 'no' | 'maybe', code: HttpFailure['code'], cause?: unknown) {
    super(code, { cause });
    this.processed = processed;
    this.code = code;
  }
}

export interface HttpClient {
  /** Redirects are answers like any other. Throws HttpFailure. */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** For bodies of any size. `timeoutMs` is for the headers; the body may not pause for longer than that. Throws HttpFailure. */
  stream(request: HttpRequest): Promise<HttpStream>;
  close(): Promise<void>;
}

const connectTimeoutMs = 5_000;
const maxResponseBytes = 1024 * 1024;

export function createHttpClient(connectionsPerHost = 128): HttpClient {
  // No pipelining: behind a slow answer a pipelined request would wait without our knowing whether it was read.
  const agent = new Agent({ connections: connectionsPerHost, pipelining: 1, connect: createConnector() });
  return {
    send: (options) => send(agent, options),
    stream: (options) => stream(agent, options),
    close: () => agent.destroy(),
  };
}

async function send(agent: Agent, options: HttpRequest): Promise<HttpResponse> {
  try {
    const { method, headers, body = null } = options;
    const signal = AbortSignal.timeout(options.timeoutMs);
    const response = await request(options.url, { dispatcher: agent, method, headers, body, signal });
    return { status: response.statusCode, headers: response.headers, text: await readText(response.body) };
  } catch (error) {
    throw toFailure(error);
  }
}

async function stream(agent: Agent, options: HttpRequest): Promise<HttpStream> {
  try {
    const { method, headers, body = null, timeoutMs } = options;
    const timeouts = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
    const response = await request(options.url, { dispatcher: agent, method, headers, body, ...timeouts });
    return { status: response.statusCode, headers: response.headers, body: response.body };
  } catch (error) {
    throw toFailure(error);
  }
}

async function readText(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxResponseBytes) throw new HttpFailure('maybe', 'too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What ended before there was a connection, its TLS included: no request can have been written. A code alone does not tell. */
const neverConnected = new WeakSet<Error>();

function createConnector(): buildConnector.connector {
  const connect = buildConnector({ timeout: connectTimeoutMs });
  return (target, callback) =>
    connect(target, (...[error, socket]) => {
      if (!error) return callback(null, socket);
      neverConnected.add(error);
      callback(error, null);
    });
}

function toFailure(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (error instanceof Error && neverConnected.has(error)) return new HttpFailure('no', 'connect_failed', error);
  const timedOut = name === 'TimeoutError' || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT';
  if (timedOut) return new HttpFailure('maybe', 'timeout', error);
  return new HttpFailure('maybe', 'connection_lost', error);
}
