// One attempt to make the thumbnails of an image that is in the store already. Every end is a value, as in fetching.
import { rm } from 'node:fs/promises';
import { largestFileBytes, longestTransferMs } from '../../domain/media.ts';
import { isTransient } from '../../platform/db.ts';
import { ObjectMissing, ObjectStoreFailure } from '../../platform/objects.ts';
import type { MediaFile } from '../../store/media.ts';
import type { ClaimedMedia } from '../../store/media-work.ts';
import type { JobContext } from '../job.ts';
import type { Again } from './outcome.ts';
import { makePictures, putPictures } from './pictures.ts';
import { receive } from './receive.ts';
import type { ThumbnailMaker } from './thumbnails.ts';

export type LookOutcome =
  | { type: 'made'; seen: Pick<MediaFile, 'width' | 'height' | 'thumbnails'> }
  /** There is nothing to be shown of it; trying again cannot help. */
  | { type: 'none' }
  | Again
  | { type: 'interrupted' };

type StoredFile = NonNullable<ClaimedMedia['file']>;

export async function lookAtFile(
  context: JobContext,
  maker: ThumbnailMaker,
  { claim, file, signal }: { claim: ClaimedMedia; file: StoredFile; signal: AbortSignal },
): Promise<LookOutcome> {
  try {
    return await attempt(context, maker, file, signal);
  } catch (err) {
    if (signal.aborted) return { type: 'interrupted' };
    if (err instanceof ObjectMissing) return { type: 'none' };
    context.log.warn({ err, media: claim.id }, 'thumbnails of a stored file could not be made');
    const isOurs = err instanceof ObjectStoreFailure || isTransient(err);
    return again(isOurs ? 'ours' : 'content', isOurs ? 'storage' : 'internal');
  }
}

async function attempt(
  context: JobContext,
  maker: ThumbnailMaker,
  { objectKey }: StoredFile,
  signal: AbortSignal,
): Promise<LookOutcome> {
  const { stream } = await context.objects.get(objectKey);
  const options = { dir: context.workDir, maxBytes: largestFileBytes, timeoutMs: longestTransferMs, signal };
  const received = await receive(stream, options);
  if (received.type === 'interrupted') return { type: 'interrupted' };
  if (received.type !== 'received') return again('ours', received.type === 'disk' ? 'disk' : 'storage');
  const { path } = received.file;
  try {
    const made = await makePictures(context, maker, path);
    if (!made) return { type: 'none' };
    signal.throwIfAborted();
    const thumbnails = await putPictures(context, objectKey, made);
    return { type: 'made', seen: { width: made.width, height: made.height, thumbnails } };
  } finally {
    await rm(path, { force: true });
  }
}

function again(cause: Again['cause'], code: string): Again {
  return { type: 'again', cause, problem: { code, text: 'The thumbnails could not be made yet.' } };
}
