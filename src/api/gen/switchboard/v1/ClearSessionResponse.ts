// Original file: proto/switchboard/v1/operations_service.proto

import type {
  Session as _switchboard_v1_Session,
  Session__Output as _switchboard_v1_Session__Output,
} from '../../switchboard/v1/Session.ts';

export interface ClearSessionResponse {
  session?: _switchboard_v1_Session | null;
}

export interface ClearSessionResponse__Output {
  session: _switchboard_v1_Session__Output | null;
}
