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
  BatchEnqueueRemindersRequest as _switchboard_v1_BatchEnqueueRemindersRequest,
  BatchEnqueueRemindersRequest__Output as _switchboard_v1_BatchEnqueueRemindersRequest__Output,
} from './switchboard/v1/BatchEnqueueRemindersRequest.ts';
import type {
  BatchEnqueueRemindersResponse as _switchboard_v1_BatchEnqueueRemindersResponse,
  BatchEnqueueRemindersResponse__Output as _switchboard_v1_BatchEnqueueRemindersResponse__Output,
} from './switchboard/v1/BatchEnqueueRemindersResponse.ts';
import type {
  CancelReminderRequest as _switchboard_v1_CancelReminderRequest,
  CancelReminderRequest__Output as _switchboard_v1_CancelReminderRequest__Output,
} from './switchboard/v1/CancelReminderRequest.ts';
import type {
  CancelReminderResponse as _switchboard_v1_CancelReminderResponse,
  CancelReminderResponse__Output as _switchboard_v1_CancelReminderResponse__Output,
} from './switchboard/v1/CancelReminderResponse.ts';
import type {
  ContactsContent as _switchboard_v1_ContactsContent,
  ContactsContent__Output as _switchboard_v1_ContactsContent__Output,
} from './switchboard/v1/ContactsContent.ts';
import type {
  EnqueueReminderRequest as _switchboard_v1_EnqueueReminderRequest,
  EnqueueReminderRequest__Output as _switchboard_v1_EnqueueReminderRequest__Output,
} from './switchboard/v1/EnqueueReminderRequest.ts';
import type {
  EnqueueReminderResponse as _switchboard_v1_EnqueueReminderResponse,
  EnqueueReminderResponse__Output as _switchboard_v1_EnqueueReminderResponse__Output,
} from './switchboard/v1/EnqueueReminderResponse.ts';
import type {
  GetReminderRequest as _switchboard_v1_GetReminderRequest,
  GetReminderRequest__Output as _switchboard_v1_GetReminderRequest__Output,
} from './switchboard/v1/GetReminderRequest.ts';
import type {
  GetReminderResponse as _switchboard_v1_GetReminderResponse,
  GetReminderResponse__Output as _switchboard_v1_GetReminderResponse__Output,
} from './switchboard/v1/GetReminderResponse.ts';
import type {
  InteractiveContent as _switchboard_v1_InteractiveContent,
  InteractiveContent__Output as _switchboard_v1_InteractiveContent__Output,
} from './switchboard/v1/InteractiveContent.ts';
import type {
  ListRemindersRequest as _switchboard_v1_ListRemindersRequest,
  ListRemindersRequest__Output as _switchboard_v1_ListRemindersRequest__Output,
} from './switchboard/v1/ListRemindersRequest.ts';
import type {
  ListRemindersResponse as _switchboard_v1_ListRemindersResponse,
  ListRemindersResponse__Output as _switchboard_v1_ListRemindersResponse__Output,
} from './switchboard/v1/ListRemindersResponse.ts';
import type {
  LocationContent as _switchboard_v1_LocationContent,
  LocationContent__Output as _switchboard_v1_LocationContent__Output,
} from './switchboard/v1/LocationContent.ts';
import type {
  Media as _switchboard_v1_Media,
  Media__Output as _switchboard_v1_Media__Output,
} from './switchboard/v1/Media.ts';
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
  PreviewReminderRequest as _switchboard_v1_PreviewReminderRequest,
  PreviewReminderRequest__Output as _switchboard_v1_PreviewReminderRequest__Output,
} from './switchboard/v1/PreviewReminderRequest.ts';
import type {
  PreviewReminderResponse as _switchboard_v1_PreviewReminderResponse,
  PreviewReminderResponse__Output as _switchboard_v1_PreviewReminderResponse__Output,
} from './switchboard/v1/PreviewReminderResponse.ts';
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
  ReminderOccurrence as _switchboard_v1_ReminderOccurrence,
  ReminderOccurrence__Output as _switchboard_v1_ReminderOccurrence__Output,
} from './switchboard/v1/ReminderOccurrence.ts';
import type {
  ReminderServiceClient as _switchboard_v1_ReminderServiceClient,
  ReminderServiceDefinition as _switchboard_v1_ReminderServiceDefinition,
} from './switchboard/v1/ReminderService.ts';
import type {
  ReminderTemplate as _switchboard_v1_ReminderTemplate,
  ReminderTemplate__Output as _switchboard_v1_ReminderTemplate__Output,
} from './switchboard/v1/ReminderTemplate.ts';
import type {
  RescheduleReminderRequest as _switchboard_v1_RescheduleReminderRequest,
  RescheduleReminderRequest__Output as _switchboard_v1_RescheduleReminderRequest__Output,
} from './switchboard/v1/RescheduleReminderRequest.ts';
import type {
  RescheduleReminderResponse as _switchboard_v1_RescheduleReminderResponse,
  RescheduleReminderResponse__Output as _switchboard_v1_RescheduleReminderResponse__Output,
} from './switchboard/v1/RescheduleReminderResponse.ts';
import type {
  StreamRemindersRequest as _switchboard_v1_StreamRemindersRequest,
  StreamRemindersRequest__Output as _switchboard_v1_StreamRemindersRequest__Output,
} from './switchboard/v1/StreamRemindersRequest.ts';
import type {
  StreamRemindersResponse as _switchboard_v1_StreamRemindersResponse,
  StreamRemindersResponse__Output as _switchboard_v1_StreamRemindersResponse__Output,
} from './switchboard/v1/StreamRemindersResponse.ts';
import type {
  TemplateComponent as _switchboard_v1_TemplateComponent,
  TemplateComponent__Output as _switchboard_v1_TemplateComponent__Output,
} from './switchboard/v1/TemplateComponent.ts';
import type {
  TemplateContent as _switchboard_v1_TemplateContent,
  TemplateContent__Output as _switchboard_v1_TemplateContent__Output,
} from './switchboard/v1/TemplateContent.ts';
import type {
  TemplateParameter as _switchboard_v1_TemplateParameter,
  TemplateParameter__Output as _switchboard_v1_TemplateParameter__Output,
} from './switchboard/v1/TemplateParameter.ts';
import type {
  TextContent as _switchboard_v1_TextContent,
  TextContent__Output as _switchboard_v1_TextContent__Output,
} from './switchboard/v1/TextContent.ts';
import type {
  WallClockTime as _switchboard_v1_WallClockTime,
  WallClockTime__Output as _switchboard_v1_WallClockTime__Output,
} from './switchboard/v1/WallClockTime.ts';

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
      BatchEnqueueRemindersRequest: MessageTypeDefinition<
        _switchboard_v1_BatchEnqueueRemindersRequest,
        _switchboard_v1_BatchEnqueueRemindersRequest__Output
      >;
      BatchEnqueueRemindersResponse: MessageTypeDefinition<
        _switchboard_v1_BatchEnqueueRemindersResponse,
        _switchboard_v1_BatchEnqueueRemindersResponse__Output
      >;
      CancelReminderRequest: MessageTypeDefinition<
        _switchboard_v1_CancelReminderRequest,
        _switchboard_v1_CancelReminderRequest__Output
      >;
      CancelReminderResponse: MessageTypeDefinition<
        _switchboard_v1_CancelReminderResponse,
        _switchboard_v1_CancelReminderResponse__Output
      >;
      ContactsContent: MessageTypeDefinition<_switchboard_v1_ContactsContent, _switchboard_v1_ContactsContent__Output>;
      Direction: EnumTypeDefinition;
      EnqueueReminderRequest: MessageTypeDefinition<
        _switchboard_v1_EnqueueReminderRequest,
        _switchboard_v1_EnqueueReminderRequest__Output
      >;
      EnqueueReminderResponse: MessageTypeDefinition<
        _switchboard_v1_EnqueueReminderResponse,
        _switchboard_v1_EnqueueReminderResponse__Output
      >;
      FailureKind: EnumTypeDefinition;
      GetReminderRequest: MessageTypeDefinition<
        _switchboard_v1_GetReminderRequest,
        _switchboard_v1_GetReminderRequest__Output
      >;
      GetReminderResponse: MessageTypeDefinition<
        _switchboard_v1_GetReminderResponse,
        _switchboard_v1_GetReminderResponse__Output
      >;
      InteractiveContent: MessageTypeDefinition<
        _switchboard_v1_InteractiveContent,
        _switchboard_v1_InteractiveContent__Output
      >;
      ListRemindersRequest: MessageTypeDefinition<
        _switchboard_v1_ListRemindersRequest,
        _switchboard_v1_ListRemindersRequest__Output
      >;
      ListRemindersResponse: MessageTypeDefinition<
        _switchboard_v1_ListRemindersResponse,
        _switchboard_v1_ListRemindersResponse__Output
      >;
      LocationContent: MessageTypeDefinition<_switchboard_v1_LocationContent, _switchboard_v1_LocationContent__Output>;
      Media: MessageTypeDefinition<_switchboard_v1_Media, _switchboard_v1_Media__Output>;
      MediaContent: MessageTypeDefinition<_switchboard_v1_MediaContent, _switchboard_v1_MediaContent__Output>;
      MediaError: MessageTypeDefinition<_switchboard_v1_MediaError, _switchboard_v1_MediaError__Output>;
      MediaKind: EnumTypeDefinition;
      MediaSource: MessageTypeDefinition<_switchboard_v1_MediaSource, _switchboard_v1_MediaSource__Output>;
      MediaStatus: EnumTypeDefinition;
      Message: MessageTypeDefinition<_switchboard_v1_Message, _switchboard_v1_Message__Output>;
      MessageError: MessageTypeDefinition<_switchboard_v1_MessageError, _switchboard_v1_MessageError__Output>;
      MessageStatus: EnumTypeDefinition;
      PreviewReminderRequest: MessageTypeDefinition<
        _switchboard_v1_PreviewReminderRequest,
        _switchboard_v1_PreviewReminderRequest__Output
      >;
      PreviewReminderResponse: MessageTypeDefinition<
        _switchboard_v1_PreviewReminderResponse,
        _switchboard_v1_PreviewReminderResponse__Output
      >;
      QuietHours: EnumTypeDefinition;
      ReactionContent: MessageTypeDefinition<_switchboard_v1_ReactionContent, _switchboard_v1_ReactionContent__Output>;
      RecurrenceRule: MessageTypeDefinition<_switchboard_v1_RecurrenceRule, _switchboard_v1_RecurrenceRule__Output>;
      Reminder: MessageTypeDefinition<_switchboard_v1_Reminder, _switchboard_v1_Reminder__Output>;
      ReminderAnswer: EnumTypeDefinition;
      ReminderOccurrence: MessageTypeDefinition<
        _switchboard_v1_ReminderOccurrence,
        _switchboard_v1_ReminderOccurrence__Output
      >;
      ReminderOutcome: EnumTypeDefinition;
      ReminderService: SubtypeConstructor<typeof grpc.Client, _switchboard_v1_ReminderServiceClient> & {
        service: _switchboard_v1_ReminderServiceDefinition;
      };
      ReminderState: EnumTypeDefinition;
      ReminderTemplate: MessageTypeDefinition<
        _switchboard_v1_ReminderTemplate,
        _switchboard_v1_ReminderTemplate__Output
      >;
      RescheduleReminderRequest: MessageTypeDefinition<
        _switchboard_v1_RescheduleReminderRequest,
        _switchboard_v1_RescheduleReminderRequest__Output
      >;
      RescheduleReminderResponse: MessageTypeDefinition<
        _switchboard_v1_RescheduleReminderResponse,
        _switchboard_v1_RescheduleReminderResponse__Output
      >;
      StreamRemindersRequest: MessageTypeDefinition<
        _switchboard_v1_StreamRemindersRequest,
        _switchboard_v1_StreamRemindersRequest__Output
      >;
      StreamRemindersResponse: MessageTypeDefinition<
        _switchboard_v1_StreamRemindersResponse,
        _switchboard_v1_StreamRemindersResponse__Output
      >;
      TemplateComponent: MessageTypeDefinition<
        _switchboard_v1_TemplateComponent,
        _switchboard_v1_TemplateComponent__Output
      >;
      TemplateContent: MessageTypeDefinition<_switchboard_v1_TemplateContent, _switchboard_v1_TemplateContent__Output>;
      TemplateParameter: MessageTypeDefinition<
        _switchboard_v1_TemplateParameter,
        _switchboard_v1_TemplateParameter__Output
      >;
      TextContent: MessageTypeDefinition<_switchboard_v1_TextContent, _switchboard_v1_TextContent__Output>;
      ThumbnailSize: EnumTypeDefinition;
      TranscriptStatus: EnumTypeDefinition;
      WallClockTime: MessageTypeDefinition<_switchboard_v1_WallClockTime, _switchboard_v1_WallClockTime__Output>;
    };
  };
}
