// Original file: proto/switchboard/v1/ticket.proto

export const SlaState = {
  SLA_STATE_UNSPECIFIED: 'SLA_STATE_UNSPECIFIED',
  SLA_STATE_NONE: 'SLA_STATE_NONE',
  SLA_STATE_ON_TRACK: 'SLA_STATE_ON_TRACK',
  SLA_STATE_WARNING: 'SLA_STATE_WARNING',
  SLA_STATE_BREACHED: 'SLA_STATE_BREACHED',
  SLA_STATE_MET: 'SLA_STATE_MET',
} as const;

export type SlaState =
  | 'SLA_STATE_UNSPECIFIED'
  | 0
  | 'SLA_STATE_NONE'
  | 1
  | 'SLA_STATE_ON_TRACK'
  | 2
  | 'SLA_STATE_WARNING'
  | 3
  | 'SLA_STATE_BREACHED'
  | 4
  | 'SLA_STATE_MET'
  | 5;

export type SlaState__Output = (typeof SlaState)[keyof typeof SlaState];
