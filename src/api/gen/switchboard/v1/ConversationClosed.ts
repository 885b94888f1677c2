// Original file: proto/switchboard/v1/event.proto

import type {
  Conversation as _switchboard_v1_Conversation,
  Conversation__Output as _switchboard_v1_Conversation__Output,
} from '../../switchboard/v1/Conversation.ts';

export interface ConversationClosed {
  conversation?: _switchboard_v1_Conversation | null;
}

export interface ConversationClosed__Output {
  conversation: _switchboard_v1_Conversation__Output | null;
}
