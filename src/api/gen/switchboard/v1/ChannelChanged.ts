// Original file: proto/switchboard/v1/event.proto

import type {
  ChannelChange as _switchboard_v1_ChannelChange,
  ChannelChange__Output as _switchboard_v1_ChannelChange__Output,
} from '../../switchboard/v1/ChannelChange.ts';
import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';

export interface ChannelChanged {
  channelId?: string;
  change?: _switchboard_v1_ChannelChange;
  until?: _google_protobuf_Timestamp | null;
  code?: string;
  reason?: string;
  quality?: string;
  peoplePerDay?: number;
}

export interface ChannelChanged__Output {
  channelId: string;
  change: _switchboard_v1_ChannelChange__Output;
  until: _google_protobuf_Timestamp__Output | null;
  code: string;
  reason: string;
  quality: string;
  peoplePerDay: number;
}
