// Tickets and notes as the messages of the .proto files.
import {
  slaState,
  type Severity,
  type SlaState,
  type TicketKind,
  type TicketStatus,
  type Place as StoredPlace,
} from '../domain/ticket.ts';
import type { TicketNote as StoredNote } from '../store/ticket-notes.ts';
import type { StoredTicket } from '../store/tickets.ts';
import type { Place } from './gen/switchboard/v1/Place.ts';
import type { Severity__Output as ApiSeverity } from './gen/switchboard/v1/Severity.ts';
import type { SlaState__Output as ApiSlaState } from './gen/switchboard/v1/SlaState.ts';
import type { Ticket } from './gen/switchboard/v1/Ticket.ts';
import type { TicketKind__Output as ApiKind } from './gen/switchboard/v1/TicketKind.ts';
import type { TicketNote } from './gen/switchboard/v1/TicketNote.ts';
import type { TicketStatus__Output as ApiStatus } from './gen/switchboard/v1/TicketStatus.ts';
import { toStruct, toTimestamp } from './well-known-types.ts';

export const ticketKinds: { readonly [kind in TicketKind]: ApiKind } = {
  report: 'TICKET_KIND_REPORT',
  defect: 'TICKET_KIND_DEFECT',
  maintenance: 'TICKET_KIND_MAINTENANCE',
};

export const ticketStatuses: { readonly [status in TicketStatus]: ApiStatus } = {
  open: 'TICKET_STATUS_OPEN',
  in_progress: 'TICKET_STATUS_IN_PROGRESS',
  resolved: 'TICKET_STATUS_RESOLVED',
  closed: 'TICKET_STATUS_CLOSED',
  cancelled: 'TICKET_STATUS_CANCELLED',
};

export const severities: { readonly [severity in Severity]: ApiSeverity } = {
  low: 'SEVERITY_LOW',
  medium: 'SEVERITY_MEDIUM',
  high: 'SEVERITY_HIGH',
};

export const slaStates: { readonly [state in SlaState]: ApiSlaState } = {
  none: 'SLA_STATE_NONE',
  on_track: 'SLA_STATE_ON_TRACK',
  warning: 'SLA_STATE_WARNING',
  breached: 'SLA_STATE_BREACHED',
  met: 'SLA_STATE_MET',
};

/** @param now what its state against the deadline is seen from. */
export function toTicket(row: StoredTicket, now: Date): Ticket {
  return {
    id: row.id,
    number: row.number,
    kind: ticketKinds[row.kind],
    status: ticketStatuses[row.status],
    severity: row.severity === null ? 'SEVERITY_UNSPECIFIED' : severities[row.severity],
    category: row.category ?? '',
    description: row.description,
    contactId: row.contactId,
    conversationId: row.conversationId ?? '',
    causedByMessageId: row.causedById ?? '',
    orderId: row.orderId ?? '',
    orderNumber: row.orderNumber ?? '',
    machineCode: row.machineCode ?? '',
    place: row.place && toPlace(row.place),
    mediaIds: row.mediaIds,
    details: Object.keys(row.details).length === 0 ? null : toStruct(row.details),
    language: row.language,
    version: row.version,
    createdAt: toTimestamp(row.createdAt),
    updatedAt: toTimestamp(row.updatedAt),
    resolvedAt: toTimestamp(row.resolvedAt),
    warnAt: toTimestamp(row.warnAt),
    dueAt: toTimestamp(row.dueAt),
    slaState: slaStates[slaState(row, now)],
  };
}

function toPlace({ text = '', latitude, longitude }: StoredPlace): Place {
  const point = latitude === undefined || longitude === undefined ? null : { latitude, longitude };
  return { text, point };
}

export function toTicketNote({ id, ticketId, author, text, createdAt }: StoredNote): TicketNote {
  return { id, ticketId, author: author ?? '', text, createdAt: toTimestamp(createdAt) };
}
