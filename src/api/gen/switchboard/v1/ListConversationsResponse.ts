// Original file: proto/switchboard/v1/messaging_service.proto

import type {
  Conversation as _switchboard_v1_Conversation,
  Conversation__Output as _switchboard_v1_Conversation__Output,
} from '../../switchboard/v1/Conversation.ts';

export interface ListConversationsResponse {
  conversations?: _switchboard_v1_Conversation[];
  nextPageToken?: string;
}

export interface ListConversationsResponse__Output {
  conversations: _switchboard_v1_Conversation__Output[];
  nextPageToken: string;
}
