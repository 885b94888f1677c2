// Original file: proto/switchboard/v1/ticket.proto

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
  Place as _switchboard_v1_Place,
  Place__Output as _switchboard_v1_Place__Output,
} from '../../switchboard/v1/Place.ts';
import type {
  Struct as _google_protobuf_Struct,
  Struct__Output as _google_protobuf_Struct__Output,
} from '../../google/protobuf/Struct.ts';
import type {
  Timestamp as _google_protobuf_Timestamp,
  Timestamp__Output as _google_protobuf_Timestamp__Output,
} from '../../google/protobuf/Timestamp.ts';
import type {
  SlaState as _switchboard_v1_SlaState,
  SlaState__Output as _switchboard_v1_SlaState__Output,
} from '../../switchboard/v1/SlaState.ts';

export interface Ticket {
  id?: string;
  number?: string;
  kind?: _switchboard_v1_TicketKind;
  status?: _switchboard_v1_TicketStatus;
  severity?: _switchboard_v1_Severity;
  category?: string;
  description?: string;
  contactId?: string;
  conversationId?: string;
  causedByMessageId?: string;
  orderId?: string;
  orderNumber?: string;
  machineCode?: string;
  place?: _switchboard_v1_Place | null;
  mediaIds?: string[];
  details?: _google_protobuf_Struct | null;
  language?: string;
  version?: number;
  createdAt?: _google_protobuf_Timestamp | null;
  updatedAt?: _google_protobuf_Timestamp | null;
  resolvedAt?: _google_protobuf_Timestamp | null;
  warnAt?: _google_protobuf_Timestamp | null;
  dueAt?: _google_protobuf_Timestamp | null;
  slaState?: _switchboard_v1_SlaState;
}

export interface Ticket__Output {
  id: string;
  number: string;
  kind: _switchboard_v1_TicketKind__Output;
  status: _switchboard_v1_TicketStatus__Output;
  severity: _switchboard_v1_Severity__Output;
  category: string;
  description: string;
  contactId: string;
  conversationId: string;
  causedByMessageId: string;
  orderId: string;
  orderNumber: string;
  machineCode: string;
  place: _switchboard_v1_Place__Output | null;
  mediaIds: string[];
  details: _google_protobuf_Struct__Output | null;
  language: string;
  version: number;
  createdAt: _google_protobuf_Timestamp__Output | null;
  updatedAt: _google_protobuf_Timestamp__Output | null;
  resolvedAt: _google_protobuf_Timestamp__Output | null;
  warnAt: _google_protobuf_Timestamp__Output | null;
  dueAt: _google_protobuf_Timestamp__Output | null;
  slaState: _switchboard_v1_SlaState__Output;
}
