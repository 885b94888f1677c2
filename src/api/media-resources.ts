// Files as the messages of the .proto files.
import { idTime } from '../domain/ids.ts';
import type { MediaKind, MediaStatus, TranscriptStatus } from '../domain/media.ts';
import type { Media as StoredMedia } from '../store/media.ts';
import type { Media } from './gen/switchboard/v1/Media.ts';
import type { MediaKind__Output as ApiMediaKind } from './gen/switchboard/v1/MediaKind.ts';
import type { MediaStatus__Output as ApiMediaStatus } from './gen/switchboard/v1/MediaStatus.ts';
import type { TranscriptStatus__Output as ApiTranscriptStatus } from './gen/switchboard/v1/TranscriptStatus.ts';
import { toTimestamp } from './well-known-types.ts';

export const mediaKinds: { readonly [kind in MediaKind]: ApiMediaKind } = {
  image: 'MEDIA_KIND_IMAGE',
  video: 'MEDIA_KIND_VIDEO',
  audio: 'MEDIA_KIND_AUDIO',
  document: 'MEDIA_KIND_DOCUMENT',
  sticker: 'MEDIA_KIND_STICKER',
};

export const mediaStatuses: { readonly [status in MediaStatus]: ApiMediaStatus } = {
  pending: 'MEDIA_STATUS_PENDING',
  ready: 'MEDIA_STATUS_READY',
  failed: 'MEDIA_STATUS_FAILED',
};

const transcriptStatuses: { readonly [status in TranscriptStatus]: ApiTranscriptStatus } = {
  none: 'TRANSCRIPT_STATUS_UNSPECIFIED',
  pending: 'TRANSCRIPT_STATUS_PENDING',
  done: 'TRANSCRIPT_STATUS_DONE',
  failed: 'TRANSCRIPT_STATUS_FAILED',
};

export function toMedia(media: StoredMedia): Media {
  const { file, errorCode, errorText } = media;
  return {
    id: media.id,
    kind: mediaKinds[media.kind],
    status: mediaStatuses[media.status],
    contentType: file?.contentType ?? '',
    size: file?.size ?? 0,
    filename: media.filename ?? '',
    voice: media.voice,
    sha256: file?.sha256 ?? '',
    width: file?.width ?? 0,
    height: file?.height ?? 0,
    error: errorCode === null ? null : { code: errorCode, text: errorText ?? '' },
    transcriptStatus: transcriptStatuses[media.transcriptStatus],
    transcript: media.transcript ?? '',
    createdAt: toTimestamp(idTime(media.id)),
  };
}
