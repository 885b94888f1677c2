// Original file: proto/switchboard/v1/event.proto

import type {
  MessageStatus as _switchboard_v1_MessageStatus,
  MessageStatus__Output as _switchboard_v1_MessageStatus__Output,
} from '../../switchboard/v1/MessageStatus.ts';
import type {
  Message as _switchboard_v1_Message,
  Message__Output as _switchboard_v1_Message__Output,
} from '../../switchboard/v1/Message.ts';

export interface MessageStatusChanged {
  messageId?: string;
  status?: _switchboard_v1_MessageStatus;
  message?: _switchboard_v1_Message | null;
}

export interface MessageStatusChanged__Output {
  messageId: string;
  status: _switchboard_v1_MessageStatus__Output;
  message: _switchboard_v1_Message__Output | null;
}
