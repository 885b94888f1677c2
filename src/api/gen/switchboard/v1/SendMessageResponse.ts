// Original file: proto/switchboard/v1/messaging_service.proto

import type {
  Message as _switchboard_v1_Message,
  Message__Output as _switchboard_v1_Message__Output,
} from '../../switchboard/v1/Message.ts';

export interface SendMessageResponse {
  message?: _switchboard_v1_Message | null;
  moreMessages?: _switchboard_v1_Message[];
}

export interface SendMessageResponse__Output {
  message: _switchboard_v1_Message__Output | null;
  moreMessages: _switchboard_v1_Message__Output[];
}
