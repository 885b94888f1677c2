// Original file: proto/switchboard/v1/event.proto

import type {
  MediaStatus as _switchboard_v1_MediaStatus,
  MediaStatus__Output as _switchboard_v1_MediaStatus__Output,
} from '../../switchboard/v1/MediaStatus.ts';
import type {
  Media as _switchboard_v1_Media,
  Media__Output as _switchboard_v1_Media__Output,
} from '../../switchboard/v1/Media.ts';

export interface MediaChanged {
  mediaId?: string;
  status?: _switchboard_v1_MediaStatus;
  media?: _switchboard_v1_Media | null;
  messageId?: string;
}

export interface MediaChanged__Output {
  mediaId: string;
  status: _switchboard_v1_MediaStatus__Output;
  media: _switchboard_v1_Media__Output | null;
  messageId: string;
}
