// Original file: proto/switchboard/v1/event.proto

import type {
  Message as _switchboard_v1_Message,
  Message__Output as _switchboard_v1_Message__Output,
} from '../../switchboard/v1/Message.ts';

export interface MessageReceived {
  message?: _switchboard_v1_Message | null;
}

export interface MessageReceived__Output {
  message: _switchboard_v1_Message__Output | null;
}
