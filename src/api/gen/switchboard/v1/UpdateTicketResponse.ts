// Original file: proto/switchboard/v1/ticket_service.proto

import type {
  Ticket as _switchboard_v1_Ticket,
  Ticket__Output as _switchboard_v1_Ticket__Output,
} from '../../switchboard/v1/Ticket.ts';
import type {
  TicketNotification as _switchboard_v1_TicketNotification,
  TicketNotification__Output as _switchboard_v1_TicketNotification__Output,
} from '../../switchboard/v1/TicketNotification.ts';
import type {
  Message as _switchboard_v1_Message,
  Message__Output as _switchboard_v1_Message__Output,
} from '../../switchboard/v1/Message.ts';

export interface UpdateTicketResponse {
  ticket?: _switchboard_v1_Ticket | null;
  notification?: _switchboard_v1_TicketNotification;
  message?: _switchboard_v1_Message | null;
  moreMessages?: _switchboard_v1_Message[];
}

export interface UpdateTicketResponse__Output {
  ticket: _switchboard_v1_Ticket__Output | null;
  notification: _switchboard_v1_TicketNotification__Output;
  message: _switchboard_v1_Message__Output | null;
  moreMessages: _switchboard_v1_Message__Output[];
}
