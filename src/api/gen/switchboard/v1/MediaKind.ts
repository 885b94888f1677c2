// Original file: proto/switchboard/v1/content.proto

export const MediaKind = {
  MEDIA_KIND_UNSPECIFIED: 'MEDIA_KIND_UNSPECIFIED',
  MEDIA_KIND_IMAGE: 'MEDIA_KIND_IMAGE',
  MEDIA_KIND_VIDEO: 'MEDIA_KIND_VIDEO',
  MEDIA_KIND_AUDIO: 'MEDIA_KIND_AUDIO',
  MEDIA_KIND_DOCUMENT: 'MEDIA_KIND_DOCUMENT',
  MEDIA_KIND_STICKER: 'MEDIA_KIND_STICKER',
} as const;

export type MediaKind =
  | 'MEDIA_KIND_UNSPECIFIED'
  | 0
  | 'MEDIA_KIND_IMAGE'
  | 1
  | 'MEDIA_KIND_VIDEO'
  | 2
  | 'MEDIA_KIND_AUDIO'
  | 3
  | 'MEDIA_KIND_DOCUMENT'
  | 4
  | 'MEDIA_KIND_STICKER'
  | 5;

export type MediaKind__Output = (typeof MediaKind)[keyof typeof MediaKind];
