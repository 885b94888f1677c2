// Takes aws-chunked bodies apart, with and without signatures, and checks each chunk against the chain of signatures.
// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
import { createHash } from 'node:crypto';
import { emptyHash, hmac, sameText, sha256 } from './canonical.ts';
import { S3Error } from './errors.ts';
import type { Verified } from './signature.ts';

export interface ChunkedOptions {
  /** Undefined: chunks carry no signatures. */
  signing: Pick<Verified, 'key' | 'scope' | 'date' | 'signature'> | undefined;
  /** Told of what stands behind the last chunk. */
  onTrailer: (name: string, value: string) => void;
}

const longestLine = 4_096;

/** The content. Bytes of a chunk are given on before its signature is checked: what they were written to is void if this throws. */
export async function* decodeChunks(
  source: AsyncIterable<Buffer>,
  { signing, onTrailer }: ChunkedOptions,
): AsyncGenerator<Buffer> {
  const reader = createReader(source);
  const chain = signing && createChain(signing);
  for (;;) {
    const { size, signature } = parseChunkLine(await reader.line());
    const hash = createHash('sha256');
    for (let left = size; left > 0;) {
      const piece = await reader.some(left);
      left -= piece.length;
      hash.update(piece);
      yield piece;
    }
    chain?.expect('PAYLOAD', [emptyHash, hash.digest('hex')], signature);
    if (size === 0) break;
    if ((await reader.line()) !== '') throw malformed();
  }
  await readTrailers(reader, chain, onTrailer);
  if (!(await reader.isAtEnd())) throw malformed();
}

async function readTrailers(
  reader: Reader,
  chain: Chain | undefined,
  onTrailer: ChunkedOptions['onTrailer'],
): Promise<void> {
  let signed = '';
  let signature: string | undefined;
  for (let line = await reader.line(); line !== ''; line = await reader.line()) {
    const [, name, value] = /^([\w-]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw malformed();
    if (name.toLowerCase() === 'x-amz-trailer-signature') signature = value;
    else {
      signed += `${name.toLowerCase()}:${value}\n`;
      onTrailer(name.toLowerCase(), value);
    }
  }
  if (chain && signed !== '') chain.expect('TRAILER', [sha256(signed)], signature);
}

interface Chain {
  expect(kind: 'PAYLOAD' | 'TRAILER', hashes: readonly string[], signature: string | undefined): void;
}

/** Each signature covers the one before it, so that chunks can be neither dropped nor reordered. */
function createChain({ key, scope, date, signature: seed }: NonNullable<ChunkedOptions['signing']>): Chain {
  let previous = seed;
  return {
    expect: (kind, hashes, signature) => {
      const lines = [`AWS4-HMAC-SHA256-${kind}`, date, scope, previous, ...hashes];
      const expected = hmac(key, lines.join('\n')).toString('hex');
      if (signature === undefined || !sameText(expected, signature))
        throw new S3Error('SignatureDoesNotMatch', 'The signature of a chunk does not match.');
      previous = expected;
    },
  };
}

function parseChunkLine(line: string): { size: number; signature: string | undefined } {
  const [, size, signature] = /^([0-9a-f]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/i.exec(line) ?? [];
  if (size === undefined) throw malformed();
  return { size: Number.parseInt(size, 16), signature };
}

type Reader = ReturnType<typeof createReader>;

function createReader(source: AsyncIterable<Buffer>) {
  const iterator = source[Symbol.asyncIterator]();
  let pending: Buffer = Buffer.alloc(0);
  const readMore = async (): Promise<boolean> => {
    const { value, done } = await iterator.next();
    if (done) return false;
    pending = pending.length === 0 ? value : Buffer.concat([pending, value]);
    return true;
  };
  const need = async () => {
    if (!(await readMore())) throw new S3Error('IncompleteBody', 'The body ends before its last chunk.');
  };
  return {
    line: async (): Promise<string> => {
      for (;;) {
        const end = pending.subarray(0, longestLine).indexOf('\r\n');
        if (end !== -1) {
          const line = pending.toString('latin1', 0, end);
          pending = pending.subarray(end + 2);
          return line;
        }
        if (pending.length >= longestLine) throw malformed();
        await need();
      }
    },
    some: async (limit: number): Promise<Buffer> => {
      while (pending.length === 0) await need();
      const piece = pending.subarray(0, limit);
      pending = pending.subarray(piece.length);
      return piece;
    },
    isAtEnd: async () => pending.length === 0 && !(await readMore()),
  };
}

const malformed = () => new S3Error('InvalidRequest', 'The aws-chunked body cannot be read.');
