// Original file: proto/switchboard/v1/operations_service.proto

import type * as grpc from '@grpc/grpc-js';
import type { MethodDefinition } from '@grpc/proto-loader';
import type {
  BatchUpsertMachinesRequest as _switchboard_v1_BatchUpsertMachinesRequest,
  BatchUpsertMachinesRequest__Output as _switchboard_v1_BatchUpsertMachinesRequest__Output,
} from '../../switchboard/v1/BatchUpsertMachinesRequest.ts';
import type {
  BatchUpsertMachinesResponse as _switchboard_v1_BatchUpsertMachinesResponse,
  BatchUpsertMachinesResponse__Output as _switchboard_v1_BatchUpsertMachinesResponse__Output,
} from '../../switchboard/v1/BatchUpsertMachinesResponse.ts';
import type {
  ClearSessionRequest as _switchboard_v1_ClearSessionRequest,
  ClearSessionRequest__Output as _switchboard_v1_ClearSessionRequest__Output,
} from '../../switchboard/v1/ClearSessionRequest.ts';
import type {
  ClearSessionResponse as _switchboard_v1_ClearSessionResponse,
  ClearSessionResponse__Output as _switchboard_v1_ClearSessionResponse__Output,
} from '../../switchboard/v1/ClearSessionResponse.ts';
import type {
  DeleteMachineRequest as _switchboard_v1_DeleteMachineRequest,
  DeleteMachineRequest__Output as _switchboard_v1_DeleteMachineRequest__Output,
} from '../../switchboard/v1/DeleteMachineRequest.ts';
import type {
  DeleteMachineResponse as _switchboard_v1_DeleteMachineResponse,
  DeleteMachineResponse__Output as _switchboard_v1_DeleteMachineResponse__Output,
} from '../../switchboard/v1/DeleteMachineResponse.ts';
import type {
  ListMachinesRequest as _switchboard_v1_ListMachinesRequest,
  ListMachinesRequest__Output as _switchboard_v1_ListMachinesRequest__Output,
} from '../../switchboard/v1/ListMachinesRequest.ts';
import type {
  ListMachinesResponse as _switchboard_v1_ListMachinesResponse,
  ListMachinesResponse__Output as _switchboard_v1_ListMachinesResponse__Output,
} from '../../switchboard/v1/ListMachinesResponse.ts';
import type {
  ListSessionsRequest as _switchboard_v1_ListSessionsRequest,
  ListSessionsRequest__Output as _switchboard_v1_ListSessionsRequest__Output,
} from '../../switchboard/v1/ListSessionsRequest.ts';
import type {
  ListSessionsResponse as _switchboard_v1_ListSessionsResponse,
  ListSessionsResponse__Output as _switchboard_v1_ListSessionsResponse__Output,
} from '../../switchboard/v1/ListSessionsResponse.ts';
import type {
  ListSlaRulesRequest as _switchboard_v1_ListSlaRulesRequest,
  ListSlaRulesRequest__Output as _switchboard_v1_ListSlaRulesRequest__Output,
} from '../../switchboard/v1/ListSlaRulesRequest.ts';
import type {
  ListSlaRulesResponse as _switchboard_v1_ListSlaRulesResponse,
  ListSlaRulesResponse__Output as _switchboard_v1_ListSlaRulesResponse__Output,
} from '../../switchboard/v1/ListSlaRulesResponse.ts';
import type {
  SetSlaRulesRequest as _switchboard_v1_SetSlaRulesRequest,
  SetSlaRulesRequest__Output as _switchboard_v1_SetSlaRulesRequest__Output,
} from '../../switchboard/v1/SetSlaRulesRequest.ts';
import type {
  SetSlaRulesResponse as _switchboard_v1_SetSlaRulesResponse,
  SetSlaRulesResponse__Output as _switchboard_v1_SetSlaRulesResponse__Output,
} from '../../switchboard/v1/SetSlaRulesResponse.ts';

