// Original file: proto/switchboard/v1/ticket_service.proto

import type {
  Ticket as _switchboard_v1_Ticket,
  Ticket__Output as _switchboard_v1_Ticket__Output,
} from '../../switchboard/v1/Ticket.ts';

export interface ListTicketsResponse {
  tickets?: _switchboard_v1_Ticket[];
  nextPageToken?: string;
}

export interface ListTicketsResponse__Output {
  tickets: _switchboard_v1_Ticket__Output[];
  nextPageToken: string;
}
