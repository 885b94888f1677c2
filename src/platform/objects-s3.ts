// The object store over the S3 protocol, for any endpoint that speaks the common part of it: path style, no checksums of
// Amazon's own, one deletion a call, no conditional writes.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import type * as Sdk from '@aws-sdk/client-s3';
import { attachment } from './objects-disposition.ts';
import { toFailure } from './objects-failures.ts';
import { ObjectMissing, type ObjectStore, type ObjectStoreSettings, type StoredObject } from './objects.ts';

export interface ObjectStoreTimeouts {
  connectMs: number;
  /** Until the answer begins. */
  answerMs: number;
  /** Longest pause while bytes go either way, the reader's own included. */
  idleMs: number;
}

const usual: ObjectStoreTimeouts = { connectMs: 5_000, answerMs: 60_000, idleMs: 30_000 };

// A provider that fetches a file itself may let the message wait for hours first.
const longestExpirySeconds = 6 * 3600;
// The least that S3 takes. Two of them are in memory at a time, and two more on their way there.
const partBytes = 5 * 1024 * 1024;
const partsAtOnce = 2;

/** Connects on first use. */
export function createObjectStore(
  settings: ObjectStoreSettings,
  timeouts: Partial<ObjectStoreTimeouts> = {},
): ObjectStore {
  const { bucket: Bucket } = settings;
  let opened: Promise<Connection> | undefined;
  const connection = () => (opened ??= connect(settings, { ...usual, ...timeouts }));
  const attempt = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    const open = await connection();
    return work(open).catch((error: unknown) => {
      // Of the file that was to be stored: not the store's failure.
      throw (error as NodeJS.ErrnoException).path === undefined ? toFailure(error, settings) : error;
    });
  };
  return {
    put: (key, body, contentType) => attempt((open) => put(open, { Bucket, Key: key, ContentType: contentType }, body)),
    get: (key) => attempt((open) => get(open, { Bucket, Key: key }, settings)),
    has: (key) =>
      attempt(({ sdk, client }) => client.send(new sdk.HeadObjectCommand({ Bucket, Key: key }))).then(
        () => true,
        (error: unknown) => {
          quietWhenMissing(error);
          return false;
        },
      ),
    remove: (key) =>
      attempt(({ sdk, client }) => client.send(new sdk.DeleteObjectCommand({ Bucket, Key: key }))).then(
        () => undefined,
        quietWhenMissing,
      ),
    presign: async (key, options) => {
      const { expiresInSeconds: seconds } = options;
      if (!(seconds >= 1 && seconds <= longestExpirySeconds))
        throw new RangeError(`a presigned URL lives for 1 to ${longestExpirySeconds} seconds`);
      return attempt((open) => presign(open, { Bucket, Key: key }, options));
    },
    check: () => attempt((open) => check(open, Bucket, settings.createBucket ?? false)),
    close: () => void opened?.then(({ client }) => client.destroy()).catch(() => undefined),
  };
}

interface Connection {
  sdk: typeof Sdk;
  client: Sdk.S3Client;
}

interface Address {
  Bucket: string;
  Key: string;
}

// The SDK is loaded when it is needed: it takes longer than everything else at the start.
async function connect(settings: ObjectStoreSettings, timeouts: ObjectStoreTimeouts): Promise<Connection> {
  const sdk = await import('@aws-sdk/client-s3');
  const { endpoint, region, accessKeyId, secretAccessKey, forcePathStyle } = settings;
  const client = new sdk.S3Client({
    endpoint,
    region,
    forcePathStyle,
    credentials: { accessKeyId, secretAccessKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Whoever calls tries again later; this is for a connection that broke while it was idle.
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: timeouts.connectMs,
      requestTimeout: timeouts.answerMs,
      throwOnRequestTimeout: true,
      socketTimeout: timeouts.idleMs,
    },
  });
  return { sdk, client };
}

type Body = Parameters<ObjectStore['put']>[1];

async function put({ sdk, client }: Connection, target: Address & { ContentType: string }, body: Body): Promise<void> {
  const content = Buffer.isBuffer(body) ? body : await smallContent(body);
  if (content) {
    await client.send(new sdk.PutObjectCommand({ ...target, Body: content, ContentLength: content.length }));
    return;
  }
  const { path, size } = body as Exclude<Body, Buffer>;
  const { Upload } = await import('@aws-sdk/lib-storage');
  const file = createReadStream(path, { end: size - 1 });
  try {
    await new Upload({
      client,
      params: { ...target, Body: file, ContentLength: size },
      partSize: partBytes,
      queueSize: partsAtOnce,
    }).done();
  } finally {
    file.destroy();
  }
}

/** The bytes of a file that needs no parts; undefined for a larger one. */
async function smallContent({ path, size }: Exclude<Body, Buffer>): Promise<Buffer | undefined> {
  const { size: actual } = await stat(path);
  if (actual !== size) throw Object.assign(new Error(`the file has ${actual} bytes, not ${size}`), { path });
  return size <= partBytes ? readFile(path) : undefined;
}

async function get({ sdk, client }: Connection, target: Address, settings: ObjectStoreSettings): Promise<StoredObject> {
  const { Body, ContentLength, ContentType } = await client.send(new sdk.GetObjectCommand(target));
  return {
    stream: translated(Body as Readable, settings),
    size: ContentLength ?? 0,
    contentType: ContentType ?? 'application/octet-stream',
  };
}

/** The same bytes; what breaks it is an ObjectStoreFailure. */
function translated(body: Readable, settings: ObjectStoreSettings): Readable {
  const stream = new PassThrough();
  body.once('error', (error) => stream.destroy(toFailure(error, settings)));
  stream.once('close', () => body.destroy());
  // It may break before anyone has begun to read it: whoever does then learns why.
  stream.on('error', () => undefined);
  return body.pipe(stream);
}

type PresignOptions = Parameters<ObjectStore['presign']>[1];

async function presign({ sdk, client }: Connection, target: Address, options: PresignOptions): Promise<string> {
  const { expiresInSeconds, contentType, filename } = options;
  const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner');
  const command = new sdk.GetObjectCommand({
    ...target,
    ResponseContentDisposition: attachment(filename),
    ...(contentType !== undefined && { ResponseContentType: contentType }),
  });
  return getSignedUrl(client, command, { expiresIn: expiresInSeconds });
}

async function check({ sdk, client }: Connection, Bucket: string, mayCreate: boolean): Promise<void> {
  try {
    await client.send(new sdk.HeadBucketCommand({ Bucket }));
  } catch (error) {
    // The answer to HEAD has no body, so all it says is 404.
    if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode !== 404) throw error;
    if (!mayCreate) throw Object.assign(new Error('no bucket', { cause: error }), { name: 'NoSuchBucket' });
    await createBucket({ sdk, client }, Bucket);
  }
}

// Another process may have made it a moment ago.
async function createBucket({ sdk, client }: Connection, Bucket: string): Promise<void> {
  try {
    await client.send(new sdk.CreateBucketCommand({ Bucket }));
  } catch (error) {
    if ((error as Error).name !== 'BucketAlreadyOwnedByYou') throw error;
  }
}

function quietWhenMissing(error: unknown): void {
  if (!(error instanceof ObjectMissing)) throw error;
}
