// Operations on a bucket: making it, looking for it, listing what it holds.
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { readDocument } from './body.ts';
import { S3Error } from './errors.ts';
import { requireBucket, type Answer, type Exchange } from './exchange.ts';
import { openFile, syncDirectory } from './files.ts';
import { xmlDocument, type XmlNode } from './xml.ts';

export async function createBucket({ request, verified, places }: Exchange): Promise<Answer> {
  // It may say a region, of which there is only one here; reading it verifies it.
  await readDocument(request, verified);
  try {
    await mkdir(places.bucket(request.bucket), { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new S3Error('BucketAlreadyOwnedByYou', 'The bucket is there already, and yours.');
  }
  await syncDirectory(places.buckets);
  return { status: 200, headers: { location: `/${request.bucket}` } };
}

export async function headBucket(exchange: Exchange): Promise<Answer> {
  await requireBucket(exchange);
  return { status: 200 };
}

/** A key, or the prefix that several have in common up to the delimiter. */
interface Row {
  name: string;
  isPrefix: boolean;
}

interface Listed {
  key: string;
  size: number;
  etag: string;
  modifiedAt: string;
}

const mostRows = 1_000;

export async function listObjects(exchange: Exchange): Promise<Answer> {
  const dir = await requireBucket(exchange);
  const { request } = exchange;
  const value = (name: string) => request.parameter(name) ?? '';
  if (value('list-type') !== '2') throw new S3Error('NotImplemented', 'Only list-type=2 is implemented.');
  const limit = Math.min(/^\d+$/.test(value('max-keys')) ? Number(value('max-keys')) : mostRows, mostRows);
  const [prefix, delimiter, token] = [value('prefix'), value('delimiter'), value('continuation-token')];
  const objects = (await readListing(dir)).filter(
    ({ key }) => key.startsWith(prefix) && isAfter(key, value('start-after')),
  );
  const after = Buffer.from(token, 'base64url').toString('utf8');
  const rows = rowsOf(objects, prefix, delimiter).filter(({ name }) => isAfter(name, after));
  const page = rows.slice(0, limit);
  const isTruncated = rows.length > page.length && page.length > 0;
  const encode = value('encoding-type') === 'url' ? encodeURIComponent : (text: string) => text;
  const byKey = new Map(objects.map((object) => [object.key, object]));
  const body = xmlDocument('ListBucketResult', {
    Name: request.bucket,
    Prefix: encode(prefix),
    MaxKeys: limit,
    KeyCount: page.length,
    IsTruncated: isTruncated,
    EncodingType: value('encoding-type') || undefined,
    NextContinuationToken: isTruncated ? Buffer.from(page.at(-1)!.name).toString('base64url') : undefined,
    Contents: page.filter(({ isPrefix }) => !isPrefix).map(({ name }) => contentsOf(byKey.get(name)!, encode)),
    CommonPrefixes: page.filter(({ isPrefix }) => isPrefix).map(({ name }) => ({ Prefix: encode(name) })),
  });
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

function contentsOf({ key, modifiedAt, etag, size }: Listed, encode: (text: string) => string): XmlNode {
  return { Key: encode(key), LastModified: modifiedAt, ETag: `"${etag}"`, Size: size, StorageClass: 'STANDARD' };
}

/** Everything in the bucket, in the order of the keys' bytes. Reads every file's end: enough for development. */
async function readListing(dir: string): Promise<Listed[]> {
  const objects: Listed[] = [];
  for (const name of await readdir(dir)) {
    const file = await openFile(path.join(dir, name));
    if (!file) continue;
    await file.close();
    const { key, etag, modifiedAt } = file.description;
    objects.push({ key, etag, modifiedAt, size: file.size });
  }
  return objects.toSorted((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
}

function rowsOf(objects: readonly Listed[], prefix: string, delimiter: string): Row[] {
  const rows = new Map<string, Row>();
  for (const { key } of objects) {
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const name = end === -1 ? key : key.slice(0, end + delimiter.length);
    rows.set(name, { name, isPrefix: end !== -1 });
  }
  return [...rows.values()];
}

function isAfter(key: string, other: string): boolean {
  return other === '' || Buffer.compare(Buffer.from(key), Buffer.from(other)) > 0;
}
