// Original file: proto/switchboard/v1/ticket_service.proto

import type {
  TicketStatus as _switchboard_v1_TicketStatus,
  TicketStatus__Output as _switchboard_v1_TicketStatus__Output,
} from '../../switchboard/v1/TicketStatus.ts';
import type {
  Severity as _switchboard_v1_Severity,
  Severity__Output as _switchboard_v1_Severity__Output,
} from '../../switchboard/v1/Severity.ts';

export interface UpdateTicketRequest {
  ticketId?: string;
  number?: string;
  version?: number;
  status?: _switchboard_v1_TicketStatus;
  severity?: _switchboard_v1_Severity;
  message?: string;
  notify?: boolean;
  requestId?: string;
  ticket?: 'ticketId' | 'number';
}

export interface UpdateTicketRequest__Output {
  ticketId?: string;
  number?: string;
  version: number;
  status: _switchboard_v1_TicketStatus__Output;
  severity: _switchboard_v1_Severity__Output;
  message: string;
  notify: boolean;
  requestId: string;
  ticket?: 'ticketId' | 'number';
}
