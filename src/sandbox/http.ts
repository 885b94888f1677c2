// The thin layer between node:http and the providers: a call in, an answer out. Bare on purpose, the sandbox must
// outrun what it measures.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface Call {
  method: string;
  /** Without the query, below the provider's base path. */
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** Bytes that are made while they are sent. One that fails on the way cuts the connection. */
export interface StreamBody {
  /** Announced as Content-Length. Undefined: sent in chunks. */
  size: number | undefined;
  open(): AsyncIterable<Uint8Array>;
}

export interface Answer {
  status: number;
  body: string | StreamBody;
  contentType: string;
  headers?: Record<string, string>;
}

/** What becomes of a call: an answer, the connection cut, or silence until the caller gives up. */
export type Outcome = Answer | 'reset' | 'silence';

export function json(status: number, value: unknown, headers?: Record<string, string>): Answer {
  return {
    status,
    body: JSON.stringify(value),
    contentType: 'application/json; charset=utf-8',
    ...(headers && { headers }),
  };
}

export function html(status: number, title: string): Answer {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
  return { status, body, contentType: 'text/html; charset=utf-8' };
}

export function send(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  const { body } = answer;
  const size = typeof body === 'string' ? Buffer.byteLength(body) : body.size;
  response.writeHead(answer.status, {
    'content-type': answer.contentType,
    ...(size !== undefined && { 'content-length': size }),
    ...answer.headers,
  });
  if (typeof body === 'string') response.end(body);
  else void flow(body, response);
}

async function flow(body: StreamBody, response: ServerResponse): Promise<void> {
  try {
    await pipeline(Readable.from(body.open(), { objectMode: false }), response);
  } catch {
    // Cut off by either side. The pipeline has closed the connection, which is all a caller ever learns.
  }
}

/** What Meta takes in one upload, 100 MB, and the wrapping. */
const bodyCapBytes = 110 * 1024 * 1024;

/** Undefined when the caller went away or sent too much. */
export function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > bodyCapBytes) request.destroy();
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.on('error', () => resolve(undefined));
    request.on('close', () => resolve(undefined));
  });
}

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parsed object, or undefined for anything else. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The objects in a list; of anything else none. */
export function objects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Empty for what is no text. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function lower(value: unknown): string {
  return textOf(value).toLowerCase();
}