export interface OperationsServiceClient extends grpc.Client {
  BatchUpsertMachines(
    argument: _switchboard_v1_BatchUpsertMachinesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_BatchUpsertMachinesResponse__Output>,
  ): grpc.ClientUnaryCall;
  BatchUpsertMachines(
    argument: _switchboard_v1_BatchUpsertMachinesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_BatchUpsertMachinesResponse__Output>,
  ): grpc.ClientUnaryCall;
  BatchUpsertMachines(
    argument: _switchboard_v1_BatchUpsertMachinesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_BatchUpsertMachinesResponse__Output>,
  ): grpc.ClientUnaryCall;
  BatchUpsertMachines(
    argument: _switchboard_v1_BatchUpsertMachinesRequest,
    callback: grpc.requestCallback<_switchboard_v1_BatchUpsertMachinesResponse__Output>,
  ): grpc.ClientUnaryCall;
  batchUpsertMachines(
    argument: _switchboard_v1_BatchUpsertMachinesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_BatchUpsertMachinesResponse__Output>,
  ): grpc.ClientUnaryCall;
  batchUpsertMachines(
    argument: _switchboard_v1_BatchUpsertMachinesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_BatchUpsertMachinesResponse__Output>,
  ): grpc.ClientUnaryCall;
  batchUpsertMachines(
    argument: _switchboard_v1_BatchUpsertMachinesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_BatchUpsertMachinesResponse__Output>,
  ): grpc.ClientUnaryCall;
  batchUpsertMachines(
    argument: _switchboard_v1_BatchUpsertMachinesRequest,
    callback: grpc.requestCallback<_switchboard_v1_BatchUpsertMachinesResponse__Output>,
  ): grpc.ClientUnaryCall;

  ClearSession(
    argument: _switchboard_v1_ClearSessionRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ClearSessionResponse__Output>,
  ): grpc.ClientUnaryCall;
  ClearSession(
    argument: _switchboard_v1_ClearSessionRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ClearSessionResponse__Output>,
  ): grpc.ClientUnaryCall;
  ClearSession(
    argument: _switchboard_v1_ClearSessionRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ClearSessionResponse__Output>,
  ): grpc.ClientUnaryCall;
  ClearSession(
    argument: _switchboard_v1_ClearSessionRequest,
    callback: grpc.requestCallback<_switchboard_v1_ClearSessionResponse__Output>,
  ): grpc.ClientUnaryCall;
  clearSession(
    argument: _switchboard_v1_ClearSessionRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ClearSessionResponse__Output>,
  ): grpc.ClientUnaryCall;
  clearSession(
    argument: _switchboard_v1_ClearSessionRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ClearSessionResponse__Output>,
  ): grpc.ClientUnaryCall;
  clearSession(
    argument: _switchboard_v1_ClearSessionRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ClearSessionResponse__Output>,
  ): grpc.ClientUnaryCall;
  clearSession(
    argument: _switchboard_v1_ClearSessionRequest,
    callback: grpc.requestCallback<_switchboard_v1_ClearSessionResponse__Output>,
  ): grpc.ClientUnaryCall;

  DeleteMachine(
    argument: _switchboard_v1_DeleteMachineRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_DeleteMachineResponse__Output>,
  ): grpc.ClientUnaryCall;
  DeleteMachine(
    argument: _switchboard_v1_DeleteMachineRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_DeleteMachineResponse__Output>,
  ): grpc.ClientUnaryCall;
  DeleteMachine(
    argument: _switchboard_v1_DeleteMachineRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_DeleteMachineResponse__Output>,
  ): grpc.ClientUnaryCall;
  DeleteMachine(
    argument: _switchboard_v1_DeleteMachineRequest,
    callback: grpc.requestCallback<_switchboard_v1_DeleteMachineResponse__Output>,
  ): grpc.ClientUnaryCall;
  deleteMachine(
    argument: _switchboard_v1_DeleteMachineRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_DeleteMachineResponse__Output>,
  ): grpc.ClientUnaryCall;
  deleteMachine(
    argument: _switchboard_v1_DeleteMachineRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_DeleteMachineResponse__Output>,
  ): grpc.ClientUnaryCall;
  deleteMachine(
    argument: _switchboard_v1_DeleteMachineRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_DeleteMachineResponse__Output>,
  ): grpc.ClientUnaryCall;
  deleteMachine(
    argument: _switchboard_v1_DeleteMachineRequest,
    callback: grpc.requestCallback<_switchboard_v1_DeleteMachineResponse__Output>,
  ): grpc.ClientUnaryCall;

