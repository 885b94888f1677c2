// Original file: proto/switchboard/v1/media.proto

export const ThumbnailSize = {
  THUMBNAIL_SIZE_UNSPECIFIED: 'THUMBNAIL_SIZE_UNSPECIFIED',
  THUMBNAIL_SIZE_SMALL: 'THUMBNAIL_SIZE_SMALL',
  THUMBNAIL_SIZE_LARGE: 'THUMBNAIL_SIZE_LARGE',
} as const;

export type ThumbnailSize = 'THUMBNAIL_SIZE_UNSPECIFIED' | 0 | 'THUMBNAIL_SIZE_SMALL' | 1 | 'THUMBNAIL_SIZE_LARGE' | 2;

export type ThumbnailSize__Output = (typeof ThumbnailSize)[keyof typeof ThumbnailSize];
