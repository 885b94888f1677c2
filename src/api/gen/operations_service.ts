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
  BatchUpsertMachinesRequest as _switchboard_v1_BatchUpsertMachinesRequest,
  BatchUpsertMachinesRequest__Output as _switchboard_v1_BatchUpsertMachinesRequest__Output,
} from './switchboard/v1/BatchUpsertMachinesRequest.ts';
import type {
  BatchUpsertMachinesResponse as _switchboard_v1_BatchUpsertMachinesResponse,
  BatchUpsertMachinesResponse__Output as _switchboard_v1_BatchUpsertMachinesResponse__Output,
} from './switchboard/v1/BatchUpsertMachinesResponse.ts';
import type {
  ClearSessionRequest as _switchboard_v1_ClearSessionRequest,
  ClearSessionRequest__Output as _switchboard_v1_ClearSessionRequest__Output,
} from './switchboard/v1/ClearSessionRequest.ts';
import type {
  ClearSessionResponse as _switchboard_v1_ClearSessionResponse,
  ClearSessionResponse__Output as _switchboard_v1_ClearSessionResponse__Output,
} from './switchboard/v1/ClearSessionResponse.ts';
import type {
  DeleteMachineRequest as _switchboard_v1_DeleteMachineRequest,
  DeleteMachineRequest__Output as _switchboard_v1_DeleteMachineRequest__Output,
} from './switchboard/v1/DeleteMachineRequest.ts';
import type {
  DeleteMachineResponse as _switchboard_v1_DeleteMachineResponse,
  DeleteMachineResponse__Output as _switchboard_v1_DeleteMachineResponse__Output,
} from './switchboard/v1/DeleteMachineResponse.ts';
import type {
  ListMachinesRequest as _switchboard_v1_ListMachinesRequest,
  ListMachinesRequest__Output as _switchboard_v1_ListMachinesRequest__Output,
} from './switchboard/v1/ListMachinesRequest.ts';
import type {
  ListMachinesResponse as _switchboard_v1_ListMachinesResponse,
  ListMachinesResponse__Output as _switchboard_v1_ListMachinesResponse__Output,
} from './switchboard/v1/ListMachinesResponse.ts';
import type {
  ListSessionsRequest as _switchboard_v1_ListSessionsRequest,
  ListSessionsRequest__Output as _switchboard_v1_ListSessionsRequest__Output,
} from './switchboard/v1/ListSessionsRequest.ts';
import type {
  ListSessionsResponse as _switchboard_v1_ListSessionsResponse,
  ListSessionsResponse__Output as _switchboard_v1_ListSessionsResponse__Output,
} from './switchboard/v1/ListSessionsResponse.ts';
import type {
  ListSlaRulesRequest as _switchboard_v1_ListSlaRulesRequest,
  ListSlaRulesRequest__Output as _switchboard_v1_ListSlaRulesRequest__Output,
} from './switchboard/v1/ListSlaRulesRequest.ts';
import type {
  ListSlaRulesResponse as _switchboard_v1_ListSlaRulesResponse,
  ListSlaRulesResponse__Output as _switchboard_v1_ListSlaRulesResponse__Output,
} from './switchboard/v1/ListSlaRulesResponse.ts';
import type {
  Machine as _switchboard_v1_Machine,
  Machine__Output as _switchboard_v1_Machine__Output,
} from './switchboard/v1/Machine.ts';
import type {
  OfferedChoice as _switchboard_v1_OfferedChoice,
  OfferedChoice__Output as _switchboard_v1_OfferedChoice__Output,
} from './switchboard/v1/OfferedChoice.ts';
import type {
  OperationsServiceClient as _switchboard_v1_OperationsServiceClient,
  OperationsServiceDefinition as _switchboard_v1_OperationsServiceDefinition,
} from './switchboard/v1/OperationsService.ts';
import type {
  Place as _switchboard_v1_Place,
  Place__Output as _switchboard_v1_Place__Output,
} from './switchboard/v1/Place.ts';
import type {
  Session as _switchboard_v1_Session,
  Session__Output as _switchboard_v1_Session__Output,
} from './switchboard/v1/Session.ts';
import type {
  SetSlaRulesRequest as _switchboard_v1_SetSlaRulesRequest,
  SetSlaRulesRequest__Output as _switchboard_v1_SetSlaRulesRequest__Output,
} from './switchboard/v1/SetSlaRulesRequest.ts';
import type {
  SetSlaRulesResponse as _switchboard_v1_SetSlaRulesResponse,
  SetSlaRulesResponse__Output as _switchboard_v1_SetSlaRulesResponse__Output,
} from './switchboard/v1/SetSlaRulesResponse.ts';
import type {
  SlaRule as _switchboard_v1_SlaRule,
  SlaRule__Output as _switchboard_v1_SlaRule__Output,
} from './switchboard/v1/SlaRule.ts';
import type {
  Ticket as _switchboard_v1_Ticket,
  Ticket__Output as _switchboard_v1_Ticket__Output,
} from './switchboard/v1/Ticket.ts';
import type {
  TicketNote as _switchboard_v1_TicketNote,
  TicketNote__Output as _switchboard_v1_TicketNote__Output,
} from './switchboard/v1/TicketNote.ts';

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
      BatchUpsertMachinesRequest: MessageTypeDefinition<
        _switchboard_v1_BatchUpsertMachinesRequest,
        _switchboard_v1_BatchUpsertMachinesRequest__Output
      >;
      BatchUpsertMachinesResponse: MessageTypeDefinition<
        _switchboard_v1_BatchUpsertMachinesResponse,
        _switchboard_v1_BatchUpsertMachinesResponse__Output
      >;
      ClearSessionRequest: MessageTypeDefinition<
        _switchboard_v1_ClearSessionRequest,
        _switchboard_v1_ClearSessionRequest__Output
      >;
      ClearSessionResponse: MessageTypeDefinition<
        _switchboard_v1_ClearSessionResponse,
        _switchboard_v1_ClearSessionResponse__Output
      >;
      DeleteMachineRequest: MessageTypeDefinition<
        _switchboard_v1_DeleteMachineRequest,
        _switchboard_v1_DeleteMachineRequest__Output
      >;
      DeleteMachineResponse: MessageTypeDefinition<
        _switchboard_v1_DeleteMachineResponse,
        _switchboard_v1_DeleteMachineResponse__Output
      >;
      ListMachinesRequest: MessageTypeDefinition<
        _switchboard_v1_ListMachinesRequest,
        _switchboard_v1_ListMachinesRequest__Output
      >;
      ListMachinesResponse: MessageTypeDefinition<
        _switchboard_v1_ListMachinesResponse,
        _switchboard_v1_ListMachinesResponse__Output
      >;
      ListSessionsRequest: MessageTypeDefinition<
        _switchboard_v1_ListSessionsRequest,
        _switchboard_v1_ListSessionsRequest__Output
      >;
      ListSessionsResponse: MessageTypeDefinition<
        _switchboard_v1_ListSessionsResponse,
        _switchboard_v1_ListSessionsResponse__Output
      >;
      ListSlaRulesRequest: MessageTypeDefinition<
        _switchboard_v1_ListSlaRulesRequest,
        _switchboard_v1_ListSlaRulesRequest__Output
      >;
      ListSlaRulesResponse: MessageTypeDefinition<
        _switchboard_v1_ListSlaRulesResponse,
        _switchboard_v1_ListSlaRulesResponse__Output
      >;
      Machine: MessageTypeDefinition<_switchboard_v1_Machine, _switchboard_v1_Machine__Output>;
      OfferedChoice: MessageTypeDefinition<_switchboard_v1_OfferedChoice, _switchboard_v1_OfferedChoice__Output>;
      OperationsService: SubtypeConstructor<typeof grpc.Client, _switchboard_v1_OperationsServiceClient> & {
        service: _switchboard_v1_OperationsServiceDefinition;
      };
      Place: MessageTypeDefinition<_switchboard_v1_Place, _switchboard_v1_Place__Output>;
      Session: MessageTypeDefinition<_switchboard_v1_Session, _switchboard_v1_Session__Output>;
      SetSlaRulesRequest: MessageTypeDefinition<
        _switchboard_v1_SetSlaRulesRequest,
        _switchboard_v1_SetSlaRulesRequest__Output
      >;
      SetSlaRulesResponse: MessageTypeDefinition<
        _switchboard_v1_SetSlaRulesResponse,
        _switchboard_v1_SetSlaRulesResponse__Output
      >;
      Severity: EnumTypeDefinition;
      SlaRule: MessageTypeDefinition<_switchboard_v1_SlaRule, _switchboard_v1_SlaRule__Output>;
      SlaState: EnumTypeDefinition;
      Ticket: MessageTypeDefinition<_switchboard_v1_Ticket, _switchboard_v1_Ticket__Output>;
      TicketKind: EnumTypeDefinition;
      TicketNote: MessageTypeDefinition<_switchboard_v1_TicketNote, _switchboard_v1_TicketNote__Output>;
      TicketStatus: EnumTypeDefinition;
    };
  };
}