  ListMachines(
    argument: _switchboard_v1_ListMachinesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListMachinesResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListMachines(
    argument: _switchboard_v1_ListMachinesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListMachinesResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListMachines(
    argument: _switchboard_v1_ListMachinesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListMachinesResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListMachines(
    argument: _switchboard_v1_ListMachinesRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListMachinesResponse__Output>,
  ): grpc.ClientUnaryCall;
  listMachines(
    argument: _switchboard_v1_ListMachinesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListMachinesResponse__Output>,
  ): grpc.ClientUnaryCall;
  listMachines(
    argument: _switchboard_v1_ListMachinesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListMachinesResponse__Output>,
  ): grpc.ClientUnaryCall;
  listMachines(
    argument: _switchboard_v1_ListMachinesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListMachinesResponse__Output>,
  ): grpc.ClientUnaryCall;
  listMachines(
    argument: _switchboard_v1_ListMachinesRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListMachinesResponse__Output>,
  ): grpc.ClientUnaryCall;

  ListSessions(
    argument: _switchboard_v1_ListSessionsRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListSessionsResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListSessions(
    argument: _switchboard_v1_ListSessionsRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListSessionsResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListSessions(
    argument: _switchboard_v1_ListSessionsRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListSessionsResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListSessions(
    argument: _switchboard_v1_ListSessionsRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListSessionsResponse__Output>,
  ): grpc.ClientUnaryCall;
  listSessions(
    argument: _switchboard_v1_ListSessionsRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListSessionsResponse__Output>,
  ): grpc.ClientUnaryCall;
  listSessions(
    argument: _switchboard_v1_ListSessionsRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListSessionsResponse__Output>,
  ): grpc.ClientUnaryCall;
  listSessions(
    argument: _switchboard_v1_ListSessionsRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListSessionsResponse__Output>,
  ): grpc.ClientUnaryCall;
  listSessions(
    argument: _switchboard_v1_ListSessionsRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListSessionsResponse__Output>,
  ): grpc.ClientUnaryCall;

  ListSlaRules(
    argument: _switchboard_v1_ListSlaRulesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListSlaRulesResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListSlaRules(
    argument: _switchboard_v1_ListSlaRulesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListSlaRulesResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListSlaRules(
    argument: _switchboard_v1_ListSlaRulesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListSlaRulesResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListSlaRules(
    argument: _switchboard_v1_ListSlaRulesRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListSlaRulesResponse__Output>,
  ): grpc.ClientUnaryCall;
  listSlaRules(
    argument: _switchboard_v1_ListSlaRulesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListSlaRulesResponse__Output>,
  ): grpc.ClientUnaryCall;
  listSlaRules(
    argument: _switchboard_v1_ListSlaRulesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListSlaRulesResponse__Output>,
  ): grpc.ClientUnaryCall;
  listSlaRules(
    argument: _switchboard_v1_ListSlaRulesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListSlaRulesResponse__Output>,
  ): grpc.ClientUnaryCall;
  listSlaRules(
    argument: _switchboard_v1_ListSlaRulesRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListSlaRulesResponse__Output>,
  ): grpc.ClientUnaryCall;

  SetSlaRules(
    argument: _switchboard_v1_SetSlaRulesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_SetSlaRulesResponse__Output>,
  ): grpc.ClientUnaryCall;
  SetSlaRules(
    argument: _switchboard_v1_SetSlaRulesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_SetSlaRulesResponse__Output>,
  ): grpc.ClientUnaryCall;
  SetSlaRules(
    argument: _switchboard_v1_SetSlaRulesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_SetSlaRulesResponse__Output>,
  ): grpc.ClientUnaryCall;
  SetSlaRules(
    argument: _switchboard_v1_SetSlaRulesRequest,
    callback: grpc.requestCallback<_switchboard_v1_SetSlaRulesResponse__Output>,
  ): grpc.ClientUnaryCall;
  setSlaRules(
    argument: _switchboard_v1_SetSlaRulesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_SetSlaRulesResponse__Output>,
  ): grpc.ClientUnaryCall;
  setSlaRules(
    argument: _switchboard_v1_SetSlaRulesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_SetSlaRulesResponse__Output>,
  ): grpc.ClientUnaryCall;
  setSlaRules(
    argument: _switchboard_v1_SetSlaRulesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_SetSlaRulesResponse__Output>,
  ): grpc.ClientUnaryCall;
  setSlaRules(
    argument: _switchboard_v1_SetSlaRulesRequest,
    callback: grpc.requestCallback<_switchboard_v1_SetSlaRulesResponse__Output>,
  ): grpc.ClientUnaryCall;
}

export interface OperationsServiceHandlers extends grpc.UntypedServiceImplementation {
  BatchUpsertMachines: grpc.handleUnaryCall<
    _switchboard_v1_BatchUpsertMachinesRequest__Output,
    _switchboard_v1_BatchUpsertMachinesResponse
  >;

  ClearSession: grpc.handleUnaryCall<_switchboard_v1_ClearSessionRequest__Output, _switchboard_v1_ClearSessionResponse>;

  DeleteMachine: grpc.handleUnaryCall<
    _switchboard_v1_DeleteMachineRequest__Output,
    _switchboard_v1_DeleteMachineResponse
  >;

  ListMachines: grpc.handleUnaryCall<_switchboard_v1_ListMachinesRequest__Output, _switchboard_v1_ListMachinesResponse>;

  ListSessions: grpc.handleUnaryCall<_switchboard_v1_ListSessionsRequest__Output, _switchboard_v1_ListSessionsResponse>;

  ListSlaRules: grpc.handleUnaryCall<_switchboard_v1_ListSlaRulesRequest__Output, _switchboard_v1_ListSlaRulesResponse>;

  SetSlaRules: grpc.handleUnaryCall<_switchboard_v1_SetSlaRulesRequest__Output, _switchboard_v1_SetSlaRulesResponse>;
}

export interface OperationsServiceDefinition extends grpc.ServiceDefinition {
  BatchUpsertMachines: MethodDefinition<
    _switchboard_v1_BatchUpsertMachinesRequest,
    _switchboard_v1_BatchUpsertMachinesResponse,
    _switchboard_v1_BatchUpsertMachinesRequest__Output,
    _switchboard_v1_BatchUpsertMachinesResponse__Output
  >;
  ClearSession: MethodDefinition<
    _switchboard_v1_ClearSessionRequest,
    _switchboard_v1_ClearSessionResponse,
    _switchboard_v1_ClearSessionRequest__Output,
    _switchboard_v1_ClearSessionResponse__Output
  >;
  DeleteMachine: MethodDefinition<
    _switchboard_v1_DeleteMachineRequest,
    _switchboard_v1_DeleteMachineResponse,
    _switchboard_v1_DeleteMachineRequest__Output,
    _switchboard_v1_DeleteMachineResponse__Output
  >;
  ListMachines: MethodDefinition<
    _switchboard_v1_ListMachinesRequest,
    _switchboard_v1_ListMachinesResponse,
    _switchboard_v1_ListMachinesRequest__Output,
    _switchboard_v1_ListMachinesResponse__Output
  >;
  ListSessions: MethodDefinition<
    _switchboard_v1_ListSessionsRequest,
    _switchboard_v1_ListSessionsResponse,
    _switchboard_v1_ListSessionsRequest__Output,
    _switchboard_v1_ListSessionsResponse__Output
  >;
  ListSlaRules: MethodDefinition<
    _switchboard_v1_ListSlaRulesRequest,
    _switchboard_v1_ListSlaRulesResponse,
    _switchboard_v1_ListSlaRulesRequest__Output,
    _switchboard_v1_ListSlaRulesResponse__Output
  >;
  SetSlaRules: MethodDefinition<
    _switchboard_v1_SetSlaRulesRequest,
    _switchboard_v1_SetSlaRulesResponse,
    _switchboard_v1_SetSlaRulesRequest__Output,
    _switchboard_v1_SetSlaRulesResponse__Output
  >;
}
