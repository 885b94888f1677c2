// Tickets: what people report, what becomes of it, and how much time there is for it.

export const ticketKinds = ['report', 'defect', 'maintenance'] as const;
export type TicketKind = (typeof ticketKinds)[number];

export const ticketStatuses = ['open', 'in_progress', 'resolved', 'closed', 'cancelled'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

export const severities = ['low', 'medium', 'high'] as const;
export type Severity = (typeof severities)[number];

/** Where something is, as far as it is known. */
export interface Place {
  text?: string;
  latitude?: number;
  longitude?: number;
}

/** Of a clock that has stopped: `met` or `breached`. `none`: there is no deadline. */
export type SlaState = 'none' | 'on_track' | 'warning' | 'breached' | 'met';

/** A ticket as everybody knows it. */
export interface Ticket {
  number: string;
  kind: TicketKind;
  status: TicketStatus;
  severity: Severity | null;
  category: string | null;
  description: string;
  createdAt: Date;
  updatedAt: Date;
  dueAt: Date | null;
}

export interface SlaClock {
  status: TicketStatus;
  warnAt: Date | null;
  dueAt: Date | null;
  resolvedAt: Date | null;
}

/** Whether somebody still has to do something. */
export function isOpen(status: TicketStatus): boolean {
  return status === 'open' || status === 'in_progress';
}

export function slaState({ status, warnAt, dueAt, resolvedAt }: SlaClock, now: Date): SlaState {
  if (dueAt === null) return 'none';
  const at = isOpen(status) ? now : (resolvedAt ?? now);
  if (at >= dueAt) return 'breached';
  if (!isOpen(status)) return 'met';
  return warnAt !== null && at >= warnAt ? 'warning' : 'on_track';
}

const warningShare = 0.75;

/** When a ticket made now is to be warned of, and when it is due. */
export function slaTimes(createdAt: Date, minutes: number): { warnAt: Date; dueAt: Date } {
  const totalMs = minutes * 60_000;
  return {
    warnAt: new Date(createdAt.getTime() + totalMs * warningShare),
    dueAt: new Date(createdAt.getTime() + totalMs),
  };
}

export type TicketPrefix = 'REP' | 'DEF' | 'MAINT';

export const prefixOf: { readonly [kind in TicketKind]: TicketPrefix } = {
  report: 'REP',
  defect: 'DEF',
  maintenance: 'MAINT',
};
