// Objects and parts as files: content, then a description, then a mark. A file gets its name only when it is whole and on
// the disk, so that a crash at any moment leaves the old object or the new one, never a short one.
import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

/** Stored behind the content. */
export interface Description {
  key: string;
  /** Without quotes. */
  etag: string;
  /** ISO 8601. */
  modifiedAt: string;
  /** Those that are given back with the object, names in lower case. */
  headers: { [name: string]: string };
}

export interface OpenFile {
  description: Description;
  /** Of the content, in bytes. */
  size: number;
  /** From the byte `start` to the byte `end`, both included. Closes the file when it ends. */
  stream(start: number, end: number): Readable;
  close(): Promise<void>;
}

const mark = Buffer.from('switchboard-object-1\n');
const tailBytes = 4 + mark.length;

/** Writes a file without a name yet, in `dir`, and returns where. Nothing is left when it throws. */
export async function writeFile(
  dir: string,
  content: AsyncIterable<Buffer>,
  describe: (md5: string) => Description,
): Promise<{ file: string; description: Description; size: number }> {
  const file = path.join(dir, randomUUID());
  const handle = await open(file, 'wx', 0o600);
  try {
    const md5 = createHash('md5');
    let size = 0;
    for await (const piece of content) {
      md5.update(piece);
      size += piece.length;
      await handle.appendFile(piece);
    }
    const description = describe(md5.digest('hex'));
    await handle.appendFile(tailOf(description));
    await handle.sync();
    await handle.close();
    return { file, description, size };
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(file, { force: true });
    throw error;
  }
}

function tailOf(description: Description): Buffer {
  const text = Buffer.from(JSON.stringify(description));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([text, length, mark]);
}

/**
 * Gives a written file its name. Throws what the file system throws, EEXIST when `onlyIfAbsent` and the name is taken;
 * the file is gone then.
 */
export async function publishFile(file: string, target: string, onlyIfAbsent = false): Promise<void> {
  try {
    if (onlyIfAbsent) await link(file, target);
    else await rename(file, target);
  } finally {
    await rm(file, { force: true });
  }
  await syncDirectory(path.dirname(target));
}

/** Undefined when there is none. */
export async function openFile(file: string): Promise<OpenFile | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { description, size } = await readTail(handle, file);
    return {
      description,
      size,
      stream: (start, end) => handle.createReadStream({ start, end }),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readTail(handle: FileHandle, file: string): Promise<{ description: Description; size: number }> {
  const { size: total } = await handle.stat();
  const tail = await readAt(handle, total - tailBytes, tailBytes);
  if (!tail.subarray(4).equals(mark)) throw new Error(`${file} was not written by this server`);
  const size = total - tailBytes - tail.readUInt32BE();
  const text = await readAt(handle, size, total - tailBytes - size);
  return { description: JSON.parse(text.toString('utf8')) as Description, size };
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(length, 0));
  if (position >= 0) await handle.read(buffer, 0, buffer.length, position);
  return buffer;
}

export async function removeFile(file: string): Promise<void> {
  await rm(file, { force: true });
  await syncDirectory(path.dirname(file));
}

export async function makeDirectory(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await syncDirectory(path.dirname(dir));
}

export async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes what is in `dir` and was last written before `before`: what a killed process left there. */
export async function sweep(dir: string, before: Date): Promise<void> {
  for (const name of await readdir(dir)) {
    const entry = path.join(dir, name);
    const modifiedAt = await stat(entry).then(
      ({ mtime }) => mtime,
      () => undefined,
    );
    if (modifiedAt && modifiedAt < before) await rm(entry, { recursive: true, force: true });
  }
}
