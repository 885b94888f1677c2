// Original file: proto/switchboard/v1/media_service.proto

import type {
  Media as _switchboard_v1_Media,
  Media__Output as _switchboard_v1_Media__Output,
} from '../../switchboard/v1/Media.ts';
import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';
import type {
  ThumbnailSize as _switchboard_v1_ThumbnailSize,
  ThumbnailSize__Output as _switchboard_v1_ThumbnailSize__Output,
} from '../../switchboard/v1/ThumbnailSize.ts';

export interface _switchboard_v1_GetMediaResponse_Thumbnail {
  size?: _switchboard_v1_ThumbnailSize;
  width?: number;
  height?: number;
  url?: string;
}

export interface _switchboard_v1_GetMediaResponse_Thumbnail__Output {
  size: _switchboard_v1_ThumbnailSize__Output;
  width: number;
  height: number;
  url: string;
}

export interface GetMediaResponse {
  media?: _switchboard_v1_Media | null;
  url?: string;
  thumbnails?: _switchboard_v1_GetMediaResponse_Thumbnail[];
  expiresAt?: _google_protobuf_Timestamp | null;
}

export interface GetMediaResponse__Output {
  media: _switchboard_v1_Media__Output | null;
  url: string;
  thumbnails: _switchboard_v1_GetMediaResponse_Thumbnail__Output[];
  expiresAt: _google_protobuf_Timestamp__Output | null;
}
