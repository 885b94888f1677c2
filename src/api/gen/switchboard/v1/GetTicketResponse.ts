// Original file: proto/switchboard/v1/ticket_service.proto

import type {
  Ticket as _switchboard_v1_Ticket,
  Ticket__Output as _switchboard_v1_Ticket__Output,
} from '../../switchboard/v1/Ticket.ts';

export interface GetTicketResponse {
  ticket?: _switchboard_v1_Ticket | null;
}

export interface GetTicketResponse__Output {
  ticket: _switchboard_v1_Ticket__Output | null;
}
