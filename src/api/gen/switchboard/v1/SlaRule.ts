// Original file: proto/switchboard/v1/operations_service.proto

import type {
  TicketKind as _switchboard_v1_TicketKind,
  TicketKind__Output as _switchboard_v1_TicketKind__Output,
} from '../../switchboard/v1/TicketKind.ts';
import type {
  Severity as _switchboard_v1_Severity,
  Severity__Output as _switchboard_v1_Severity__Output,
} from '../../switchboard/v1/Severity.ts';

export interface SlaRule {
  kind?: _switchboard_v1_TicketKind;
  severity?: _switchboard_v1_Severity;
  minutes?: number;
}

export interface SlaRule__Output {
  kind: _switchboard_v1_TicketKind__Output;
  severity: _switchboard_v1_Severity__Output;
  minutes: number;
}
