// The chunks of an upload on their way to a local file: counted, hashed, and taken no faster than the disk writes.
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { invalidFields } from './errors.ts';
import type { UploadMediaRequest__Output as Request } from './gen/switchboard/v1/UploadMediaRequest.ts';

export interface Received {
  path: string;
  /** Bytes. */
  size: number;
  /** Lower-case hex. */
  sha256: string;
}

const largestChunk = 1_048_576;

/** The file is the caller's to remove. Throws a Refusal for what is no upload, or more than `mostBytes`. */
export async function receiveChunks(
  parts: AsyncIterator<Request, unknown>,
  path: string,
  mostBytes: number,
): Promise<Received> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
      const chunk = chunkOf(next.value);
      size += chunk.length;
      if (size > mostBytes) throw wrong(`is beyond the ${mostBytes} bytes that may be sent`);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  if (size === 0) throw wrong('is required: there is nothing to store');
  return { path, size, sha256: hash.digest('hex') };
}

function chunkOf({ part, chunk }: Request): Buffer {
  if (part !== 'chunk' || !chunk) throw wrong('is required in every request but the first');
  if (chunk.length === 0) throw wrong('is empty');
  if (chunk.length > largestChunk) throw wrong(`has ${chunk.length} bytes: ${largestChunk} are the most`);
  return chunk;
}

function wrong(description: string) {
  return invalidFields([{ field: 'chunk', description }]);
}
