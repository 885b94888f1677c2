// Takes a body of unknown honesty to local disk: counted, hashed and bounded on the way, with memory flat.
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface ReceivedFile {
  path: string;
  /** Bytes. */
  size: number;
  /** Lower-case hex. */
  sha256: string;
}

export interface ReceiveOptions {
  dir: string;
  maxBytes: number;
  timeoutMs: number;
  /** The work is given up. */
  signal: AbortSignal;
}

/** What came was not the whole file. `broken`: the body ended with an error, which is in `error`. */
export type ReceiveProblem =
  | { type: 'empty' | 'too_large' | 'too_slow' | 'interrupted' }
  | { type: 'broken'; error: unknown }
  /** Our own disk. */
  | { type: 'disk'; error: unknown };

class TooLarge extends Error {}

/** The file is the caller's to remove. Leaves nothing behind when it fails. */
export async function receive(
  body: Readable,
  options: ReceiveOptions,
): Promise<{ type: 'received'; file: ReceivedFile } | ReceiveProblem> {
  const target = path.join(options.dir, randomUUID());
  const tooSlow = AbortSignal.timeout(options.timeoutMs);
  const hash = createHash('sha256');
  let size = 0;
  async function* measure(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > options.maxBytes) throw new TooLarge();
      hash.update(chunk);
      yield chunk;
    }
  }
  try {
    const file = createWriteStream(target, { flags: 'wx', mode: 0o600 });
    await pipeline(body, measure, file, { signal: AbortSignal.any([options.signal, tooSlow]) });
    if (size > 0) return { type: 'received', file: { path: target, size, sha256: hash.digest('hex') } };
    await rm(target);
    return { type: 'empty' };
  } catch (error) {
    await rm(target, { force: true });
    if (error instanceof TooLarge) return { type: 'too_large' };
    if (options.signal.aborted) return { type: 'interrupted' };
    if (tooSlow.aborted) return { type: 'too_slow' };
    return isOwnDisk(error, target) ? { type: 'disk', error } : { type: 'broken', error };
  }
}

function isOwnDisk(error: unknown, target: string): boolean {
  const { code, path: at, syscall } = error as NodeJS.ErrnoException;
  return at === target || (syscall === 'write' && (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EIO'));
}

// Longer than any transfer takes.
const leftoverAgeMs = 3600_000;

/** Makes the directory, and removes what workers that were killed have left in it. */
export async function prepareWorkDir(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  for (const name of await readdir(dir)) {
    const file = path.join(dir, name);
    const found = await stat(file).catch(() => undefined); // Another worker may clear up at the same time.
    if (found?.isFile() && Date.now() - found.mtimeMs > leftoverAgeMs) await rm(file, { force: true });
  }
}
