// Fetches URLs that strangers gave, and only when that is safe: https from the public internet, each redirect checked like
// the first, connected to the address that was checked, with an end to size and time.
import { isIP, type LookupFunction } from 'node:net';
import { Transform, type Readable } from 'node:stream';
import { rootCertificates } from 'node:tls';
import { Agent, buildConnector, request, type Dispatcher } from 'undici';
import { publicAddresses, sameAddress, type PlaceOptions, type PlaceProblem } from './public-addresses.ts';

/** The URL may not be fetched, or its host did not give the file. Says why, for the caller to read; never the address behind it. */
export class UrlRefused extends Error {
  override name = 'UrlRefused';
  /** Whether it may be different a little later: the host was down, or slow. */
  readonly passing: boolean;

  constructor(message: string, passing = false) {
    super(message);
    this.passing = passing;
  }
}

export interface FetchedUrl {
  /** Destroyed with UrlRefused when it grows beyond the limit or takes too long. */
  stream: Readable;
  contentType: string | undefined;
  /** As announced. */
  size: number | undefined;
}

export interface FetchLimits {
  maxBytes: number;
  /** From the first byte asked for to the last one received. */
  timeoutMs: number;
}

/** Throws UrlRefused. */
export type SafeFetch = (url: string, limits: FetchLimits) => Promise<FetchedUrl>;

export interface SafeFetchOptions extends PlaceOptions {
  /** Certificates to trust besides the system's, in PEM. */
  ca?: string;
}

const mostRedirects = 3;
const redirects = new Set([301, 302, 303, 307, 308]);
const connectTimeoutMs = 5_000;
const longestUrl = 4_096;

export function createSafeFetch(options: SafeFetchOptions): SafeFetch {
  return async (url, { maxBytes, timeoutMs }) => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMs);
    const translate = (error: unknown) => (late.signal.aborted ? tooSlow() : refusalOf(error));
    const end = () => clearTimeout(timer);
    try {
      const hop = await unlessAborted(follow(url, options, late.signal), late.signal);
      return fetched(hop, { maxBytes, translate, end });
    } catch (error) {
      end();
      throw translate(error);
    }
  };
}

/** Waits no longer, also for what cannot be stopped: a lookup of a name. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(tooSlow()), { once: true });
    work.then(resolve, reject);
  });
}

interface Hop {
  status: number;
  header(name: string): string | undefined;
  body: Readable;
  /** Closes the connection. */
  close(): void;
}

/** The answer at the end of the redirects. */
async function follow(first: string, options: SafeFetchOptions, signal: AbortSignal): Promise<Hop> {
  let url = parse(first);
  for (let hops = 0; hops <= mostRedirects; hops++) {
    const hop = await visit(url, options, signal);
    if (!redirects.has(hop.status)) return hop;
    hop.close();
    const location = hop.header('location');
    if (location === undefined) throw new UrlRefused('The host redirects to nowhere.');
    url = parse(location, url);
  }
  throw new UrlRefused(`The host redirects more than ${mostRedirects} times.`);
}

function parse(text: string, base?: URL): URL {
  const url = text.length > longestUrl ? null : URL.parse(text, base?.href);
  if (url === null) throw new UrlRefused('This is not a URL.');
  if (url.username !== '' || url.password !== '') throw new UrlRefused('The URL holds a user name or password.');
  return url;
}

const problems: { readonly [problem in PlaceProblem]: string } = {
  'not https': 'Only https URLs are fetched.',
  'unknown host': 'The host of the URL does not exist.',
  'not public': 'The host of the URL is not on the public internet.',
  'other port': 'Only the ports 443 and 80 are fetched from.',
};

async function visit(url: URL, options: SafeFetchOptions, signal: AbortSignal): Promise<Hop> {
  const addresses = await publicAddresses(url, options);
  if (typeof addresses === 'string') throw new UrlRefused(problems[addresses]);
  signal.throwIfAborted();
  const agent = pinnedAgent(addresses, options.ca);
  const close = () => void agent.destroy().catch(() => undefined);
  try {
    const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Switchboard/1' };
    const answer = await request(url, { dispatcher: agent, signal, headers });
    // A body that nobody reads breaks when its connection is closed; whoever reads it listens as well.
    answer.body.on('error', () => undefined);
    return { status: answer.statusCode, header: (name) => single(answer.headers, name), body: answer.body, close };
  } catch (error) {
    close();
    throw error;
  }
}

function single(headers: Dispatcher.ResponseData['headers'], name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Connects to the addresses that were checked, whatever the host's name has come to mean since. */
function pinnedAgent(addresses: readonly string[], ca: string | undefined): Agent {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  const lookup: LookupFunction = (_host, { all: wantsAll }, callback) => {
    if (wantsAll) callback(null, all);
    else callback(null, all[0]!.address, all[0]!.family);
  };
  const trust = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
  const connector = buildConnector({ lookup, timeout: connectTimeoutMs, allowH2: false, ...trust });
  return new Agent({
    connect: (target, callback) =>
      connector(target, (...[error, socket]) => {
        if (error) return callback(error, null);
        const { remoteAddress = '' } = socket;
        // No lookup is asked for a literal address, so what counts is where the connection came to go.
        if (addresses.some((address) => sameAddress(address, remoteAddress))) return callback(null, socket);
        socket.destroy();
        callback(new Error('connected to another address than the one that was checked'), null);
      }),
  });
}

interface Reading {
  maxBytes: number;
  translate(error: unknown): UrlRefused;
  /** Stops the clock. */
  end(): void;
}

/** Throws UrlRefused for an answer that is not the file, or too large by what it says itself. */
function fetched(hop: Hop, { maxBytes, translate, end }: Reading): FetchedUrl {
  const length = hop.header('content-length') ?? '';
  const size = /^\d{1,15}$/.test(length) ? Number(length) : undefined;
  const refusal = refusalOfAnswer(hop, size ?? 0, maxBytes);
  if (refusal) {
    hop.close();
    throw refusal;
  }
  const stream = capped(maxBytes);
  hop.body.on('error', (error) => stream.destroy(translate(error)));
  stream.once('close', () => {
    end();
    hop.close();
  });
  // It may break before anyone has begun to read it: whoever does then learns why.
  stream.on('error', () => undefined);
  hop.body.pipe(stream);
  return { stream, size, contentType: hop.header('content-type') };
}

function refusalOfAnswer({ status, header }: Hop, size: number, maxBytes: number): UrlRefused | undefined {
  if (status !== 200) {
    const isPassing = status >= 500 || status === 408 || status === 425 || status === 429;
    return new UrlRefused(`The host answers with status ${status}.`, isPassing);
  }
  if ((header('content-encoding') ?? 'identity') !== 'identity')
    return new UrlRefused('The host sends the file compressed, unasked.');
  return size > maxBytes ? tooLarge(maxBytes) : undefined;
}

function capped(maxBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(tooLarge(maxBytes));
      else done(null, chunk);
    },
  });
}

const tooLarge = (maxBytes: number) => new UrlRefused(`The file is larger than ${maxBytes} bytes.`);
const tooSlow = () => new UrlRefused('The host takes too long.', true);

function refusalOf(error: unknown): UrlRefused {
  if (error instanceof UrlRefused) return error;
  const { code } = error as { code?: unknown };
  if (code === 'ENOTFOUND') return new UrlRefused(problems['unknown host']);
  if (typeof code === 'string' && /CERT|^UNABLE_TO_|^ERR_TLS/.test(code))
    return new UrlRefused('The certificate of the host is not valid.');
  return new UrlRefused('The host cannot be reached, or broke off.', true);
}
