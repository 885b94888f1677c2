// Original file: proto/switchboard/v1/ticket_service.proto

import type * as grpc from '@grpc/grpc-js';
import type { MethodDefinition } from '@grpc/proto-loader';
import type {
  AddTicketNoteRequest as _switchboard_v1_AddTicketNoteRequest,
  AddTicketNoteRequest__Output as _switchboard_v1_AddTicketNoteRequest__Output,
} from '../../switchboard/v1/AddTicketNoteRequest.ts';
import type {
  AddTicketNoteResponse as _switchboard_v1_AddTicketNoteResponse,
  AddTicketNoteResponse__Output as _switchboard_v1_AddTicketNoteResponse__Output,
} from '../../switchboard/v1/AddTicketNoteResponse.ts';
import type {
  GetTicketRequest as _switchboard_v1_GetTicketRequest,
  GetTicketRequest__Output as _switchboard_v1_GetTicketRequest__Output,
} from '../../switchboard/v1/GetTicketRequest.ts';
import type {
  GetTicketResponse as _switchboard_v1_GetTicketResponse,
  GetTicketResponse__Output as _switchboard_v1_GetTicketResponse__Output,
} from '../../switchboard/v1/GetTicketResponse.ts';
import type {
  ListTicketNotesRequest as _switchboard_v1_ListTicketNotesRequest,
  ListTicketNotesRequest__Output as _switchboard_v1_ListTicketNotesRequest__Output,
} from '../../switchboard/v1/ListTicketNotesRequest.ts';
import type {
  ListTicketNotesResponse as _switchboard_v1_ListTicketNotesResponse,
  ListTicketNotesResponse__Output as _switchboard_v1_ListTicketNotesResponse__Output,
} from '../../switchboard/v1/ListTicketNotesResponse.ts';
import type {
  ListTicketsRequest as _switchboard_v1_ListTicketsRequest,
  ListTicketsRequest__Output as _switchboard_v1_ListTicketsRequest__Output,
} from '../../switchboard/v1/ListTicketsRequest.ts';
import type {
  ListTicketsResponse as _switchboard_v1_ListTicketsResponse,
  ListTicketsResponse__Output as _switchboard_v1_ListTicketsResponse__Output,
} from '../../switchboard/v1/ListTicketsResponse.ts';
import type {
  UpdateTicketRequest as _switchboard_v1_UpdateTicketRequest,
  UpdateTicketRequest__Output as _switchboard_v1_UpdateTicketRequest__Output,
} from '../../switchboard/v1/UpdateTicketRequest.ts';
import type {
  UpdateTicketResponse as _switchboard_v1_UpdateTicketResponse,
  UpdateTicketResponse__Output as _switchboard_v1_UpdateTicketResponse__Output,
} from '../../switchboard/v1/UpdateTicketResponse.ts';

export interface TicketServiceClient extends grpc.Client {
  AddTicketNote(
    argument: _switchboard_v1_AddTicketNoteRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_AddTicketNoteResponse__Output>,
  ): grpc.ClientUnaryCall;
  AddTicketNote(
    argument: _switchboard_v1_AddTicketNoteRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_AddTicketNoteResponse__Output>,
  ): grpc.ClientUnaryCall;
  AddTicketNote(
    argument: _switchboard_v1_AddTicketNoteRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_AddTicketNoteResponse__Output>,
  ): grpc.ClientUnaryCall;
  AddTicketNote(
    argument: _switchboard_v1_AddTicketNoteRequest,
    callback: grpc.requestCallback<_switchboard_v1_AddTicketNoteResponse__Output>,
  ): grpc.ClientUnaryCall;
  addTicketNote(
    argument: _switchboard_v1_AddTicketNoteRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_AddTicketNoteResponse__Output>,
  ): grpc.ClientUnaryCall;
  addTicketNote(
    argument: _switchboard_v1_AddTicketNoteRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_AddTicketNoteResponse__Output>,
  ): grpc.ClientUnaryCall;
  addTicketNote(
    argument: _switchboard_v1_AddTicketNoteRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_AddTicketNoteResponse__Output>,
  ): grpc.ClientUnaryCall;
  addTicketNote(
    argument: _switchboard_v1_AddTicketNoteRequest,
    callback: grpc.requestCallback<_switchboard_v1_AddTicketNoteResponse__Output>,
  ): grpc.ClientUnaryCall;

