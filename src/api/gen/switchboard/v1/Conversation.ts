// Original file: proto/switchboard/v1/conversation.proto

import type {
  ConversationStatus as _switchboard_v1_ConversationStatus,
  ConversationStatus__Output as _switchboard_v1_ConversationStatus__Output,
} from '../../switchboard/v1/ConversationStatus.ts';
import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';

export interface Conversation {
  id?: string;
  channelId?: string;
  contactId?: string;
  recipient?: string;
  status?: _switchboard_v1_ConversationStatus;
  unreadCount?: number;
  lastMessageAt?: _google_protobuf_Timestamp | null;
  windowExpiresAt?: _google_protobuf_Timestamp | null;
  createdAt?: _google_protobuf_Timestamp | null;
}

export interface Conversation__Output {
  id: string;
  channelId: string;
  contactId: string;
  recipient: string;
  status: _switchboard_v1_ConversationStatus__Output;
  unreadCount: number;
  lastMessageAt: _google_protobuf_Timestamp__Output | null;
  windowExpiresAt: _google_protobuf_Timestamp__Output | null;
  createdAt: _google_protobuf_Timestamp__Output | null;
}
