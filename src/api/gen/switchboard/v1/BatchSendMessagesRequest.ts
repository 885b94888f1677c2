// Original file: proto/switchboard/v1/messaging_service.proto

import type {
  SendMessageRequest as _switchboard_v1_SendMessageRequest,
  SendMessageRequest__Output as _switchboard_v1_SendMessageRequest__Output,
} from '../../switchboard/v1/SendMessageRequest.ts';

export interface BatchSendMessagesRequest {
  messages?: _switchboard_v1_SendMessageRequest[];
}

export interface BatchSendMessagesRequest__Output {
  messages: _switchboard_v1_SendMessageRequest__Output[];
}
