// MediaService: what a file is, and where to read it for a short time.
import { findMedia, type Thumbnail } from '../../store/media.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { notFound } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { GetMediaRequest__Output as GetRequest } from '../gen/switchboard/v1/GetMediaRequest.ts';
import type { GetMediaResponse } from '../gen/switchboard/v1/GetMediaResponse.ts';
import { toMedia } from '../media-resources.ts';
import { toTimestamp } from '../well-known-types.ts';

const validSeconds = 300;

export const getMedia: UnaryMethod<GetRequest, GetMediaResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const id = fields.id('media_id', request.mediaId);
  fields.done();
  const media = (await inTenant(api, caller, (trx) => findMedia(trx, [id]))).get(id);
  if (!media) throw notFound('media', id);
  const { file, filename } = media;
  if (!file) return { media: toMedia(media), url: '', thumbnails: [], expiresAt: null };
  // From before the addresses are made: none outlives what is said here by more than the call took.
  const expiresAt = new Date(Date.now() + validSeconds * 1_000);
  const named = filename === null ? {} : { filename };
  const url = await api.objects.presign(file.objectKey, {
    expiresInSeconds: validSeconds,
    contentType: file.contentType,
    ...named,
  });
  const thumbnails = await Promise.all(
    file.thumbnails.map(async ({ size, width, height, key }) => ({
      size: sizes[size],
      width,
      height,
      url: await api.objects.presign(key, { expiresInSeconds: validSeconds, contentType: 'image/webp' }),
    })),
  );
  return { media: toMedia(media), url, thumbnails, expiresAt: toTimestamp(expiresAt) };
};

const sizes = {
  small: 'THUMBNAIL_SIZE_SMALL',
  large: 'THUMBNAIL_SIZE_LARGE',
} as const satisfies { readonly [size in Thumbnail['size']]: string };
