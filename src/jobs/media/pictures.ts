// The thumbnails of an image on disk, and where in the store they are kept.
import type { Thumbnail } from '../../store/media.ts';
import type { JobContext } from '../job.ts';
import type { Thumbnails } from './thumbnail.ts';
import type { ThumbnailMaker } from './thumbnails.ts';

/** Undefined where none can be made, which does no harm to the file. */
export async function makePictures(
  context: JobContext,
  maker: ThumbnailMaker,
  path: string,
): Promise<Thumbnails | undefined> {
  const outcome = await maker.make(path);
  context.metrics.thumbnails.inc({ result: outcome.type });
  return outcome.type === 'made' ? outcome.thumbnails : undefined;
}

/** Under keys made from the file's: putting them again replaces them. Throws ObjectStoreFailure. */
export async function putPictures(
  context: JobContext,
  fileKey: string,
  made: Thumbnails | undefined,
): Promise<Thumbnail[]> {
  return Promise.all(
    (made?.pictures ?? []).map(async ({ size, width, height, data }) => {
      const key = `${fileKey}-${size}`;
      await context.objects.put(key, data, 'image/webp');
      return { size, width, height, key };
    }),
  );
}
