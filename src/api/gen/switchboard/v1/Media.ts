// Original file: proto/switchboard/v1/media.proto

import type {
  MediaKind as _switchboard_v1_MediaKind,
  MediaKind__Output as _switchboard_v1_MediaKind__Output,
} from '../../switchboard/v1/MediaKind.ts';
import type {
  MediaStatus as _switchboard_v1_MediaStatus,
  MediaStatus__Output as _switchboard_v1_MediaStatus__Output,
} from '../../switchboard/v1/MediaStatus.ts';
import type {
  MediaError as _switchboard_v1_MediaError,
  MediaError__Output as _switchboard_v1_MediaError__Output,
} from '../../switchboard/v1/MediaError.ts';
import type {
  TranscriptStatus as _switchboard_v1_TranscriptStatus,
  TranscriptStatus__Output as _switchboard_v1_TranscriptStatus__Output,
} from '../../switchboard/v1/TranscriptStatus.ts';
import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';

export interface Media {
  id?: string;
  kind?: _switchboard_v1_MediaKind;
  status?: _switchboard_v1_MediaStatus;
  contentType?: string;
  size?: number;
  filename?: string;
  voice?: boolean;
  sha256?: string;
  width?: number;
  height?: number;
  error?: _switchboard_v1_MediaError | null;
  transcriptStatus?: _switchboard_v1_TranscriptStatus;
  transcript?: string;
  createdAt?: _google_protobuf_Timestamp | null;
}

export interface Media__Output {
  id: string;
  kind: _switchboard_v1_MediaKind__Output;
  status: _switchboard_v1_MediaStatus__Output;
  contentType: string;
  size: number;
  filename: string;
  voice: boolean;
  sha256: string;
  width: number;
  height: number;
  error: _switchboard_v1_MediaError__Output | null;
  transcriptStatus: _switchboard_v1_TranscriptStatus__Output;
  transcript: string;
  createdAt: _google_protobuf_Timestamp__Output | null;
}