  GetTicket(
    argument: _switchboard_v1_GetTicketRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetTicketResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetTicket(
    argument: _switchboard_v1_GetTicketRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_GetTicketResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetTicket(
    argument: _switchboard_v1_GetTicketRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetTicketResponse__Output>,
  ): grpc.ClientUnaryCall;
  GetTicket(
    argument: _switchboard_v1_GetTicketRequest,
    callback: grpc.requestCallback<_switchboard_v1_GetTicketResponse__Output>,
  ): grpc.ClientUnaryCall;
  getTicket(
    argument: _switchboard_v1_GetTicketRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetTicketResponse__Output>,
  ): grpc.ClientUnaryCall;
  getTicket(
    argument: _switchboard_v1_GetTicketRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_GetTicketResponse__Output>,
  ): grpc.ClientUnaryCall;
  getTicket(
    argument: _switchboard_v1_GetTicketRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_GetTicketResponse__Output>,
  ): grpc.ClientUnaryCall;
  getTicket(
    argument: _switchboard_v1_GetTicketRequest,
    callback: grpc.requestCallback<_switchboard_v1_GetTicketResponse__Output>,
  ): grpc.ClientUnaryCall;

  ListTicketNotes(
    argument: _switchboard_v1_ListTicketNotesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListTicketNotesResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListTicketNotes(
    argument: _switchboard_v1_ListTicketNotesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListTicketNotesResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListTicketNotes(
    argument: _switchboard_v1_ListTicketNotesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListTicketNotesResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListTicketNotes(
    argument: _switchboard_v1_ListTicketNotesRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListTicketNotesResponse__Output>,
  ): grpc.ClientUnaryCall;
  listTicketNotes(
    argument: _switchboard_v1_ListTicketNotesRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListTicketNotesResponse__Output>,
  ): grpc.ClientUnaryCall;
  listTicketNotes(
    argument: _switchboard_v1_ListTicketNotesRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListTicketNotesResponse__Output>,
  ): grpc.ClientUnaryCall;
  listTicketNotes(
    argument: _switchboard_v1_ListTicketNotesRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListTicketNotesResponse__Output>,
  ): grpc.ClientUnaryCall;
  listTicketNotes(
    argument: _switchboard_v1_ListTicketNotesRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListTicketNotesResponse__Output>,
  ): grpc.ClientUnaryCall;

  ListTickets(
    argument: _switchboard_v1_ListTicketsRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListTicketsResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListTickets(
    argument: _switchboard_v1_ListTicketsRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListTicketsResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListTickets(
    argument: _switchboard_v1_ListTicketsRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListTicketsResponse__Output>,
  ): grpc.ClientUnaryCall;
  ListTickets(
    argument: _switchboard_v1_ListTicketsRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListTicketsResponse__Output>,
  ): grpc.ClientUnaryCall;
  listTickets(
    argument: _switchboard_v1_ListTicketsRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListTicketsResponse__Output>,
  ): grpc.ClientUnaryCall;
  listTickets(
    argument: _switchboard_v1_ListTicketsRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_ListTicketsResponse__Output>,
  ): grpc.ClientUnaryCall;
  listTickets(
    argument: _switchboard_v1_ListTicketsRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_ListTicketsResponse__Output>,
  ): grpc.ClientUnaryCall;
  listTickets(
    argument: _switchboard_v1_ListTicketsRequest,
    callback: grpc.requestCallback<_switchboard_v1_ListTicketsResponse__Output>,
  ): grpc.ClientUnaryCall;

  UpdateTicket(
    argument: _switchboard_v1_UpdateTicketRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UpdateTicketResponse__Output>,
  ): grpc.ClientUnaryCall;
  UpdateTicket(
    argument: _switchboard_v1_UpdateTicketRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_UpdateTicketResponse__Output>,
  ): grpc.ClientUnaryCall;
  UpdateTicket(
    argument: _switchboard_v1_UpdateTicketRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UpdateTicketResponse__Output>,
  ): grpc.ClientUnaryCall;
  UpdateTicket(
    argument: _switchboard_v1_UpdateTicketRequest,
    callback: grpc.requestCallback<_switchboard_v1_UpdateTicketResponse__Output>,
  ): grpc.ClientUnaryCall;
  updateTicket(
    argument: _switchboard_v1_UpdateTicketRequest,
    metadata: grpc.Metadata,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UpdateTicketResponse__Output>,
  ): grpc.ClientUnaryCall;
  updateTicket(
    argument: _switchboard_v1_UpdateTicketRequest,
    metadata: grpc.Metadata,
    callback: grpc.requestCallback<_switchboard_v1_UpdateTicketResponse__Output>,
  ): grpc.ClientUnaryCall;
  updateTicket(
    argument: _switchboard_v1_UpdateTicketRequest,
    options: grpc.CallOptions,
    callback: grpc.requestCallback<_switchboard_v1_UpdateTicketResponse__Output>,
  ): grpc.ClientUnaryCall;
  updateTicket(
    argument: _switchboard_v1_UpdateTicketRequest,
    callback: grpc.requestCallback<_switchboard_v1_UpdateTicketResponse__Output>,
  ): grpc.ClientUnaryCall;
}

export interface TicketServiceHandlers extends grpc.UntypedServiceImplementation {
  AddTicketNote: grpc.handleUnaryCall<
    _switchboard_v1_AddTicketNoteRequest__Output,
    _switchboard_v1_AddTicketNoteResponse
  >;

  GetTicket: grpc.handleUnaryCall<_switchboard_v1_GetTicketRequest__Output, _switchboard_v1_GetTicketResponse>;

  ListTicketNotes: grpc.handleUnaryCall<
    _switchboard_v1_ListTicketNotesRequest__Output,
    _switchboard_v1_ListTicketNotesResponse
  >;

  ListTickets: grpc.handleUnaryCall<_switchboard_v1_ListTicketsRequest__Output, _switchboard_v1_ListTicketsResponse>;

  UpdateTicket: grpc.handleUnaryCall<_switchboard_v1_UpdateTicketRequest__Output, _switchboard_v1_UpdateTicketResponse>;
}

export interface TicketServiceDefinition extends grpc.ServiceDefinition {
  AddTicketNote: MethodDefinition<
    _switchboard_v1_AddTicketNoteRequest,
    _switchboard_v1_AddTicketNoteResponse,
    _switchboard_v1_AddTicketNoteRequest__Output,
    _switchboard_v1_AddTicketNoteResponse__Output
  >;
  GetTicket: MethodDefinition<
    _switchboard_v1_GetTicketRequest,
    _switchboard_v1_GetTicketResponse,
    _switchboard_v1_GetTicketRequest__Output,
    _switchboard_v1_GetTicketResponse__Output
  >;
  ListTicketNotes: MethodDefinition<
    _switchboard_v1_ListTicketNotesRequest,
    _switchboard_v1_ListTicketNotesResponse,
    _switchboard_v1_ListTicketNotesRequest__Output,
    _switchboard_v1_ListTicketNotesResponse__Output
  >;
  ListTickets: MethodDefinition<
    _switchboard_v1_ListTicketsRequest,
    _switchboard_v1_ListTicketsResponse,
    _switchboard_v1_ListTicketsRequest__Output,
    _switchboard_v1_ListTicketsResponse__Output
  >;
  UpdateTicket: MethodDefinition<
    _switchboard_v1_UpdateTicketRequest,
    _switchboard_v1_UpdateTicketResponse,
    _switchboard_v1_UpdateTicketRequest__Output,
    _switchboard_v1_UpdateTicketResponse__Output
  >;
}
