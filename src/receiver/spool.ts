// Webhook items on local disk while Postgres is away: appended and fsynced before the provider is answered, replayed in
// order when it is back. One JSON line an item, in numbered segments.
import { access, constants, mkdir, open, readdir, readFile, stat, unlink, type FileHandle } from 'node:fs/promises';
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

const chunkItems = 500;

/** @param maxBytes above which append refuses, so that the disk is left to others. */
export async function openSpool<Item>(dir: string, maxBytes: number): Promise<Spool<Item>> {
  await mkdir(dir, { recursive: true });
  const segments = await existingSegments(dir);
  let current: FileHandle | undefined;
  let sequence = 0;
  const total = () => segments.reduce((sum, { bytes }) => sum + bytes, 0);

  const currentSegment = async () => {
    if (!current) {
      sequence += 1;
      const order = [String(Date.now()).padStart(15, '0'), String(sequence).padStart(6, '0'), process.pid];
      const file = path.join(dir, `${order.join('-')}.ndjson`);
      current = await open(file, 'a', 0o600);
      await syncDirectory(dir);
      segments.push({ file, bytes: 0 });
    }
    return { handle: current, segment: segments.at(-1)! };
  };
  const closeCurrent = async () => {
    const handle = current;
    current = undefined;
    await handle?.close();
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
      const { handle, segment } = await currentSegment();
      try {
        await handle.appendFile(lines);
        await handle.datasync();
      } catch (error) {
        // What was half written must not swallow the next line.
        await closeCurrent();
        throw error;
      } finally {
        segment.bytes += lines.length;
      }
    },
    replay: async (insert) => {
      while (segments[0]) {
        // What is appended from now on goes to a new segment, behind the one being replayed.
        if (segments.length === 1) await closeCurrent();
        await replaySegment(segments[0].file, (items) => insert(items as Item[]));
        segments.shift();
      }
    },
    close: closeCurrent,
  };
}

async function replaySegment(file: string, insert: (items: unknown[]) => Promise<void>): Promise<void> {
  const items = parseLines(await readFile(file, 'utf8'));
  for (let at = 0; at < items.length; at += chunkItems) await insert(items.slice(at, at + chunkItems));
  await unlink(file);
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
