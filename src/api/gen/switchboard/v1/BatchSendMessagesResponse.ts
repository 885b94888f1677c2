// Original file: proto/switchboard/v1/messaging_service.proto

import type {
  Message as _switchboard_v1_Message,
  Message__Output as _switchboard_v1_Message__Output,
} from '../../switchboard/v1/Message.ts';
import type {
  Status as _google_rpc_Status,
  Status__Output as _google_rpc_Status__Output,
} from '../../google/rpc/Status.ts';

export interface _switchboard_v1_BatchSendMessagesResponse_Result {
  message?: _switchboard_v1_Message | null;
  error?: _google_rpc_Status | null;
  moreMessages?: _switchboard_v1_Message[];
  outcome?: 'message' | 'error';
}

export interface _switchboard_v1_BatchSendMessagesResponse_Result__Output {
  message?: _switchboard_v1_Message__Output | null;
  error?: _google_rpc_Status__Output | null;
  moreMessages: _switchboard_v1_Message__Output[];
  outcome?: 'message' | 'error';
}

export interface BatchSendMessagesResponse {
  results?: _switchboard_v1_BatchSendMessagesResponse_Result[];
}

export interface BatchSendMessagesResponse__Output {
  results: _switchboard_v1_BatchSendMessagesResponse_Result__Output[];
}
