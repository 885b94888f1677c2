// What the object store's errors mean: nothing there, or a failure with what to do about it.
import { ObjectMissing, ObjectStoreFailure, type ObjectStoreSettings } from './objects.ts';

interface SdkError {
  name?: unknown;
  code?: unknown;
  $metadata?: { httpStatusCode?: number };
}

/** What the store does, and what to do about it. `{bucket}` stands for the bucket's name. */
type Meaning = readonly [problem: string, advice: string];

/** @param error what a call of the SDK threw. */
export function toFailure(
  error: unknown,
  { endpoint, bucket }: Pick<ObjectStoreSettings, 'endpoint' | 'bucket'>,
): ObjectMissing | ObjectStoreFailure {
  if (error instanceof ObjectMissing || error instanceof ObjectStoreFailure) return error;
  const { name, code, $metadata } = error as SdkError;
  const known = typeof name === 'string' ? meanings[name] : undefined;
  const status = $metadata?.httpStatusCode;
  if (!known && (name === 'NoSuchKey' || status === 404))
    return new ObjectMissing('There is no such object.', { cause: error });
  const [problem, advice] = known ?? (status === undefined ? unreachable(name, code) : byStatus(status, name));
  const text = `The object store ${new URL(endpoint).host} ${problem.replace('{bucket}', bucket)}`;
  return new ObjectStoreFailure(text, advice, { cause: error });
}

const otherKeys: Meaning = ['does not accept the keys', 'Correct S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.'];
const otherRegion: Meaning = ['keeps the bucket "{bucket}" in another region', 'Correct S3_REGION.'];

const meanings: { readonly [code: string]: Meaning } = {
  NoSuchBucket: ['has no bucket "{bucket}"', 'Create it, or correct S3_BUCKET.'],
  InvalidBucketName: ['takes no bucket of the name "{bucket}"', 'Correct S3_BUCKET.'],
  InvalidAccessKeyId: otherKeys,
  SignatureDoesNotMatch: otherKeys,
  AuthorizationHeaderMalformed: otherRegion,
  PermanentRedirect: otherRegion,
  RequestTimeTooSkewed: ['has another time than this machine', 'Set both clocks by NTP.'],
};

function byStatus(status: number, name: unknown): Meaning {
  if (status === 301 || status === 307) return otherRegion;
  if (status === 401 || status === 403)
    return ['refuses the use of the bucket "{bucket}"', 'Let these keys read, write and delete objects in it.'];
  const code = typeof name === 'string' && /^[A-Z][A-Za-z0-9]+$/.test(name) ? ` ${name}` : '';
  if (status === 429 || status >= 500)
    return [`answers ${status}${code}`, 'It is overloaded or out of order: look at its logs.'];
  return [`answers ${status}${code}`, 'If it is not an S3-compatible store, correct S3_ENDPOINT.'];
}

function unreachable(name: unknown, code: unknown): Meaning {
  // The SDK calls a connection that was cut a timeout, too.
  if (name === 'TimeoutError' && code !== 'ECONNRESET' && code !== 'EPIPE')
    return ['does not answer in time', 'Look whether it is overloaded, or a firewall is between.'];
  const known = typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) ? ` (${code})` : '';
  return [`cannot be reached${known}, or does not speak S3`, 'Start it, or correct S3_ENDPOINT.'];
}
