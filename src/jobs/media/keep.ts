// Puts a received file into object storage, with its thumbnails, unless the tenant has the same bytes there already.
import { newId } from '../../domain/ids.ts';
import { findFile, type NewMediaFile } from '../../store/media.ts';
import type { ClaimedMedia } from '../../store/media-work.ts';
import type { JobContext } from '../job.ts';
import type { FetchOutcome } from './outcome.ts';
import type { ReceivedFile } from './receive.ts';
import { isRaster, sniffType } from '../../platform/sniff.ts';
import { makePictures, putPictures } from './pictures.ts';
import type { ThumbnailMaker } from './thumbnails.ts';

export interface Keeping {
  claim: ClaimedMedia;
  file: ReceivedFile;
  source: { contentType?: string };
  /** Nothing is put into the store once it is aborted: by then the file may be another worker's. */
  signal: AbortSignal;
}

/** Throws ObjectStoreFailure. */
export async function keepFile(
  context: JobContext,
  thumbnails: ThumbnailMaker,
  { claim, file, source, signal }: Keeping,
): Promise<FetchOutcome> {
  const { tenantId } = claim;
  const declared = claim.declaredType ?? source.contentType;
  const about = declared === undefined ? {} : { declaredType: declared };
  const known = await findFile(context.db, tenantId, file.sha256);
  // One that went from the store is put back where it was: whoever has the file sees it again.
  if (known && (await context.objects.has(known.objectKey)))
    return { type: 'stored', uploaded: false, file: { ...known, tenantId }, ...about };
  const contentType = await sniffType(file.path, declared);
  const pictures = isRaster(contentType) ? await makePictures(context, thumbnails, file.path) : undefined;
  signal.throwIfAborted();
  // Made from the bytes: whoever puts it again, however late, replaces it with the same and leaves nothing else behind.
  const objectKey = known?.objectKey ?? `${tenantId}/${file.sha256}`;
  await context.objects.put(objectKey, { path: file.path, size: file.size }, contentType);
  const stored: NewMediaFile = {
    id: newId(),
    tenantId,
    sha256: file.sha256,
    size: file.size,
    contentType,
    objectKey,
    width: pictures?.width ?? null,
    height: pictures?.height ?? null,
    thumbnails: await putPictures(context, objectKey, pictures),
  };
  return { type: 'stored', uploaded: true, file: stored, ...about };
}
