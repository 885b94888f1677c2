// Operations on one object.
import { contentOf, objectHeaders, onlyIfAbsent, requireBucket, type Answer, type Exchange } from './exchange.ts';
import { S3Error } from './errors.ts';
import { openFile, publishFile, removeFile, writeFile, type OpenFile } from './files.ts';

export async function putObject(exchange: Exchange): Promise<Answer> {
  const { request, places, now } = exchange;
  await requireBucket(exchange);
  const absent = onlyIfAbsent(request);
  const target = places.object(request.bucket, request.key);
  const headers = objectHeaders(request);
  const { file, description } = await writeFile(places.temporary, contentOf(exchange), (etag) => ({
    key: request.key,
    etag,
    modifiedAt: now.toISOString(),
    headers,
  }));
  await publishObject(file, target, absent);
  return { status: 200, headers: { etag: `"${description.etag}"` } };
}

/** Throws PreconditionFailed when there must be none of that name and there is one. */
export async function publishObject(file: string, target: string, absent: boolean): Promise<void> {
  try {
    await publishFile(file, target, absent);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new S3Error('PreconditionFailed', 'There is an object of that key already.');
  }
}

export async function getObject(exchange: Exchange): Promise<Answer> {
  return readObject(exchange, ({ stream }, { start, end }) => stream(start, end));
}

export async function headObject(exchange: Exchange): Promise<Answer> {
  return readObject(exchange, () => undefined);
}

interface Span {
  start: number;
  end: number;
}

async function readObject(exchange: Exchange, bodyOf: (file: OpenFile, span: Span) => Answer['body']): Promise<Answer> {
  const { request, places } = exchange;
  await requireBucket(exchange);
  const overrides = responseOverrides(exchange);
  const file = await openFile(places.object(request.bucket, request.key));
  if (!file) throw new S3Error('NoSuchKey', 'The key does not exist.');
  let body: Answer['body'];
  try {
    const { description, size } = file;
    const headers = { ...headersOf(file), ...overrides };
    if (request.header('if-none-match') === headers.etag) return { status: 304, headers: { etag: headers.etag } };
    const span = parseRange(request.header('range'), size);
    const whole = { start: 0, end: size - 1 };
    const { start, end } = span ?? whole;
    const length = end - start + 1;
    if (length > 0) body = bodyOf(file, { start, end });
    const ranged = span && { 'content-range': `bytes ${start}-${end}/${size}` };
    const all = { ...description.headers, ...headers, ...ranged, 'content-length': length };
    return { status: span ? 206 : 200, headers: all, ...(body !== undefined && { body }) };
  } finally {
    if (body === undefined) await file.close();
  }
}

function headersOf({ description }: OpenFile) {
  return {
    etag: `"${description.etag}"`,
    'last-modified': new Date(description.modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
  };
}

/** The one range asked for, both ends included; undefined for the whole, as for anything that is no range. */
function parseRange(header: string | undefined, size: number): Span | undefined {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || from + to === '') return undefined;
  const start = from === '' ? Math.max(size - Number(to), 0) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  if (start > end) throw new S3Error('InvalidRange', 'The range lies outside the object.');
  return { start, end };
}

/** What a presigned URL wants the answer to say. */
function responseOverrides({ request }: Exchange): { [name: string]: string } {
  const given = request.query.filter(([name]) => name.startsWith('response-'));
  if (given.some(([, value]) => !/^[ -~]*$/.test(value)))
    throw new S3Error('InvalidArgument', 'A response header holds characters that headers cannot.');
  return Object.fromEntries(given.map(([name, value]) => [name.slice('response-'.length), value]));
}

export async function deleteObject(exchange: Exchange): Promise<Answer> {
  const { request, places } = exchange;
  await requireBucket(exchange);
  await removeFile(places.object(request.bucket, request.key));
  return { status: 204 };
}
