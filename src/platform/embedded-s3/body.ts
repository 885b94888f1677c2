// A request's content, given on piece by piece and held against everything that was said of it: length, hashes, signatures.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { decodeChunks } from './chunked.ts';
import { notImplemented, S3Error } from './errors.ts';
import type { S3Request } from './request.ts';
import type { Verified } from './signature.ts';

const maxBytes = 5 * 1024 ** 3;
const maxDocumentBytes = 4 * 1024 * 1024;

/** Throws S3Error, at the latest after the last piece, when the content is not what was announced. */
export async function* readContent(request: S3Request, verified: Verified): AsyncGenerator<Buffer> {
  const encoding = encodingOf(verified.payloadHash);
  const expectedBytes = lengthOf(request, encoding !== undefined);
  const checks = [...hashChecks(request, verified.payloadHash), ...checksumChecks(request)];
  const trailers = new Map<string, string>();
  let bytes = 0;
  for await (const piece of piecesOf(request, verified, encoding, trailers)) {
    bytes += piece.length;
    if (bytes > expectedBytes) throw incomplete();
    for (const { update } of checks) update(piece);
    yield piece;
  }
  if (bytes !== expectedBytes) throw incomplete();
  for (const { verify } of checks) verify(trailers);
}

/** For the small XML documents of some calls. */
export async function readDocument(request: S3Request, verified: Verified): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of readContent(request, verified)) {
    bytes += piece.length;
    if (bytes > maxDocumentBytes) throw new S3Error('MalformedXML', 'The document is too long.');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

type Encoding = 'signed' | 'signed-trailer' | 'unsigned-trailer';

const encodings: { readonly [payloadHash: string]: Encoding } = {
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': 'signed',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': 'signed-trailer',
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': 'unsigned-trailer',
};

function encodingOf(payloadHash: string): Encoding | undefined {
  const encoding = encodings[payloadHash];
  if (encoding === undefined && payloadHash.startsWith('STREAMING-')) throw notImplemented(payloadHash);
  return encoding;
}

// An error after a part of the body must leave the connection open for its answer, so the source is not destroyed.
function piecesOf(
  { message }: S3Request,
  verified: Verified,
  encoding: Encoding | undefined,
  trailers: Map<string, string>,
): AsyncIterable<Buffer> {
  const source: AsyncIterable<Buffer> = message.iterator({ destroyOnReturn: false });
  if (encoding === undefined) return source;
  const signing = encoding === 'unsigned-trailer' ? undefined : verified;
  return decodeChunks(source, { signing, onTrailer: (name, value) => trailers.set(name, value) });
}

function lengthOf(request: S3Request, isChunked: boolean): number {
  const name = isChunked ? 'x-amz-decoded-content-length' : 'content-length';
  // Without a body there may be no header at all.
  const text = request.header(name) ?? (isChunked || request.header('transfer-encoding') !== undefined ? '' : '0');
  if (!/^\d{1,15}$/.test(text)) throw new S3Error('MissingContentLength', `The header ${name} is needed.`);
  if (Number(text) > maxBytes) throw new S3Error('EntityTooLarge', 'One upload takes 5 GiB at most.');
  return Number(text);
}

interface BodyCheck {
  update(piece: Buffer): void;
  verify(trailers: ReadonlyMap<string, string>): void;
}

function hashChecks(request: S3Request, payloadHash: string): BodyCheck[] {
  const checks: BodyCheck[] = [];
  if (/^[0-9a-f]{64}$/.test(payloadHash)) {
    const wrong = new S3Error('XAmzContentSHA256Mismatch', 'The body does not have the hash in x-amz-content-sha256.');
    checks.push(digestCheck('sha256', 'hex', () => payloadHash, wrong));
  } else if (payloadHash !== 'UNSIGNED-PAYLOAD' && !(payloadHash in encodings)) {
    throw new S3Error('InvalidArgument', 'x-amz-content-sha256 is neither a SHA-256 nor a known constant.');
  }
  const md5 = request.header('content-md5');
  if (md5 !== undefined) {
    if (Buffer.from(md5, 'base64').length !== 16) throw new S3Error('InvalidDigest', 'Content-MD5 is no MD5.');
    checks.push(digestCheck('md5', 'base64', () => md5, badDigest('Content-MD5')));
  }
  return checks;
}

const checksumHeader = /^x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)$/;

/** Named by a header with the value, or by x-amz-trailer when the value comes behind the body. */
function checksumChecks(request: S3Request): BodyCheck[] {
  const trailing = (request.header('x-amz-trailer') ?? '').split(',').map((name) => name.trim().toLowerCase());
  const names = [...request.headerNames, ...trailing].filter((name) => checksumHeader.test(name));
  return names.map((name) => {
    const expected = (trailers: ReadonlyMap<string, string>) => trailers.get(name) ?? request.header(name);
    const algorithm = checksumHeader.exec(name)![1]!;
    if (algorithm === 'sha1' || algorithm === 'sha256')
      return digestCheck(algorithm, 'base64', expected, badDigest(name));
    if (algorithm === 'crc32') return crc32Check(expected, badDigest(name));
    throw notImplemented(name);
  });
}

type Expected = (trailers: ReadonlyMap<string, string>) => string | undefined;

function digestCheck(algorithm: string, encoding: 'hex' | 'base64', expected: Expected, wrong: S3Error): BodyCheck {
  const hash = createHash(algorithm);
  return {
    update: (piece) => void hash.update(piece),
    verify: (trailers) => {
      if (hash.digest(encoding) !== expected(trailers)) throw wrong;
    },
  };
}

function crc32Check(expected: Expected, wrong: S3Error): BodyCheck {
  let sum = 0;
  return {
    update: (piece) => void (sum = crc32(piece, sum)),
    verify: (trailers) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(sum);
      if (bytes.toString('base64') !== expected(trailers)) throw wrong;
    },
  };
}

const badDigest = (name: string) => new S3Error('BadDigest', `The body does not have the checksum in ${name}.`);
const incomplete = () => new S3Error('IncompleteBody', 'The body does not have the length that was announced.');
