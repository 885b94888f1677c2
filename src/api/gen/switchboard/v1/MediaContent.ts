// Original file: proto/switchboard/v1/content.proto

import type {
  MediaKind as _switchboard_v1_MediaKind,
  MediaKind__Output as _switchboard_v1_MediaKind__Output,
} from '../../switchboard/v1/MediaKind.ts';
import type {
  MediaSource as _switchboard_v1_MediaSource,
  MediaSource__Output as _switchboard_v1_MediaSource__Output,
} from '../../switchboard/v1/MediaSource.ts';

export interface MediaContent {
  kind?: _switchboard_v1_MediaKind;
  source?: _switchboard_v1_MediaSource | null;
  caption?: string;
  filename?: string;
  voice?: boolean;
}

export interface MediaContent__Output {
  kind: _switchboard_v1_MediaKind__Output;
  source: _switchboard_v1_MediaSource__Output | null;
  caption: string;
  filename: string;
  voice: boolean;
}
