// Original file: proto/switchboard/v1/messaging_service.proto

import type {
  Event as _switchboard_v1_Event,
  Event__Output as _switchboard_v1_Event__Output,
} from '../../switchboard/v1/Event.ts';

export interface WatchEventsResponse {
  resumeToken?: string;
  event?: _switchboard_v1_Event | null;
}

export interface WatchEventsResponse__Output {
  resumeToken: string;
  event: _switchboard_v1_Event__Output | null;
}
