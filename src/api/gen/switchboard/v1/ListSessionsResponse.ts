// Original file: proto/switchboard/v1/operations_service.proto

import type {
  Session as _switchboard_v1_Session,
  Session__Output as _switchboard_v1_Session__Output,
} from '../../switchboard/v1/Session.ts';

export interface ListSessionsResponse {
  sessions?: _switchboard_v1_Session[];
  nextPageToken?: string;
}

export interface ListSessionsResponse__Output {
  sessions: _switchboard_v1_Session__Output[];
  nextPageToken: string;
}
