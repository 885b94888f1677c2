// Original file: proto/switchboard/v1/event.proto

import type {
  EventType as _switchboard_v1_EventType,
  EventType__Output as _switchboard_v1_EventType__Output,
} from '../../switchboard/v1/EventType.ts';
import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';
import type {
  MessageReceived as _switchboard_v1_MessageReceived,
  MessageReceived__Output as _switchboard_v1_MessageReceived__Output,
} from '../../switchboard/v1/MessageReceived.ts';
import type {
  MessageStatusChanged as _switchboard_v1_MessageStatusChanged,
  MessageStatusChanged__Output as _switchboard_v1_MessageStatusChanged__Output,
} from '../../switchboard/v1/MessageStatusChanged.ts';
import type {
  ConversationHandedOver as _switchboard_v1_ConversationHandedOver,
  ConversationHandedOver__Output as _switchboard_v1_ConversationHandedOver__Output,
} from '../../switchboard/v1/ConversationHandedOver.ts';

export interface Event {
  id?: string;
  type?: _switchboard_v1_EventType;
  occurredAt?: _google_protobuf_Timestamp | null;
  conversationId?: string;
  messageReceived?: _switchboard_v1_MessageReceived | null;
  messageStatusChanged?: _switchboard_v1_MessageStatusChanged | null;
  conversationHandedOver?: _switchboard_v1_ConversationHandedOver | null;
  details?: 'messageReceived' | 'messageStatusChanged' | 'conversationHandedOver';
}

export interface Event__Output {
  id: string;
  type: _switchboard_v1_EventType__Output;
  occurredAt: _google_protobuf_Timestamp__Output | null;
  conversationId: string;
  messageReceived?: _switchboard_v1_MessageReceived__Output | null;
  messageStatusChanged?: _switchboard_v1_MessageStatusChanged__Output | null;
  conversationHandedOver?: _switchboard_v1_ConversationHandedOver__Output | null;
  details?: 'messageReceived' | 'messageStatusChanged' | 'conversationHandedOver';
}
