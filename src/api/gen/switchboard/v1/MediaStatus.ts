// Original file: proto/switchboard/v1/media.proto

export const MediaStatus = {
  MEDIA_STATUS_UNSPECIFIED: 'MEDIA_STATUS_UNSPECIFIED',
  MEDIA_STATUS_PENDING: 'MEDIA_STATUS_PENDING',
  MEDIA_STATUS_READY: 'MEDIA_STATUS_READY',
  MEDIA_STATUS_FAILED: 'MEDIA_STATUS_FAILED',
} as const;

export type MediaStatus =
  | 'MEDIA_STATUS_UNSPECIFIED'
  | 0
  | 'MEDIA_STATUS_PENDING'
  | 1
  | 'MEDIA_STATUS_READY'
  | 2
  | 'MEDIA_STATUS_FAILED'
  | 3;

export type MediaStatus__Output = (typeof MediaStatus)[keyof typeof MediaStatus];
