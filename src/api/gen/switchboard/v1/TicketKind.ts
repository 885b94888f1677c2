// Original file: proto/switchboard/v1/ticket.proto

export const TicketKind = {
  TICKET_KIND_UNSPECIFIED: 'TICKET_KIND_UNSPECIFIED',
  TICKET_KIND_REPORT: 'TICKET_KIND_REPORT',
  TICKET_KIND_DEFECT: 'TICKET_KIND_DEFECT',
  TICKET_KIND_MAINTENANCE: 'TICKET_KIND_MAINTENANCE',
} as const;

export type TicketKind =
  | 'TICKET_KIND_UNSPECIFIED'
  | 0
  | 'TICKET_KIND_REPORT'
  | 1
  | 'TICKET_KIND_DEFECT'
  | 2
  | 'TICKET_KIND_MAINTENANCE'
  | 3;

export type TicketKind__Output = (typeof TicketKind)[keyof typeof TicketKind];
