// Original file: proto/switchboard/v1/media_service.proto

import type {
  MediaKind as _switchboard_v1_MediaKind,
  MediaKind__Output as _switchboard_v1_MediaKind__Output,
} from '../../switchboard/v1/MediaKind.ts';

export interface UploadMetadata {
  kind?: _switchboard_v1_MediaKind;
  filename?: string;
  contentType?: string;
  size?: number;
  sha256?: string;
  channelId?: string;
}

export interface UploadMetadata__Output {
  kind: _switchboard_v1_MediaKind__Output;
  filename: string;
  contentType: string;
  size: number;
  sha256: string;
  channelId: string;
}
