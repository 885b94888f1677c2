// Original file: proto/switchboard/v1/messaging_service.proto

import type {
  Message as _switchboard_v1_Message,
  Message__Output as _switchboard_v1_Message__Output,
} from '../../switchboard/v1/Message.ts';

export interface QueryHistoryResponse {
  messages?: _switchboard_v1_Message[];
  nextPageToken?: string;
}

export interface QueryHistoryResponse__Output {
  messages: _switchboard_v1_Message__Output[];
  nextPageToken: string;
}
