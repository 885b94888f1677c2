// The list of tickets. Runs under the tenant's row-level security.
import { sql } from 'kysely';
import type { Severity, SlaState, TicketKind, TicketStatus } from '../domain/ticket.ts';
import type { Trx } from '../platform/db.ts';
import { pageLimit } from './page-limit.ts';
import { ticketColumns, type StoredTicket } from './tickets.ts';

/** Empty lists: any. */
export interface TicketQuery {
  kinds: readonly TicketKind[];
  statuses: readonly TicketStatus[];
  severities: readonly Severity[];
  slaStates: readonly SlaState[];
  /** What the states against the deadline are seen from. */
  now: Date;
  contactId: string | undefined;
  orderId: string | undefined;
  /** Only tickets with lower ids. */
  beforeId: string | undefined;
  limit: number;
}

/** Newest first: an index walk that begins at `beforeId`. */
export async function listTickets(trx: Trx, query: TicketQuery): Promise<StoredTicket[]> {
  const { kinds, statuses, severities, slaStates, now, contactId, orderId, beforeId, limit } = query;
  const conditions = [
    ...(beforeId === undefined ? [] : [sql`t.id < ${beforeId}::uuid`]),
    ...(kinds.length === 0 ? [] : [sql`t.kind = any(${[...kinds]}::text[])`]),
    ...(statuses.length === 0 ? [] : [sql`t.status = any(${[...statuses]}::text[])`]),
    ...(severities.length === 0 ? [] : [sql`t.severity = any(${[...severities]}::text[])`]),
    ...(slaStates.length === 0 ? [] : [sql`${slaState(now)} = any(${[...slaStates]}::text[])`]),
    ...(contactId === undefined ? [] : [sql`t.contact_id = ${contactId}::uuid`]),
    ...(orderId === undefined ? [] : [sql`t.order_id = ${orderId}::uuid`]),
  ];
  const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  const { rows } = await sql<StoredTicket>`
    select ${ticketColumns} from tickets t left join orders o on o.id = t.order_id
    ${where} order by t.id desc limit ${pageLimit(limit)}`.execute(trx);
  return rows.slice(0, limit);
}

/** The rule of domain/ticket.ts, where the rows are. */
function slaState(now: Date) {
  const isOpen = sql`t.status in ('open', 'in_progress')`;
  return sql`case
    when t.due_at is null then 'none'
    when t.due_at <= case when ${isOpen} then ${now}::timestamptz else coalesce(t.resolved_at, ${now}::timestamptz) end then 'breached'
    when not ${isOpen} then 'met'
    when t.warn_at <= ${now}::timestamptz then 'warning'
    else 'on_track' end`;
}
