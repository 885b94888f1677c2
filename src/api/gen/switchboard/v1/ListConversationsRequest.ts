// Original file: proto/switchboard/v1/messaging_service.proto

import type {
  ConversationStatus as _switchboard_v1_ConversationStatus,
  ConversationStatus__Output as _switchboard_v1_ConversationStatus__Output,
} from '../../switchboard/v1/ConversationStatus.ts';

export interface ListConversationsRequest {
  statuses?: _switchboard_v1_ConversationStatus[];
  channelId?: string;
  unreadOnly?: boolean;
  pageSize?: number;
  pageToken?: string;
}

export interface ListConversationsRequest__Output {
  statuses: _switchboard_v1_ConversationStatus__Output[];
  channelId: string;
  unreadOnly: boolean;
  pageSize: number;
  pageToken: string;
}
