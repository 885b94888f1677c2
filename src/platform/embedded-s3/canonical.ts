// AWS Signature Version 4: what is signed, and with which key. Pure.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { S3Request } from './request.ts';

/** The day, region and service that a signature is for. */
export interface Scope {
  accessKeyId: string;
  /** YYYYMMDD */
  day: string;
  region: string;
}

export const emptyHash = sha256('');

export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

export function hmac(key: Buffer | string, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

export function signingKey(secretAccessKey: string, { day, region }: Scope): Buffer {
  return [region, 's3', 'aws4_request'].reduce((key, part) => hmac(key, part), hmac(`AWS4${secretAccessKey}`, day));
}

export function scopeText({ day, region }: Scope): string {
  return `${day}/${region}/s3/aws4_request`;
}

/** The hash of everything that the headers `signed` and the URI say. */
export function canonicalHash(request: S3Request, signed: readonly string[], payloadHash: string): string {
  const headers = signed.map((name) => `${name}:${(request.header(name) ?? '').trim().replaceAll(/ +/g, ' ')}\n`);
  const lines = [
    request.method,
    encode(request.path).replaceAll('%2F', '/'),
    canonicalQuery(request.query),
    headers.join(''),
    signed.join(';'),
    payloadHash,
  ];
  return sha256(lines.join('\n'));
}

function canonicalQuery(query: S3Request['query']): string {
  return query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .toSorted(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map((pair) => pair.join('='))
    .join('&');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Everything but the unreserved characters; JavaScript leaves five more alone. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Takes the same time wherever they differ. */
export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
