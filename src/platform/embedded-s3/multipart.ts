// Uploads in parts. Parts are files of their own until the upload is completed; only then is there an object.
import { createHash, randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { readDocument } from './body.ts';
import { S3Error } from './errors.ts';
import {
  contentOf,
  noSuchUpload,
  objectHeaders,
  onlyIfAbsent,
  requireBucket,
  type Answer,
  type Exchange,
} from './exchange.ts';
import { makeDirectory, openFile, publishFile, syncDirectory, writeFile, type Description } from './files.ts';
import { publishObject } from './objects.ts';
import { parseParts, xmlDocument, type ListedPart } from './xml.ts';

const leastPartBytes = 5 * 1024 * 1024;
const mostParts = 10_000;

export async function createUpload(exchange: Exchange): Promise<Answer> {
  const { request, verified, places, now } = exchange;
  await requireBucket(exchange);
  await readDocument(request, verified);
  const { bucket, key } = request;
  const id = randomBytes(16).toString('hex');
  await makeDirectory(places.upload(id));
  const headers = objectHeaders(request);
  const describe = () => ({ key: placeOf(exchange), etag: '', modifiedAt: now.toISOString(), headers });
  const { file } = await writeFile(places.temporary, nothing(), describe);
  await publishFile(file, path.join(places.upload(id), aboutFile));
  return xml(xmlDocument('InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId: id }));
}

// An empty file in the upload's directory whose description is that of the object to be.
const aboutFile = 'about';

const placeOf = ({ request }: Exchange) => `${request.bucket}/${request.key}`;

async function* nothing(): AsyncGenerator<Buffer> {}

interface Upload {
  dir: string;
  headers: Description['headers'];
}

/** That of the request. Throws NoSuchUpload when it is for another object. */
async function requireUpload(exchange: Exchange): Promise<Upload> {
  const dir = exchange.places.upload(exchange.request.parameter('uploadId') ?? '');
  const about = await openFile(path.join(dir, aboutFile));
  await about?.close();
  if (about?.description.key !== placeOf(exchange)) throw noSuchUpload();
  return { dir, headers: about.description.headers };
}

export async function uploadPart(exchange: Exchange): Promise<Answer> {
  const { request, places, now } = exchange;
  await requireBucket(exchange);
  const { dir } = await requireUpload(exchange);
  const number = request.parameter('partNumber') ?? '';
  if (!/^\d{1,5}$/.test(number) || Number(number) < 1 || Number(number) > mostParts)
    throw new S3Error('InvalidArgument', `A part's number is 1 to ${mostParts}.`);
  const describe = (etag: string) => ({ key: request.key, etag, modifiedAt: now.toISOString(), headers: {} });
  const { file, description } = await writeFile(places.temporary, contentOf(exchange), describe);
  await publishFile(file, path.join(dir, partName(Number(number)))).catch((error: NodeJS.ErrnoException) => {
    // Given up, or completed, while the part was on its way.
    throw error.code === 'ENOENT' ? noSuchUpload() : error;
  });
  return { status: 200, headers: { etag: `"${description.etag}"` } };
}

const partName = (number: number) => `part-${number}`;

export async function completeUpload(exchange: Exchange): Promise<Answer> {
  const { request, verified, places, now } = exchange;
  await requireBucket(exchange);
  const { dir, headers } = await requireUpload(exchange);
  const absent = onlyIfAbsent(request);
  const parts = parseParts(await readDocument(request, verified));
  await requireParts(dir, parts);
  const { bucket, key } = request;
  const etag = etagOf(parts);
  const describe = () => ({ key, etag, modifiedAt: now.toISOString(), headers });
  const { file } = await writeFile(places.temporary, joined(dir, parts), describe);
  await publishObject(file, places.object(bucket, key), absent);
  await removeUpload(exchange, dir);
  const result = { Location: `/${bucket}/${key}`, Bucket: bucket, Key: key, ETag: `"${etag}"` };
  return xml(xmlDocument('CompleteMultipartUploadResult', result));
}

/** Throws S3Error unless the parts are there, are those that were sent, and are in order and large enough. */
async function requireParts(dir: string, parts: readonly ListedPart[]): Promise<void> {
  if (parts.some(({ number }, index) => number <= (parts[index - 1]?.number ?? 0)))
    throw new S3Error('InvalidPartOrder', 'The parts are not in ascending order.');
  for (const [index, { number, etag }] of parts.entries()) {
    const part = await openFile(path.join(dir, partName(number)));
    await part?.close();
    if (part?.description.etag !== etag)
      throw new S3Error('InvalidPart', `Part ${number} was not uploaded, or is another one.`);
    if (index < parts.length - 1 && part.size < leastPartBytes)
      throw new S3Error('EntityTooSmall', `Part ${number} has fewer than ${leastPartBytes} bytes and is not the last.`);
  }
}

function etagOf(parts: readonly ListedPart[]): string {
  const sums = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')));
  return `${createHash('md5').update(sums).digest('hex')}-${parts.length}`;
}

async function* joined(dir: string, parts: readonly ListedPart[]): AsyncGenerator<Buffer> {
  for (const { number, etag } of parts) {
    const part = await openFile(path.join(dir, partName(number)));
    if (part?.description.etag !== etag) {
      await part?.close();
      throw new S3Error('InvalidPart', `Part ${number} was replaced or removed in the meantime.`);
    }
    if (part.size === 0) await part.close();
    else yield* part.stream(0, part.size - 1) as AsyncIterable<Buffer>;
  }
}

export async function abortUpload(exchange: Exchange): Promise<Answer> {
  await requireBucket(exchange);
  const { dir } = await requireUpload(exchange);
  await removeUpload(exchange, dir);
  return { status: 204 };
}

async function removeUpload({ places }: Exchange, dir: string): Promise<void> {
  // Without its description it is no upload any more, whatever a crash leaves of the rest.
  await rm(path.join(dir, aboutFile), { force: true });
  await rm(dir, { recursive: true, force: true });
  await syncDirectory(places.uploads);
}

const xml = (body: string): Answer => ({ status: 200, headers: { 'content-type': 'application/xml' }, body });
