// Original file: proto/switchboard/v1/messaging_service.proto

import type {
  EventType as _switchboard_v1_EventType,
  EventType__Output as _switchboard_v1_EventType__Output,
} from '../../switchboard/v1/EventType.ts';

export interface WatchEventsRequest {
  resumeToken?: string;
  types?: _switchboard_v1_EventType[];
}

export interface WatchEventsRequest__Output {
  resumeToken: string;
  types: _switchboard_v1_EventType__Output[];
}
