// Original file: proto/switchboard/v1/event.proto

import type {
  Conversation as _switchboard_v1_Conversation,
  Conversation__Output as _switchboard_v1_Conversation__Output,
} from '../../switchboard/v1/Conversation.ts';

export interface ConversationHandedOver {
  conversation?: _switchboard_v1_Conversation | null;
  reason?: string;
}

export interface ConversationHandedOver__Output {
  conversation: _switchboard_v1_Conversation__Output | null;
  reason: string;
}
