// Original file: proto/switchboard/v1/ticket_service.proto

import type {
  TicketKind as _switchboard_v1_TicketKind,
  TicketKind__Output as _switchboard_v1_TicketKind__Output,
} from '../../switchboard/v1/TicketKind.ts';
import type {
  TicketStatus as _switchboard_v1_TicketStatus,
  TicketStatus__Output as _switchboard_v1_TicketStatus__Output,
} from '../../switchboard/v1/TicketStatus.ts';
import type {
  Severity as _switchboard_v1_Severity,
  Severity__Output as _switchboard_v1_Severity__Output,
} from '../../switchboard/v1/Severity.ts';
import type {
  SlaState as _switchboard_v1_SlaState,
  SlaState__Output as _switchboard_v1_SlaState__Output,
} from '../../switchboard/v1/SlaState.ts';

export interface ListTicketsRequest {
  kinds?: _switchboard_v1_TicketKind[];
  statuses?: _switchboard_v1_TicketStatus[];
  severities?: _switchboard_v1_Severity[];
  slaStates?: _switchboard_v1_SlaState[];
  contactId?: string;
  orderNumber?: string;
  pageSize?: number;
  pageToken?: string;
}

export interface ListTicketsRequest__Output {
  kinds: _switchboard_v1_TicketKind__Output[];
  statuses: _switchboard_v1_TicketStatus__Output[];
  severities: _switchboard_v1_Severity__Output[];
  slaStates: _switchboard_v1_SlaState__Output[];
  contactId: string;
  orderNumber: string;
  pageSize: number;
  pageToken: string;
}
