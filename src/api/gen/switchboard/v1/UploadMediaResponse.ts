// Original file: proto/switchboard/v1/media_service.proto

import type {
  Media as _switchboard_v1_Media,
  Media__Output as _switchboard_v1_Media__Output,
} from '../../switchboard/v1/Media.ts';

export interface UploadMediaResponse {
  media?: _switchboard_v1_Media | null;
}

export interface UploadMediaResponse__Output {
  media: _switchboard_v1_Media__Output | null;
}
