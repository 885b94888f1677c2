// The one port of a sandbox: hands calls to the provider they are for, and carries out what became of them.
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Counters } from './counts.ts';
import { json, readBody, send } from './http.ts';
import type { Call, Outcome } from './http.ts';

/** Undefined: it has answered by itself, a stream. */
export type Handler = (call: Call, response: ServerResponse) => Promise<Outcome | undefined>;

/** By the first segment of the path, with its slash: `/meta`. */
export type Routes = ReadonlyMap<string, Handler>;

const keepAliveMs = 65_000;

export class SandboxServer {
  readonly #routes: Routes;
  readonly #calls: Counters;
  readonly #server: Server;

  constructor(routes: Routes, calls: Counters) {
    this.#routes = routes;
    this.#calls = calls;
    this.#server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
      void this.#serve(request, response);
    });
  }

  listen(port: number): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.#server.once('error', reject);
    this.#server.listen(port, '127.0.0.1', () => resolve(portOf(this.#server.address())));
    return promise;
  }

  close(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeAllConnections();
    return promise;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (body === undefined) return;
    const { base, call } = callOf(request, body);
    const handler = this.#routes.get(base);
    const outcome = handler ? await outcomeOf(handler, call, response) : json(404, { error: 'no such path' });
    if (outcome === undefined) return;
    this.#calls.add(`${base.slice(1)}:${typeof outcome === 'string' ? outcome : outcome.status}`);
    carryOut(outcome, request, response);
  }
}

async function outcomeOf(handler: Handler, call: Call, response: ServerResponse): Promise<Outcome | undefined> {
  try {
    return await handler(call, response);
  } catch (error) {
    // A mistake of the sandbox itself or of who drives it; said aloud, so no test takes it for the provider's.
    const message = error instanceof Error ? error.message : String(error);
    return json(500, { error: `sandbox: ${message}` });
  }
}

function carryOut(outcome: Outcome, request: IncomingMessage, response: ServerResponse): void {
  if (outcome === 'silence') return;
  if (outcome === 'reset') request.socket.resetAndDestroy();
  else send(response, outcome);
}

function callOf(request: IncomingMessage, body: Buffer): { base: string; call: Call } {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  const slash = path.indexOf('/', 1);
  const base = slash === -1 ? path : path.slice(0, slash);
  const call = {
    method: request.method ?? 'GET',
    path: path.slice(base.length),
    query: new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1)),
    headers: request.headers,
    body,
  };
  return { base, call };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the sandbox has no port');
  return address.port;
}
