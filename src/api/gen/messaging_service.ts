import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type {
  Any as _google_protobuf_Any,
  Any__Output as _google_protobuf_Any__Output,
} from './google/protobuf/Any.ts';
import type {
  ListValue as _google_protobuf_ListValue,
  ListValue__Output as _google_protobuf_ListValue__Output,
} from './google/protobuf/ListValue.ts';
import type {
  Struct as _google_protobuf_Struct,
  Struct__Output as _google_protobuf_Struct__Output,
} from './google/protobuf/Struct.ts';
import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from './google/protobuf/Timestamp.ts';
import type {
  Value as _google_protobuf_Value,
  Value__Output as _google_protobuf_Value__Output,
} from './google/protobuf/Value.ts';
import type {
  Status as _google_rpc_Status,
  Status__Output as _google_rpc_Status__Output,
} from './google/rpc/Status.ts';
import type {
  Address as _switchboard_v1_Address,
  Address__Output as _switchboard_v1_Address__Output,
} from './switchboard/v1/Address.ts';
import type {
  BatchSendMessagesRequest as _switchboard_v1_BatchSendMessagesRequest,
  BatchSendMessagesRequest__Output as _switchboard_v1_BatchSendMessagesRequest__Output,
} from './switchboard/v1/BatchSendMessagesRequest.ts';
import type {
  BatchSendMessagesResponse as _switchboard_v1_BatchSendMessagesResponse,
  BatchSendMessagesResponse__Output as _switchboard_v1_BatchSendMessagesResponse__Output,
} from './switchboard/v1/BatchSendMessagesResponse.ts';
import type {
  ChannelChanged as _switchboard_v1_ChannelChanged,
  ChannelChanged__Output as _switchboard_v1_ChannelChanged__Output,
} from './switchboard/v1/ChannelChanged.ts';
import type {
  CloseConversationRequest as _switchboard_v1_CloseConversationRequest,
  CloseConversationRequest__Output as _switchboard_v1_CloseConversationRequest__Output,
} from './switchboard/v1/CloseConversationRequest.ts';
import type {
  CloseConversationResponse as _switchboard_v1_CloseConversationResponse,
  CloseConversationResponse__Output as _switchboard_v1_CloseConversationResponse__Output,
} from './switchboard/v1/CloseConversationResponse.ts';
import type {
  Contact as _switchboard_v1_Contact,
  Contact__Output as _switchboard_v1_Contact__Output,
} from './switchboard/v1/Contact.ts';
import type {
  ContactChanged as _switchboard_v1_ContactChanged,
  ContactChanged__Output as _switchboard_v1_ContactChanged__Output,
} from './switchboard/v1/ContactChanged.ts';
import type {
  ContactsContent as _switchboard_v1_ContactsContent,
  ContactsContent__Output as _switchboard_v1_ContactsContent__Output,
} from './switchboard/v1/ContactsContent.ts';
import type {
  Conversation as _switchboard_v1_Conversation,
  Conversation__Output as _switchboard_v1_Conversation__Output,
} from './switchboard/v1/Conversation.ts';
import type {
  ConversationClosed as _switchboard_v1_ConversationClosed,
  ConversationClosed__Output as _switchboard_v1_ConversationClosed__Output,
} from './switchboard/v1/ConversationClosed.ts';
import type {
  ConversationHandedOver as _switchboard_v1_ConversationHandedOver,
  ConversationHandedOver__Output as _switchboard_v1_ConversationHandedOver__Output,
} from './switchboard/v1/ConversationHandedOver.ts';
import type {
  Event as _switchboard_v1_Event,
  Event__Output as _switchboard_v1_Event__Output,
} from './switchboard/v1/Event.ts';
import type {
  GetMessageRequest as _switchboard_v1_GetMessageRequest,
  GetMessageRequest__Output as _switchboard_v1_GetMessageRequest__Output,
} from './switchboard/v1/GetMessageRequest.ts';
import type {
  GetMessageResponse as _switchboard_v1_GetMessageResponse,
  GetMessageResponse__Output as _switchboard_v1_GetMessageResponse__Output,
} from './switchboard/v1/GetMessageResponse.ts';
import type {
  InteractiveContent as _switchboard_v1_InteractiveContent,
  InteractiveContent__Output as _switchboard_v1_InteractiveContent__Output,
} from './switchboard/v1/InteractiveContent.ts';
import type {
  ListConversationsRequest as _switchboard_v1_ListConversationsRequest,
  ListConversationsRequest__Output as _switchboard_v1_ListConversationsRequest__Output,
} from './switchboard/v1/ListConversationsRequest.ts';
import type {
  ListConversationsResponse as _switchboard_v1_ListConversationsResponse,
  ListConversationsResponse__Output as _switchboard_v1_ListConversationsResponse__Output,
} from './switchboard/v1/ListConversationsResponse.ts';
import type {
  LocationContent as _switchboard_v1_LocationContent,
  LocationContent__Output as _switchboard_v1_LocationContent__Output,
} from './switchboard/v1/LocationContent.ts';
import type {
  MarkConversationReadRequest as _switchboard_v1_MarkConversationReadRequest,
  MarkConversationReadRequest__Output as _switchboard_v1_MarkConversationReadRequest__Output,
} from './switchboard/v1/MarkConversationReadRequest.ts';
import type {
  MarkConversationReadResponse as _switchboard_v1_MarkConversationReadResponse,
  MarkConversationReadResponse__Output as _switchboard_v1_MarkConversationReadResponse__Output,
} from './switchboard/v1/MarkConversationReadResponse.ts';
import type {
  Media as _switchboard_v1_Media,
  Media__Output as _switchboard_v1_Media__Output,
} from './switchboard/v1/Media.ts';
import type {
  MediaChanged as _switchboard_v1_MediaChanged,
  MediaChanged__Output as _switchboard_v1_MediaChanged__Output,
} from './switchboard/v1/MediaChanged.ts';
import type {
  MediaContent as _switchboard_v1_MediaContent,
  MediaContent__Output as _switchboard_v1_MediaContent__Output,
} from './switchboard/v1/MediaContent.ts';
import type {
  MediaError as _switchboard_v1_MediaError,
  MediaError__Output as _switchboard_v1_MediaError__Output,
} from './switchboard/v1/MediaError.ts';
import type {
  MediaSource as _switchboard_v1_MediaSource,
  MediaSource__Output as _switchboard_v1_MediaSource__Output,
} from './switchboard/v1/MediaSource.ts';
import type {
  Message as _switchboard_v1_Message,
  Message__Output as _switchboard_v1_Message__Output,
} from './switchboard/v1/Message.ts';
import type {
  MessageError as _switchboard_v1_MessageError,
  MessageError__Output as _switchboard_v1_MessageError__Output,
} from './switchboard/v1/MessageError.ts';
import type {
  MessageReceived as _switchboard_v1_MessageReceived,
  MessageReceived__Output as _switchboard_v1_MessageReceived__Output,
} from './switchboard/v1/MessageReceived.ts';
import type {
  MessageStatusChanged as _switchboard_v1_MessageStatusChanged,
  MessageStatusChanged__Output as _switchboard_v1_MessageStatusChanged__Output,
} from './switchboard/v1/MessageStatusChanged.ts';
import type {
  MessagingServiceClient as _switchboard_v1_MessagingServiceClient,
  MessagingServiceDefinition as _switchboard_v1_MessagingServiceDefinition,
} from './switchboard/v1/MessagingService.ts';
import type {
  Order as _switchboard_v1_Order,
  Order__Output as _switchboard_v1_Order__Output,
} from './switchboard/v1/Order.ts';
import type {
  OrderChanged as _switchboard_v1_OrderChanged,
  OrderChanged__Output as _switchboard_v1_OrderChanged__Output,
} from './switchboard/v1/OrderChanged.ts';
import type {
  Place as _switchboard_v1_Place,
  Place__Output as _switchboard_v1_Place__Output,
} from './switchboard/v1/Place.ts';
import type {
  QueryHistoryRequest as _switchboard_v1_QueryHistoryRequest,
  QueryHistoryRequest__Output as _switchboard_v1_QueryHistoryRequest__Output,
} from './switchboard/v1/QueryHistoryRequest.ts';
import type {
  QueryHistoryResponse as _switchboard_v1_QueryHistoryResponse,
  QueryHistoryResponse__Output as _switchboard_v1_QueryHistoryResponse__Output,
} from './switchboard/v1/QueryHistoryResponse.ts';
import type {
  ReactionContent as _switchboard_v1_ReactionContent,
  ReactionContent__Output as _switchboard_v1_ReactionContent__Output,
} from './switchboard/v1/ReactionContent.ts';
import type {
  RecurrenceRule as _switchboard_v1_RecurrenceRule,
  RecurrenceRule__Output as _switchboard_v1_RecurrenceRule__Output,
} from './switchboard/v1/RecurrenceRule.ts';
import type {
  Reminder as _switchboard_v1_Reminder,
  Reminder__Output as _switchboard_v1_Reminder__Output,
} from './switchboard/v1/Reminder.ts';
import type {
  ReminderChanged as _switchboard_v1_ReminderChanged,
  ReminderChanged__Output as _switchboard_v1_ReminderChanged__Output,
} from './switchboard/v1/ReminderChanged.ts';
import type {
  ReminderOccurrence as _switchboard_v1_ReminderOccurrence,
  ReminderOccurrence__Output as _switchboard_v1_ReminderOccurrence__Output,
} from './switchboard/v1/ReminderOccurrence.ts';
import type {
  ReminderTemplate as _switchboard_v1_ReminderTemplate,
  ReminderTemplate__Output as _switchboard_v1_ReminderTemplate__Output,
} from './switchboard/v1/ReminderTemplate.ts';
import type {
  SendMessageRequest as _switchboard_v1_SendMessageRequest,
  SendMessageRequest__Output as _switchboard_v1_SendMessageRequest__Output,
} from './switchboard/v1/SendMessageRequest.ts';
import type {
  SendMessageResponse as _switchboard_v1_SendMessageResponse,
  SendMessageResponse__Output as _switchboard_v1_SendMessageResponse__Output,
} from './switchboard/v1/SendMessageResponse.ts';
import type {
  Template as _switchboard_v1_Template,
  Template__Output as _switchboard_v1_Template__Output,
} from './switchboard/v1/Template.ts';
import type {
  TemplateButton as _switchboard_v1_TemplateButton,
  TemplateButton__Output as _switchboard_v1_TemplateButton__Output,
} from './switchboard/v1/TemplateButton.ts';
import type {
  TemplateChanged as _switchboard_v1_TemplateChanged,
  TemplateChanged__Output as _switchboard_v1_TemplateChanged__Output,
} from './switchboard/v1/TemplateChanged.ts';
import type {
  TemplateComponent as _switchboard_v1_TemplateComponent,
  TemplateComponent__Output as _switchboard_v1_TemplateComponent__Output,
} from './switchboard/v1/TemplateComponent.ts';
import type {
  TemplateContent as _switchboard_v1_TemplateContent,
  TemplateContent__Output as _switchboard_v1_TemplateContent__Output,
} from './switchboard/v1/TemplateContent.ts';
import type {
  TemplateDefinition as _switchboard_v1_TemplateDefinition,
  TemplateDefinition__Output as _switchboard_v1_TemplateDefinition__Output,
} from './switchboard/v1/TemplateDefinition.ts';
import type {
  TemplateHeader as _switchboard_v1_TemplateHeader,
  TemplateHeader__Output as _switchboard_v1_TemplateHeader__Output,
} from './switchboard/v1/TemplateHeader.ts';
import type {
  TemplateParameter as _switchboard_v1_TemplateParameter,
  TemplateParameter__Output as _switchboard_v1_TemplateParameter__Output,
} from './switchboard/v1/TemplateParameter.ts';
import type {
  TextContent as _switchboard_v1_TextContent,
  TextContent__Output as _switchboard_v1_TextContent__Output,
} from './switchboard/v1/TextContent.ts';
import type {
  Ticket as _switchboard_v1_Ticket,
  Ticket__Output as _switchboard_v1_Ticket__Output,
} from './switchboard/v1/Ticket.ts';
import type {
  TicketChanged as _switchboard_v1_TicketChanged,
  TicketChanged__Output as _switchboard_v1_TicketChanged__Output,
} from './switchboard/v1/TicketChanged.ts';
import type {
  TicketNote as _switchboard_v1_TicketNote,
  TicketNote__Output as _switchboard_v1_TicketNote__Output,
} from './switchboard/v1/TicketNote.ts';
import type {
  WallClockTime as _switchboard_v1_WallClockTime,
  WallClockTime__Output as _switchboard_v1_WallClockTime__Output,
} from './switchboard/v1/WallClockTime.ts';
import type {
  WatchEventsRequest as _switchboard_v1_WatchEventsRequest,
  WatchEventsRequest__Output as _switchboard_v1_WatchEventsRequest__Output,
} from './switchboard/v1/WatchEventsRequest.ts';
import type {
  WatchEventsResponse as _switchboard_v1_WatchEventsResponse,
  WatchEventsResponse__Output as _switchboard_v1_WatchEventsResponse__Output,
} from './switchboard/v1/WatchEventsResponse.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new (...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  google: {
    protobuf: {
      Any: MessageTypeDefinition<_google_protobuf_Any, _google_protobuf_Any__Output>;
      ListValue: MessageTypeDefinition<_google_protobuf_ListValue, _google_protobuf_ListValue__Output>;
      NullValue: EnumTypeDefinition;
      Struct: MessageTypeDefinition<_google_protobuf_Struct, _google_protobuf_Struct__Output>;
      Timestamp: MessageTypeDefinition<_google_protobuf_Timestamp, _google_protobuf_Timestamp__Output>;
      Value: MessageTypeDefinition<_google_protobuf_Value, _google_protobuf_Value__Output>;
    };
    rpc: {
      Status: MessageTypeDefinition<_google_rpc_Status, _google_rpc_Status__Output>;
    };
  };
  switchboard: {
    v1: {
      Address: MessageTypeDefinition<_switchboard_v1_Address, _switchboard_v1_Address__Output>;
      AddressKind: EnumTypeDefinition;
      BatchSendMessagesRequest: MessageTypeDefinition<
        _switchboard_v1_BatchSendMessagesRequest,
        _switchboard_v1_BatchSendMessagesRequest__Output
      >;
      BatchSendMessagesResponse: MessageTypeDefinition<
        _switchboard_v1_BatchSendMessagesResponse,
        _switchboard_v1_BatchSendMessagesResponse__Output
      >;
      ChannelChange: EnumTypeDefinition;
      ChannelChanged: MessageTypeDefinition<_switchboard_v1_ChannelChanged, _switchboard_v1_ChannelChanged__Output>;
      CloseConversationRequest: MessageTypeDefinition<
        _switchboard_v1_CloseConversationRequest,
        _switchboard_v1_CloseConversationRequest__Output
      >;
      CloseConversationResponse: MessageTypeDefinition<
        _switchboard_v1_CloseConversationResponse,
        _switchboard_v1_CloseConversationResponse__Output
      >;
      Contact: MessageTypeDefinition<_switchboard_v1_Contact, _switchboard_v1_Contact__Output>;
      ContactChange: EnumTypeDefinition;
      ContactChanged: MessageTypeDefinition<_switchboard_v1_ContactChanged, _switchboard_v1_ContactChanged__Output>;
      ContactStatus: EnumTypeDefinition;
      ContactsContent: MessageTypeDefinition<_switchboard_v1_ContactsContent, _switchboard_v1_ContactsContent__Output>;
      Conversation: MessageTypeDefinition<_switchboard_v1_Conversation, _switchboard_v1_Conversation__Output>;
      ConversationClosed: MessageTypeDefinition<
        _switchboard_v1_ConversationClosed,
        _switchboard_v1_ConversationClosed__Output
      >;
      ConversationHandedOver: MessageTypeDefinition<
        _switchboard_v1_ConversationHandedOver,
        _switchboard_v1_ConversationHandedOver__Output
      >;
      ConversationStatus: EnumTypeDefinition;
      Direction: EnumTypeDefinition;
      Event: MessageTypeDefinition<_switchboard_v1_Event, _switchboard_v1_Event__Output>;
      EventType: EnumTypeDefinition;
      FailureKind: EnumTypeDefinition;
      GetMessageRequest: MessageTypeDefinition<
        _switchboard_v1_GetMessageRequest,
        _switchboard_v1_GetMessageRequest__Output
      >;
      GetMessageResponse: MessageTypeDefinition<
        _switchboard_v1_GetMessageResponse,
        _switchboard_v1_GetMessageResponse__Output
      >;
      InteractiveContent: MessageTypeDefinition<
        _switchboard_v1_InteractiveContent,
        _switchboard_v1_InteractiveContent__Output
      >;
      ListConversationsRequest: MessageTypeDefinition<
        _switchboard_v1_ListConversationsRequest,
        _switchboard_v1_ListConversationsRequest__Output
      >;
      ListConversationsResponse: MessageTypeDefinition<
        _switchboard_v1_ListConversationsResponse,
        _switchboard_v1_ListConversationsResponse__Output
      >;
      LocationContent: MessageTypeDefinition<_switchboard_v1_LocationContent, _switchboard_v1_LocationContent__Output>;
      MarkConversationReadRequest: MessageTypeDefinition<
        _switchboard_v1_MarkConversationReadRequest,
        _switchboard_v1_MarkConversationReadRequest__Output
      >;
      MarkConversationReadResponse: MessageTypeDefinition<
        _switchboard_v1_MarkConversationReadResponse,
        _switchboard_v1_MarkConversationReadResponse__Output
      >;
      Media: MessageTypeDefinition<_switchboard_v1_Media, _switchboard_v1_Media__Output>;
      MediaChanged: MessageTypeDefinition<_switchboard_v1_MediaChanged, _switchboard_v1_MediaChanged__Output>;
      MediaContent: MessageTypeDefinition<_switchboard_v1_MediaContent, _switchboard_v1_MediaContent__Output>;
      MediaError: MessageTypeDefinition<_switchboard_v1_MediaError, _switchboard_v1_MediaError__Output>;
      MediaKind: EnumTypeDefinition;
      MediaSource: MessageTypeDefinition<_switchboard_v1_MediaSource, _switchboard_v1_MediaSource__Output>;
      MediaStatus: EnumTypeDefinition;
      Message: MessageTypeDefinition<_switchboard_v1_Message, _switchboard_v1_Message__Output>;
      MessageError: MessageTypeDefinition<_switchboard_v1_MessageError, _switchboard_v1_MessageError__Output>;
      MessageReceived: MessageTypeDefinition<_switchboard_v1_MessageReceived, _switchboard_v1_MessageReceived__Output>;
      MessageStatus: EnumTypeDefinition;
      MessageStatusChanged: MessageTypeDefinition<
        _switchboard_v1_MessageStatusChanged,
        _switchboard_v1_MessageStatusChanged__Output
      >;
      MessagingService: SubtypeConstructor<typeof grpc.Client, _switchboard_v1_MessagingServiceClient> & {
        service: _switchboard_v1_MessagingServiceDefinition;
      };
      Order: MessageTypeDefinition<_switchboard_v1_Order, _switchboard_v1_Order__Output>;
      OrderChanged: MessageTypeDefinition<_switchboard_v1_OrderChanged, _switchboard_v1_OrderChanged__Output>;
      OrderStatus: EnumTypeDefinition;
      Place: MessageTypeDefinition<_switchboard_v1_Place, _switchboard_v1_Place__Output>;
      QueryHistoryRequest: MessageTypeDefinition<
        _switchboard_v1_QueryHistoryRequest,
        _switchboard_v1_QueryHistoryRequest__Output
      >;
      QueryHistoryResponse: MessageTypeDefinition<
        _switchboard_v1_QueryHistoryResponse,
        _switchboard_v1_QueryHistoryResponse__Output
      >;
      QuietHours: EnumTypeDefinition;
      ReactionContent: MessageTypeDefinition<_switchboard_v1_ReactionContent, _switchboard_v1_ReactionContent__Output>;
      RecurrenceRule: MessageTypeDefinition<_switchboard_v1_RecurrenceRule, _switchboard_v1_RecurrenceRule__Output>;
      Reminder: MessageTypeDefinition<_switchboard_v1_Reminder, _switchboard_v1_Reminder__Output>;
      ReminderAnswer: EnumTypeDefinition;
      ReminderChange: EnumTypeDefinition;
      ReminderChanged: MessageTypeDefinition<_switchboard_v1_ReminderChanged, _switchboard_v1_ReminderChanged__Output>;
      ReminderOccurrence: MessageTypeDefinition<
        _switchboard_v1_ReminderOccurrence,
        _switchboard_v1_ReminderOccurrence__Output
      >;
      ReminderOutcome: EnumTypeDefinition;
      ReminderState: EnumTypeDefinition;
      ReminderTemplate: MessageTypeDefinition<
        _switchboard_v1_ReminderTemplate,
        _switchboard_v1_ReminderTemplate__Output
      >;
      SendMessageRequest: MessageTypeDefinition<
        _switchboard_v1_SendMessageRequest,
        _switchboard_v1_SendMessageRequest__Output
      >;
      SendMessageResponse: MessageTypeDefinition<
        _switchboard_v1_SendMessageResponse,
        _switchboard_v1_SendMessageResponse__Output
      >;
      Severity: EnumTypeDefinition;
      SlaState: EnumTypeDefinition;
      Template: MessageTypeDefinition<_switchboard_v1_Template, _switchboard_v1_Template__Output>;
      TemplateButton: MessageTypeDefinition<_switchboard_v1_TemplateButton, _switchboard_v1_TemplateButton__Output>;
      TemplateCategory: EnumTypeDefinition;
      TemplateChanged: MessageTypeDefinition<_switchboard_v1_TemplateChanged, _switchboard_v1_TemplateChanged__Output>;
      TemplateComponent: MessageTypeDefinition<
        _switchboard_v1_TemplateComponent,
        _switchboard_v1_TemplateComponent__Output
      >;
      TemplateContent: MessageTypeDefinition<_switchboard_v1_TemplateContent, _switchboard_v1_TemplateContent__Output>;
      TemplateDefinition: MessageTypeDefinition<
        _switchboard_v1_TemplateDefinition,
        _switchboard_v1_TemplateDefinition__Output
      >;
      TemplateHeader: MessageTypeDefinition<_switchboard_v1_TemplateHeader, _switchboard_v1_TemplateHeader__Output>;
      TemplateParameter: MessageTypeDefinition<
        _switchboard_v1_TemplateParameter,
        _switchboard_v1_TemplateParameter__Output
      >;
      TemplateParameterFormat: EnumTypeDefinition;
      TemplateStatus: EnumTypeDefinition;
      TextContent: MessageTypeDefinition<_switchboard_v1_TextContent, _switchboard_v1_TextContent__Output>;
      ThumbnailSize: EnumTypeDefinition;
      Ticket: MessageTypeDefinition<_switchboard_v1_Ticket, _switchboard_v1_Ticket__Output>;
      TicketChange: EnumTypeDefinition;
      TicketChanged: MessageTypeDefinition<_switchboard_v1_TicketChanged, _switchboard_v1_TicketChanged__Output>;
      TicketKind: EnumTypeDefinition;
      TicketNote: MessageTypeDefinition<_switchboard_v1_TicketNote, _switchboard_v1_TicketNote__Output>;
      TicketStatus: EnumTypeDefinition;
      TranscriptStatus: EnumTypeDefinition;
      WallClockTime: MessageTypeDefinition<_switchboard_v1_WallClockTime, _switchboard_v1_WallClockTime__Output>;
      WatchEventsRequest: MessageTypeDefinition<
        _switchboard_v1_WatchEventsRequest,
        _switchboard_v1_WatchEventsRequest__Output
      >;
      WatchEventsResponse: MessageTypeDefinition<
        _switchboard_v1_WatchEventsResponse,
        _switchboard_v1_WatchEventsResponse__Output
      >;
    };
  };
}
