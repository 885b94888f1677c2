// Original file: proto/switchboard/v1/messaging_service.proto

import type {
  Conversation as _switchboard_v1_Conversation,
  Conversation__Output as _switchboard_v1_Conversation__Output,
} from '../../switchboard/v1/Conversation.ts';

export interface CloseConversationResponse {
  conversation?: _switchboard_v1_Conversation | null;
}

export interface CloseConversationResponse__Output {
  conversation: _switchboard_v1_Conversation__Output | null;
}
