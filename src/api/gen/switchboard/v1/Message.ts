// Original file: proto/switchboard/v1/message.proto

import type {
  Direction as _switchboard_v1_Direction,
  Direction__Output as _switchboard_v1_Direction__Output,
} from '../../switchboard/v1/Direction.ts';
import type {
  Struct as _google_protobuf_Struct,
  Struct__Output as _google_protobuf_Struct__Output,
} from '../../google/protobuf/Struct.ts';
import type {
  MessageStatus as _switchboard_v1_MessageStatus,
  MessageStatus__Output as _switchboard_v1_MessageStatus__Output,
} from '../../switchboard/v1/MessageStatus.ts';
import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';
import type {
  MessageError as _switchboard_v1_MessageError,
  MessageError__Output as _switchboard_v1_MessageError__Output,
} from '../../switchboard/v1/MessageError.ts';
import type {
  Media as _switchboard_v1_Media,
  Media__Output as _switchboard_v1_Media__Output,
} from '../../switchboard/v1/Media.ts';

export interface Message {
  id?: string;
  conversationId?: string;
  contactId?: string;
  channelId?: string;
  direction?: _switchboard_v1_Direction;
  kind?: string;
  text?: string;
  payload?: _google_protobuf_Struct | null;
  status?: _switchboard_v1_MessageStatus;
  createdAt?: _google_protobuf_Timestamp | null;
  providerAt?: _google_protobuf_Timestamp | null;
  acceptedAt?: _google_protobuf_Timestamp | null;
  sentAt?: _google_protobuf_Timestamp | null;
  deliveredAt?: _google_protobuf_Timestamp | null;
  readAt?: _google_protobuf_Timestamp | null;
  playedAt?: _google_protobuf_Timestamp | null;
  failedAt?: _google_protobuf_Timestamp | null;
  error?: _switchboard_v1_MessageError | null;
  providerMessageId?: string;
  replyToProviderMessageId?: string;
  replyToMessageId?: string;
  causedByMessageId?: string;
  media?: _switchboard_v1_Media[];
  replyId?: string;
  fallbackForMessageId?: string;
}

export interface Message__Output {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  direction: _switchboard_v1_Direction__Output;
  kind: string;
  text: string;
  payload: _google_protobuf_Struct__Output | null;
  status: _switchboard_v1_MessageStatus__Output;
  createdAt: _google_protobuf_Timestamp__Output | null;
  providerAt: _google_protobuf_Timestamp__Output | null;
  acceptedAt: _google_protobuf_Timestamp__Output | null;
  sentAt: _google_protobuf_Timestamp__Output | null;
  deliveredAt: _google_protobuf_Timestamp__Output | null;
  readAt: _google_protobuf_Timestamp__Output | null;
  playedAt: _google_protobuf_Timestamp__Output | null;
  failedAt: _google_protobuf_Timestamp__Output | null;
  error: _switchboard_v1_MessageError__Output | null;
  providerMessageId: string;
  replyToProviderMessageId: string;
  replyToMessageId: string;
  causedByMessageId: string;
  media: _switchboard_v1_Media__Output[];
  replyId: string;
  fallbackForMessageId: string;
}
