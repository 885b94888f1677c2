// A request as it was sent: bucket, key, query and headers, decoded once and never normalised, as signatures need it.
import type { IncomingMessage } from 'node:http';
import { S3Error } from './errors.ts';

export interface S3Request {
  message: IncomingMessage;
  method: string;
  /** Decoded, with its leading slash. */
  path: string;
  /** Empty: the service itself. */
  bucket: string;
  /** Empty: the bucket itself. */
  key: string;
  /** Decoded, in the order sent. */
  query: readonly (readonly [name: string, value: string])[];
  /** Of a parameter that may be given once; undefined when it is not there. */
  parameter(name: string): string | undefined;
  /** Of a header, several joined by commas. */
  header(name: string): string | undefined;
  /** Lower case. */
  headerNames: readonly string[];
}

const maxKeyBytes = 1024;

/** Throws S3Error for what cannot be read. */
export function readRequest(message: IncomingMessage): S3Request {
  const [rawPath = '', ...rest] = (message.url ?? '').split('?');
  const path = decode(rawPath);
  if (!path.startsWith('/')) throw new S3Error('InvalidURI', 'The URI is not a path.');
  const query = parseQuery(rest.join('?'));
  const headers = collectHeaders(message.rawHeaders);
  const slash = path.indexOf('/', 1);
  const bucket = slash === -1 ? path.slice(1) : path.slice(1, slash);
  const key = slash === -1 ? '' : path.slice(slash + 1);
  if (Buffer.byteLength(key) > maxKeyBytes)
    throw new S3Error('KeyTooLongError', `A key has ${maxKeyBytes} bytes at most.`);
  return {
    message,
    method: message.method ?? '',
    path,
    bucket,
    key,
    query,
    parameter: (name) => single(query, name),
    header: (name) => headers.get(name)?.join(','),
    headerNames: [...headers.keys()],
  };
}

function parseQuery(text: string): [string, string][] {
  if (text === '') return [];
  return text
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals === -1 ? [decode(part), ''] : [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
    });
}

function single(query: S3Request['query'], name: string): string | undefined {
  const values = query.filter(([each]) => each === name);
  if (values.length > 1) throw new S3Error('InvalidArgument', `${name} is given more than once.`);
  return values[0]?.[1];
}

/** From the raw list: Node drops the repetitions of some headers, and a signature covers them all. */
function collectHeaders(raw: readonly string[]): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at]!.toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), raw[at + 1]!]);
  }
  return headers;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI', 'The URI is not valid UTF-8.');
  }
}
