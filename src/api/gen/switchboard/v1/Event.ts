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
import type {
  MediaChanged as _switchboard_v1_MediaChanged,
  MediaChanged__Output as _switchboard_v1_MediaChanged__Output,
} from '../../switchboard/v1/MediaChanged.ts';
import type {
  ContactChanged as _switchboard_v1_ContactChanged,
  ContactChanged__Output as _switchboard_v1_ContactChanged__Output,
} from '../../switchboard/v1/ContactChanged.ts';
import type {
  TemplateChanged as _switchboard_v1_TemplateChanged,
  TemplateChanged__Output as _switchboard_v1_TemplateChanged__Output,
} from '../../switchboard/v1/TemplateChanged.ts';
import type {
  ChannelChanged as _switchboard_v1_ChannelChanged,
  ChannelChanged__Output as _switchboard_v1_ChannelChanged__Output,
} from '../../switchboard/v1/ChannelChanged.ts';
import type {
  ConversationClosed as _switchboard_v1_ConversationClosed,
  ConversationClosed__Output as _switchboard_v1_ConversationClosed__Output,
} from '../../switchboard/v1/ConversationClosed.ts';
import type {
  TicketChanged as _switchboard_v1_TicketChanged,
  TicketChanged__Output as _switchboard_v1_TicketChanged__Output,
} from '../../switchboard/v1/TicketChanged.ts';
import type {
  OrderChanged as _switchboard_v1_OrderChanged,
  OrderChanged__Output as _switchboard_v1_OrderChanged__Output,
} from '../../switchboard/v1/OrderChanged.ts';
import type {
  ReminderChanged as _switchboard_v1_ReminderChanged,
  ReminderChanged__Output as _switchboard_v1_ReminderChanged__Output,
} from '../../switchboard/v1/ReminderChanged.ts';

export interface Event {
  id?: string;
  type?: _switchboard_v1_EventType;
  occurredAt?: _google_protobuf_Timestamp | null;
  conversationId?: string;
  messageReceived?: _switchboard_v1_MessageReceived | null;
  messageStatusChanged?: _switchboard_v1_MessageStatusChanged | null;
  conversationHandedOver?: _switchboard_v1_ConversationHandedOver | null;
  mediaChanged?: _switchboard_v1_MediaChanged | null;
  contactChanged?: _switchboard_v1_ContactChanged | null;
  templateChanged?: _switchboard_v1_TemplateChanged | null;
  channelChanged?: _switchboard_v1_ChannelChanged | null;
  conversationClosed?: _switchboard_v1_ConversationClosed | null;
  ticketChanged?: _switchboard_v1_TicketChanged | null;
  orderChanged?: _switchboard_v1_OrderChanged | null;
  reminderChanged?: _switchboard_v1_ReminderChanged | null;
  details?:
    | 'messageReceived'
    | 'messageStatusChanged'
    | 'conversationHandedOver'
    | 'mediaChanged'
    | 'contactChanged'
    | 'templateChanged'
    | 'channelChanged'
    | 'conversationClosed'
    | 'ticketChanged'
    | 'orderChanged'
    | 'reminderChanged';
}

export interface Event__Output {
  id: string;
  type: _switchboard_v1_EventType__Output;
  occurredAt: _google_protobuf_Timestamp__Output | null;
  conversationId: string;
  messageReceived?: _switchboard_v1_MessageReceived__Output | null;
  messageStatusChanged?: _switchboard_v1_MessageStatusChanged__Output | null;
  conversationHandedOver?: _switchboard_v1_ConversationHandedOver__Output | null;
  mediaChanged?: _switchboard_v1_MediaChanged__Output | null;
  contactChanged?: _switchboard_v1_ContactChanged__Output | null;
  templateChanged?: _switchboard_v1_TemplateChanged__Output | null;
  channelChanged?: _switchboard_v1_ChannelChanged__Output | null;
  conversationClosed?: _switchboard_v1_ConversationClosed__Output | null;
  ticketChanged?: _switchboard_v1_TicketChanged__Output | null;
  orderChanged?: _switchboard_v1_OrderChanged__Output | null;
  reminderChanged?: _switchboard_v1_ReminderChanged__Output | null;
  details?:
    | 'messageReceived'
    | 'messageStatusChanged'
    | 'conversationHandedOver'
    | 'mediaChanged'
    | 'contactChanged'
    | 'templateChanged'
    | 'channelChanged'
    | 'conversationClosed'
    | 'ticketChanged'
    | 'orderChanged'
    | 'reminderChanged';
}
