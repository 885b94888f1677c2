import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

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
  AddTicketNoteRequest as _switchboard_v1_AddTicketNoteRequest,
  AddTicketNoteRequest__Output as _switchboard_v1_AddTicketNoteRequest__Output,
} from './switchboard/v1/AddTicketNoteRequest.ts';
import type {
  AddTicketNoteResponse as _switchboard_v1_AddTicketNoteResponse,
  AddTicketNoteResponse__Output as _switchboard_v1_AddTicketNoteResponse__Output,
} from './switchboard/v1/AddTicketNoteResponse.ts';
import type {
  ContactsContent as _switchboard_v1_ContactsContent,
  ContactsContent__Output as _switchboard_v1_ContactsContent__Output,
} from './switchboard/v1/ContactsContent.ts';
import type {
  GetTicketRequest as _switchboard_v1_GetTicketRequest,
  GetTicketRequest__Output as _switchboard_v1_GetTicketRequest__Output,
} from './switchboard/v1/GetTicketRequest.ts';
import type {
  GetTicketResponse as _switchboard_v1_GetTicketResponse,
  GetTicketResponse__Output as _switchboard_v1_GetTicketResponse__Output,
} from './switchboard/v1/GetTicketResponse.ts';
import type {
  InteractiveContent as _switchboard_v1_InteractiveContent,
  InteractiveContent__Output as _switchboard_v1_InteractiveContent__Output,
} from './switchboard/v1/InteractiveContent.ts';
import type {
  ListTicketNotesRequest as _switchboard_v1_ListTicketNotesRequest,
  ListTicketNotesRequest__Output as _switchboard_v1_ListTicketNotesRequest__Output,
} from './switchboard/v1/ListTicketNotesRequest.ts';
import type {
  ListTicketNotesResponse as _switchboard_v1_ListTicketNotesResponse,
  ListTicketNotesResponse__Output as _switchboard_v1_ListTicketNotesResponse__Output,
} from './switchboard/v1/ListTicketNotesResponse.ts';
import type {
  ListTicketsRequest as _switchboard_v1_ListTicketsRequest,
  ListTicketsRequest__Output as _switchboard_v1_ListTicketsRequest__Output,
} from './switchboard/v1/ListTicketsRequest.ts';
import type {
  ListTicketsResponse as _switchboard_v1_ListTicketsResponse,
  ListTicketsResponse__Output as _switchboard_v1_ListTicketsResponse__Output,
} from './switchboard/v1/ListTicketsResponse.ts';
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
  Place as _switchboard_v1_Place,
  Place__Output as _switchboard_v1_Place__Output,
} from './switchboard/v1/Place.ts';
import type {
  ReactionContent as _switchboard_v1_ReactionContent,
  ReactionContent__Output as _switchboard_v1_ReactionContent__Output,
} from './switchboard/v1/ReactionContent.ts';
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
  Ticket as _switchboard_v1_Ticket,
  Ticket__Output as _switchboard_v1_Ticket__Output,
} from './switchboard/v1/Ticket.ts';
import type {
  TicketNote as _switchboard_v1_TicketNote,
  TicketNote__Output as _switchboard_v1_TicketNote__Output,
} from './switchboard/v1/TicketNote.ts';
import type {
  TicketServiceClient as _switchboard_v1_TicketServiceClient,
  TicketServiceDefinition as _switchboard_v1_TicketServiceDefinition,
} from './switchboard/v1/TicketService.ts';
import type {
  UpdateTicketRequest as _switchboard_v1_UpdateTicketRequest,
  UpdateTicketRequest__Output as _switchboard_v1_UpdateTicketRequest__Output,
} from './switchboard/v1/UpdateTicketRequest.ts';
import type {
  UpdateTicketResponse as _switchboard_v1_UpdateTicketResponse,
  UpdateTicketResponse__Output as _switchboard_v1_UpdateTicketResponse__Output,
} from './switchboard/v1/UpdateTicketResponse.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new (...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  google: {
    protobuf: {
      ListValue: MessageTypeDefinition<_google_protobuf_ListValue, _google_protobuf_ListValue__Output>;
      NullValue: EnumTypeDefinition;
      Struct: MessageTypeDefinition<_google_protobuf_Struct, _google_protobuf_Struct__Output>;
      Timestamp: MessageTypeDefinition<_google_protobuf_Timestamp, _google_protobuf_Timestamp__Output>;
      Value: MessageTypeDefinition<_google_protobuf_Value, _google_protobuf_Value__Output>;
    };
  };
  switchboard: {
    v1: {
      AddTicketNoteRequest: MessageTypeDefinition<
        _switchboard_v1_AddTicketNoteRequest,
        _switchboard_v1_AddTicketNoteRequest__Output
      >;
      AddTicketNoteResponse: MessageTypeDefinition<
        _switchboard_v1_AddTicketNoteResponse,
        _switchboard_v1_AddTicketNoteResponse__Output
      >;
      ContactsContent: MessageTypeDefinition<_switchboard_v1_ContactsContent, _switchboard_v1_ContactsContent__Output>;
      Direction: EnumTypeDefinition;
      FailureKind: EnumTypeDefinition;
      GetTicketRequest: MessageTypeDefinition<
        _switchboard_v1_GetTicketRequest,
        _switchboard_v1_GetTicketRequest__Output
      >;
      GetTicketResponse: MessageTypeDefinition<
        _switchboard_v1_GetTicketResponse,
        _switchboard_v1_GetTicketResponse__Output
      >;
      InteractiveContent: MessageTypeDefinition<
        _switchboard_v1_InteractiveContent,
        _switchboard_v1_InteractiveContent__Output
      >;
      ListTicketNotesRequest: MessageTypeDefinition<
        _switchboard_v1_ListTicketNotesRequest,
        _switchboard_v1_ListTicketNotesRequest__Output
      >;
      ListTicketNotesResponse: MessageTypeDefinition<
        _switchboard_v1_ListTicketNotesResponse,
        _switchboard_v1_ListTicketNotesResponse__Output
      >;
      ListTicketsRequest: MessageTypeDefinition<
        _switchboard_v1_ListTicketsRequest,
        _switchboard_v1_ListTicketsRequest__Output
      >;
      ListTicketsResponse: MessageTypeDefinition<
        _switchboard_v1_ListTicketsResponse,
        _switchboard_v1_ListTicketsResponse__Output
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
      Place: MessageTypeDefinition<_switchboard_v1_Place, _switchboard_v1_Place__Output>;
      ReactionContent: MessageTypeDefinition<_switchboard_v1_ReactionContent, _switchboard_v1_ReactionContent__Output>;
      Severity: EnumTypeDefinition;
      SlaState: EnumTypeDefinition;
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
      Ticket: MessageTypeDefinition<_switchboard_v1_Ticket, _switchboard_v1_Ticket__Output>;
      TicketKind: EnumTypeDefinition;
      TicketNote: MessageTypeDefinition<_switchboard_v1_TicketNote, _switchboard_v1_TicketNote__Output>;
      TicketNotification: EnumTypeDefinition;
      TicketService: SubtypeConstructor<typeof grpc.Client, _switchboard_v1_TicketServiceClient> & {
        service: _switchboard_v1_TicketServiceDefinition;
      };
      TicketStatus: EnumTypeDefinition;
      TranscriptStatus: EnumTypeDefinition;
      UpdateTicketRequest: MessageTypeDefinition<
        _switchboard_v1_UpdateTicketRequest,
        _switchboard_v1_UpdateTicketRequest__Output
      >;
      UpdateTicketResponse: MessageTypeDefinition<
        _switchboard_v1_UpdateTicketResponse,
        _switchboard_v1_UpdateTicketResponse__Output
      >;
    };
  };
}
