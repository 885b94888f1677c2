// Original file: proto/switchboard/v1/event.proto

import type {
  TicketChange as _switchboard_v1_TicketChange,
  TicketChange__Output as _switchboard_v1_TicketChange__Output,
} from '../../switchboard/v1/TicketChange.ts';
import type {
  TicketStatus as _switchboard_v1_TicketStatus,
  TicketStatus__Output as _switchboard_v1_TicketStatus__Output,
} from '../../switchboard/v1/TicketStatus.ts';
import type {
  Ticket as _switchboard_v1_Ticket,
  Ticket__Output as _switchboard_v1_Ticket__Output,
} from '../../switchboard/v1/Ticket.ts';

export interface TicketChanged {
  ticketId?: string;
  number?: string;
  change?: _switchboard_v1_TicketChange;
  status?: _switchboard_v1_TicketStatus;
  ticket?: _switchboard_v1_Ticket | null;
}

export interface TicketChanged__Output {
  ticketId: string;
  number: string;
  change: _switchboard_v1_TicketChange__Output;
  status: _switchboard_v1_TicketStatus__Output;
  ticket: _switchboard_v1_Ticket__Output | null;
}
