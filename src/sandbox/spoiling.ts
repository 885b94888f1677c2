// Answers as they arrive when something on the way, or at the provider, spoils them: cut, stuck, endless, altered.
import type { AnswerFault, CallFault } from './faults.ts';
import { parseObject } from './http.ts';
import type { Answer, JsonObject, StreamBody } from './http.ts';

const kinds = new Set<string>(['truncated', 'stalled', 'endless', 'wrong_sha256', 'wrong_content_type']);

export function isAnswerFault(fault: CallFault): fault is AnswerFault {
  return kinds.has(fault.kind);
}

export function spoilt(answer: Answer, fault: AnswerFault): Answer {
  const body = streamed(answer.body);
  switch (fault.kind) {
    case 'truncated':
      return { ...answer, body: { ...body, open: () => truncated(body, fault.afterBytes) } };
    case 'stalled':
      return { ...answer, body: { ...body, open: () => stalled(body, fault.afterBytes) } };
    case 'endless':
      return { ...answer, body: { size: undefined, open: () => endless(body) } };
    case 'wrong_sha256':
      return altered(answer, { sha256: '0'.repeat(64) }) ?? { ...answer, body: { ...body, open: () => flipped(body) } };
    case 'wrong_content_type':
    default: {
      const contentType = fault.contentType ?? 'application/octet-stream';
      return altered(answer, { mime_type: contentType, content_type: contentType }) ?? { ...answer, contentType };
    }
  }
}

/** A file's metadata, which says of the file what the fault wants said. */
function altered(answer: Answer, changes: JsonObject): Answer | undefined {
  if (typeof answer.body !== 'string' || !answer.contentType.includes('json')) return undefined;
  const metadata = parseObject(answer.body) ?? {};
  const known = Object.entries(changes).filter(([key]) => key in metadata);
  return { ...answer, body: JSON.stringify({ ...metadata, ...Object.fromEntries(known) }) };
}

function streamed(body: Answer['body']): StreamBody {
  return typeof body === 'string' ? fromBytes(Buffer.from(body)) : body;
}

const chunkBytes = 64 * 1_024;

export function fromBytes(bytes: Uint8Array): StreamBody {
  return { size: bytes.length, open: () => chunks(bytes) };
}

// Async like every other source of bytes, so that all are read in one way.
async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes);
}

async function* upTo(body: StreamBody, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of body.open()) {
    if (left <= 0) return;
    yield chunk.subarray(0, left);
    left -= chunk.length;
  }
}

async function* truncated(body: StreamBody, afterBytes = half(body)): AsyncGenerator<Uint8Array> {
  yield* upTo(body, afterBytes);
  // What has been written leaves first: the caller is to see a beginning.
  await new Promise(setImmediate);
  throw new Error('cut off');
}

async function* stalled(body: StreamBody, afterBytes = half(body)): AsyncGenerator<Uint8Array> {
  yield* upTo(body, afterBytes);
  await new Promise(() => undefined);
}

async function* endless(body: StreamBody): AsyncGenerator<Uint8Array> {
  yield* body.open();
  const filler = Buffer.alloc(chunkBytes);
  for (;;) yield filler;
}

async function* flipped(body: StreamBody): AsyncGenerator<Uint8Array> {
  for await (const chunk of body.open()) yield chunk.map((byte) => byte ^ 0xff);
}

function half({ size = 0 }: StreamBody): number {
  return Math.floor(size / 2);
}
