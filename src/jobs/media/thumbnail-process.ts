// A process of its own for images that strangers made: what breaks a decoder breaks this, and a worker goes on. It has no
// secrets, and gives way to the work that people wait for.
import os from 'node:os';
import { configureSharp, makeThumbnails, type Thumbnails } from './thumbnail.ts';

export interface ThumbnailRequest {
  path: string;
}

/** `refused`: it is no image that we show, or is broken or too large. */
export type ThumbnailResult = { type: 'made'; thumbnails: Thumbnails } | { type: 'refused' };

export interface ThumbnailReply {
  result: ThumbnailResult;
  /** What the process holds now. */
  bytes: number;
}

const mostBytes = 1024 ** 3;
const lookEveryMs = 100;

if (process.send) {
  os.setPriority(os.constants.priority.PRIORITY_LOW);
  configureSharp();
  process.on('disconnect', () => process.exit());
  process.on('message', (request: ThumbnailRequest) => void answer(request));
  // Decoding goes on in threads of their own, so this one can watch.
  setInterval(() => {
    if (process.memoryUsage.rss() > mostBytes) process.exit(1);
  }, lookEveryMs).unref();
}

async function answer({ path }: ThumbnailRequest): Promise<void> {
  const result: ThumbnailResult = await makeThumbnails(path).then(
    (thumbnails) => ({ type: 'made', thumbnails }),
    () => ({ type: 'refused' }),
  );
  process.send?.({ result, bytes: process.memoryUsage.rss() } satisfies ThumbnailReply);
}
