// What an operation is given and what it answers; where buckets, objects and uploads lie in the data directory.
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { readContent } from './body.ts';
import { S3Error } from './errors.ts';
import type { S3Request } from './request.ts';
import type { Verified } from './signature.ts';

export interface Exchange {
  request: S3Request;
  verified: Verified;
  places: Places;
  now: Date;
}

export interface Answer {
  status: number;
  headers?: { [name: string]: string | number };
  /** XML, or an object's content. */
  body?: string | Readable;
}

export type Operation = (exchange: Exchange) => Promise<Answer>;

export interface Places {
  /** Files that have no name yet. */
  temporary: string;
  buckets: string;
  uploads: string;
  bucket(name: string): string;
  /** A key becomes a hash: whatever it holds, the file is in the bucket's directory. */
  object(bucket: string, key: string): string;
  upload(id: string): string;
}

export function placesIn(home: string): Places {
  const [buckets, uploads] = [path.join(home, 'buckets'), path.join(home, 'uploads')];
  const bucket = (name: string) => path.join(buckets, requireBucketName(name));
  return {
    temporary: path.join(home, 'tmp'),
    buckets,
    uploads,
    bucket,
    object: (name, key) => path.join(bucket(name), createHash('sha256').update(key).digest('hex')),
    upload: (id) => {
      if (!/^[0-9a-f]{32}$/.test(id)) throw noSuchUpload();
      return path.join(uploads, id);
    },
  };
}

/** Throws InvalidBucketName: nothing else becomes a directory's name. */
function requireBucketName(name: string): string {
  const isWell = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..');
  if (isWell && !/^\d+\.\d+\.\d+\.\d+$/.test(name)) return name;
  throw new S3Error('InvalidBucketName', 'A bucket is named by 3 to 63 small letters, digits, dots and hyphens.');
}

/** The bucket's directory. Throws NoSuchBucket. */
export async function requireBucket({ request, places }: Exchange): Promise<string> {
  const dir = places.bucket(request.bucket);
  const exists = await stat(dir).then(
    () => true,
    () => false,
  );
  if (!exists) throw new S3Error('NoSuchBucket', 'The bucket does not exist.');
  return dir;
}

export function contentOf({ request, verified }: Exchange): AsyncGenerator<Buffer> {
  return readContent(request, verified);
}

export const noSuchUpload = () =>
  new S3Error('NoSuchUpload', 'There is no such upload: it was completed or given up, or never begun.');

const keptHeaders = /^(content-type|content-disposition|content-language|cache-control|expires|x-amz-meta-[!-~]+)$/;

/** Of the request's headers, those that are given back with the object. */
export function objectHeaders({ header, headerNames }: S3Request): { [name: string]: string } {
  const kept = headerNames.filter((name) => keptHeaders.test(name)).map((name) => [name, header(name)!] as const);
  // Undone here, so it must not be said of what is given back.
  const encoding = (header('content-encoding') ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '' && each !== 'aws-chunked');
  const rest = encoding.length === 0 ? [] : [['content-encoding', encoding.join(',')] as const];
  return { 'content-type': 'binary/octet-stream', ...Object.fromEntries([...kept, ...rest]) };
}

/** Whether an object may only be made where there is none. */
export function onlyIfAbsent({ header }: S3Request): boolean {
  if (header('if-match') !== undefined) throw new S3Error('NotImplemented', 'If-Match is not implemented for writing.');
  const condition = header('if-none-match');
  if (condition !== undefined && condition !== '*')
    throw new S3Error('NotImplemented', 'If-None-Match is implemented for * only.');
  return condition === '*';
}
