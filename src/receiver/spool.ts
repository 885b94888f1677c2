// Webhook items on local disk while Postgres is away: appended and fsynced before the provider is answered, replayed in
// order when it is back. One JSON line an item, in numbered segments.
import { access, constants, mkdir, open, readdir, readFile, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

export interface Spool<Item> {
  /** Nothing waits to be replayed. */
  isEmpty(): boolean;
  bytes(): number;
  /** Whether an append would have room and a disk to go to. */
  isWritable(): Promise<boolean>;
  /** Durable once it resolves. Rejects when the disk cannot take it or the spool is full. One call at a time. */
  append(items: readonly Item[]): Promise<void>;
  /** Hands everything to `insert`, oldest first, and forgets what was inserted. Rejects with insert's error; nothing is lost then. */
  replay(insert: (items: Item[]) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

interface Segment {
  file: string;
  bytes: number;
}

interface OpenSegment {
  segment: Segment;
  handle: FileHandle;
}

const chunkItems = 500;
// A segment is read whole, and one that could not be replayed to its end is replayed again from its beginning.
const fullSegmentBytes = 8 * 1024 ** 2;

/** @param maxBytes above which append refuses, so that the disk is left to others. */
export async function openSpool<Item>(dir: string, maxBytes: number): Promise<Spool<Item>> {
  await mkdir(dir, { recursive: true });
  const segments = await existingSegments(dir);
  let current: OpenSegment | undefined;
  let appending: Promise<void> = Promise.resolve();
  let latest = Math.max(0, ...segments.map(({ file }) => Number.parseInt(path.basename(file), 10) || 0));
  const total = () => segments.reduce((sum, { bytes }) => sum + bytes, 0);

  const begin = async () => {
    // By the time, so that it can be read there; behind the others also when the clock was set back.
    current = await beginSegment(dir, (latest = Math.max(Date.now(), latest + 1)));
    segments.push(current.segment);
    return current;
  };
  // The next append begins another segment. One that is under way finishes first.
  const endCurrent = async () => {
    const ended = current;
    current = undefined;
    await appending.catch(() => undefined);
    await ended?.handle.close();
  };
  const write = async (lines: Buffer) => {
    if (current && current.segment.bytes >= fullSegmentBytes) {
      const { handle } = current;
      current = undefined;
      await handle.close();
    }
    const { handle, segment } = current ?? (await begin());
    try {
      await handle.appendFile(lines);
      await handle.datasync();
    } catch (error) {
      // What was half written must not swallow the next line.
      if (current?.handle === handle) current = undefined;
      await handle.close();
      throw error;
    } finally {
      segment.bytes += lines.length;
    }
  };
  return {
    isEmpty: () => segments.length === 0,
    bytes: total,
    isWritable: () =>
      access(dir, constants.W_OK).then(
        () => total() < maxBytes,
        () => false,
      ),
    append: async (items) => {
      const lines = Buffer.from(items.map((item) => `${JSON.stringify(item)}\n`).join(''));
      if (total() + lines.length > maxBytes) throw new Error('the spool is full');
      appending = write(lines);
      await appending;
    },
    replay: async (insert) => {
      while (segments[0]) {
        // What is appended from now on goes to a new segment, behind the one being replayed.
        if (segments.length === 1) await endCurrent();
        await replaySegment(segments[0].file, (items) => insert(items as Item[]));
        segments.shift();
      }
    },
    close: endCurrent,
  };
}

async function beginSegment(dir: string, order: number): Promise<OpenSegment> {
  const file = path.join(dir, `${String(order).padStart(15, '0')}-${process.pid}.ndjson`);
  const handle = await open(file, 'a', 0o600);
  await syncDirectory(dir);
  return { segment: { file, bytes: 0 }, handle };
}

async function replaySegment(file: string, insert: (items: unknown[]) => Promise<void>): Promise<void> {
  // One that somebody took away must not hold up those behind it for ever.
  const items = parseLines(await readFile(file, 'utf8').catch(emptyWhenGone));
  for (let at = 0; at < items.length; at += chunkItems) await insert(items.slice(at, at + chunkItems));
  await rm(file, { force: true });
}

function emptyWhenGone(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '';
  throw error;
}

// A line cut short by a crash was never acknowledged: the provider sends it again.
function parseLines(text: string): unknown[] {
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as unknown];
    } catch {
      return [];
    }
  });
}

async function existingSegments(dir: string): Promise<Segment[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.ndjson')).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const file = path.join(dir, name);
      return { file, bytes: (await stat(file)).size };
    }),
  );
}

async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
