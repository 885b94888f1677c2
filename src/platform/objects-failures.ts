// What the object store's errors mean: nothing there, or a failure with what to do about it.
import { ObjectMissing, ObjectStoreFailure, type ObjectStoreSettings } from './objects.ts';

interface SdkError {
  name?: unknown;
  code?: unknown;
  $metadata?: { httpStatusCode?: number };
}

type Place = Pick<ObjectStoreSettings, 'endpoint' | 'bucket'>;

/** @param error what a call of the SDK threw. */
export function toFailure(error: unknown, { endpoint, bucket }: Place): ObjectMissing | ObjectStoreFailure {
  if (error instanceof ObjectMissing || error instanceof ObjectStoreFailure) return error;
  const { name, code, $metadata } = error as SdkError;
  const status = $metadata?.httpStatusCode;
  const failure = (text: string) => new ObjectStoreFailure(text, { cause: error });
  const host = `The object store ${new URL(endpoint).host}`;
  const meaning = typeof name === 'string' ? meanings[name] : undefined;
  if (meaning !== undefined) return failure(`${host} ${meaning.replace('{bucket}', bucket)}`);
  if (name === 'NoSuchKey' || status === 404) return new ObjectMissing('There is no such object.', { cause: error });
  if (status === undefined) return failure(`${host} ${unreachable(name, code)}`);
  return failure(`${host} ${byStatus(status, name).replace('{bucket}', bucket)}`);
}

const keys = 'does not accept the keys. Correct S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.';
const region = 'keeps the bucket in another region. Correct S3_REGION.';

const meanings: { readonly [code: string]: string } = {
  NoSuchBucket: 'has no bucket "{bucket}". Create it, or correct S3_BUCKET.',
  InvalidBucketName: 'takes no bucket of the name "{bucket}". Correct S3_BUCKET.',
  InvalidAccessKeyId: keys,
  SignatureDoesNotMatch: keys,
  AuthorizationHeaderMalformed: region,
  PermanentRedirect: region,
  RequestTimeTooSkewed: 'has another time than this machine. Set the clock by NTP.',
};

function byStatus(status: number, name: unknown): string {
  if (status === 301 || status === 307) return region;
  if (status === 401 || status === 403)
    return 'refuses. Let these keys read, write and delete objects in the bucket "{bucket}".';
  if (status === 429 || status >= 500) return `answers ${status}: it is overloaded or out of order. Look at its logs.`;
  const code = typeof name === 'string' && /^[A-Z][A-Za-z0-9]+$/.test(name) ? ` ${name}` : '';
  return `answers ${status}${code}. If it is not an S3-compatible store, correct S3_ENDPOINT.`;
}

function unreachable(name: unknown, code: unknown): string {
  if (name === 'TimeoutError')
    return 'does not answer in time. Look whether it is overloaded, or a firewall is between.';
  const known = typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) ? ` (${code})` : '';
  return `cannot be reached${known}, or does not speak S3. Start it, or correct S3_ENDPOINT.`;
}
