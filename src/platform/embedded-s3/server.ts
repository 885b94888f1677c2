// A development server for object storage: S3's protocol over files of this machine, on loopback only. Its durability is that
// of one disk, its keys lie beside its data: for development and tests, not for production.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readOrCreateCredentials, type Credentials } from './credentials.ts';
import { S3Error } from './errors.ts';
import { placesIn, type Answer, type Places } from './exchange.ts';
import { makeDirectory, sweep } from './files.ts';
import { readRequest } from './request.ts';
import { operationOf } from './routes.ts';
import { verifySignature } from './signature.ts';
import { xmlDocument } from './xml.ts';

export interface EmbeddedS3Options {
  /** Everything is kept in it. Several servers may share one. */
  dir: string;
  /** 0: any free one. */
  port: number;
  /** Made at the start when it is not there. */
  bucket?: string;
  /** Default: those of the directory, made on first use. */
  credentials?: Credentials;
  now?: () => Date;
  /** Told of errors that are nobody's request's fault: a full disk, a damaged file. */
  onError?: (error: unknown) => void;
}

export interface EmbeddedS3 {
  /** Without a trailing slash; buckets are in the path. */
  url: string;
  credentials: Credentials;
  /** Waits for requests in hand, for 2 seconds at most. */
  close(): Promise<void>;
}

const idleMs = 60_000;
const requestMs = 15 * 60_000;
const drainMs = 2_000;
const abandonedFileMs = 3_600_000;
const abandonedUploadMs = 7 * 24 * 3_600_000;

/** Listening when it resolves. Rejects with what the file system or listen() says. */
export async function startEmbeddedS3(options: EmbeddedS3Options): Promise<EmbeddedS3> {
  const { dir, port, now = () => new Date(), onError = () => undefined } = options;
  const home = path.resolve(dir);
  const places = placesIn(home);
  const bucket = options.bucket === undefined ? [] : [places.bucket(options.bucket)];
  for (const each of [home, places.buckets, places.uploads, places.temporary, ...bucket]) await makeDirectory(each);
  await sweep(places.temporary, new Date(Date.now() - abandonedFileMs));
  await sweep(places.uploads, new Date(Date.now() - abandonedUploadMs));
  const credentials = options.credentials ?? (await readOrCreateCredentials(home));
  const server = createServer({ keepAliveTimeout: idleMs + 5_000, requestTimeout: requestMs });
  server.setTimeout(idleMs);
  const handle = (message: IncomingMessage, response: ServerResponse) =>
    void respond(message, response, { places, credentials, now, onError });
  server.on('request', handle);
  // A client that asks first is told to go on only when it may.
  server.on('checkContinue', handle);
  return { url: `http://127.0.0.1:${await listen(server, port)}`, credentials, close: () => close(server) };
}

interface Settings {
  places: Places;
  credentials: Credentials;
  now: () => Date;
  onError: (error: unknown) => void;
}

async function respond(message: IncomingMessage, response: ServerResponse, settings: Settings): Promise<void> {
  response.setHeader('server', 'Switchboard development storage');
  response.setHeader('x-amz-request-id', randomUUID());
  try {
    await send(message, response, await answerTo(message, response, settings));
  } catch (error) {
    if (!(error instanceof S3Error) && !message.destroyed) settings.onError(error);
    if (response.headersSent || response.destroyed) response.destroy();
    else await send(message, response, refusal(error, message)).catch(() => response.destroy());
  }
}

async function answerTo(message: IncomingMessage, response: ServerResponse, settings: Settings): Promise<Answer> {
  const { places, credentials } = settings;
  const now = settings.now();
  const request = readRequest(message);
  const verified = verifySignature(request, credentials, now);
  const run = operationOf(request);
  if (request.header('expect') !== undefined) response.writeContinue();
  return run({ request, verified, places, now });
}

async function send(message: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  const { status, headers = {}, body } = answer;
  const content = body instanceof Readable ? body : undefined;
  const text = typeof body === 'string' ? body : '';
  try {
    response.writeHead(status, { ...(content ? {} : lengthOf(status, text)), ...headers });
  } catch (error) {
    content?.destroy();
    throw error;
  }
  // What the client is still sending is read to its end, else it might never come to read the answer.
  message.resume();
  if (content) await pipeline(content, response);
  else response.end(message.method === 'HEAD' ? undefined : text);
}

function lengthOf(status: number, text: string): { 'content-length'?: number } {
  return status === 204 || status === 304 ? {} : { 'content-length': Buffer.byteLength(text) };
}

function refusal(error: unknown, { url = '' }: IncomingMessage): Answer {
  const known =
    error instanceof S3Error ? error : new S3Error('InternalError', 'The development server could not do it.');
  const [resource = ''] = url.split('?');
  const body = xmlDocument('Error', { Code: known.code, Message: known.message, Resource: resource });
  return { status: known.status, headers: { 'content-type': 'application/xml' }, body };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(timer);
}
