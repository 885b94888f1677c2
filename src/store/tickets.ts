// Tickets as callers of the api see and change them. Runs under the tenant's row-level security. Flows make them: new-tickets.ts.
import { sql } from 'kysely';
import type { Place, Severity, SlaClock, Ticket, TicketStatus } from '../domain/ticket.ts';
import type { JsonObject } from '../domain/webhook.ts';
import type { Trx } from '../platform/db.ts';

export interface StoredTicket extends Ticket, SlaClock {
  id: string;
  contactId: string;
  /** Null once that is gone. */
  conversationId: string | null;
  /** The message that confirmed it. */
  causedById: string | null;
  orderId: string | null;
  orderNumber: string | null;
  machineCode: string | null;
  place: Place | null;
  mediaIds: string[];
  details: JsonObject;
  language: string;
  version: number;
}

/** `from tickets t left join orders o on o.id = t.order_id` */
export const ticketColumns = sql.raw(`t.id, t.number, t.kind, t.status, t.severity, t.category, t.description,
  t.contact_id as "contactId", t.conversation_id as "conversationId", t.caused_by_id as "causedById", t.order_id as "orderId",
  o.number as "orderNumber", t.machine_code as "machineCode", t.place, t.media_ids as "mediaIds", t.details, t.language, t.version,
  t.created_at as "createdAt", t.updated_at as "updatedAt", t.resolved_at as "resolvedAt", t.warn_at as "warnAt", t.due_at as "dueAt"`);

/** Those that exist, by id. */
export async function findTickets(trx: Trx, ids: readonly string[]): Promise<Map<string, StoredTicket>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<StoredTicket>`
    select ${ticketColumns} from tickets t left join orders o on o.id = t.order_id
    where t.id = any(${[...new Set(ids)]}::uuid[])`.execute(trx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Numbers in their one spelling (domain/tracking-number.ts). */
export type TicketKey = { id: string } | { number: string };

export async function findTicket(trx: Trx, key: TicketKey): Promise<StoredTicket | undefined> {
  const { rows } = await sql<StoredTicket>`
    select ${ticketColumns} from tickets t left join orders o on o.id = t.order_id
    where ${'id' in key ? sql`t.id = ${key.id}` : sql`t.number = ${key.number}`}`.execute(trx);
  return rows[0];
}

/**
 * The ticket under its row lock. Whoever is going to lock its conversation too does that first: a flow that makes tickets, and
 * whoever merges contacts, hold the conversation when they come here.
 */
export async function lockTicket(trx: Trx, id: string): Promise<StoredTicket | undefined> {
  const { rows } = await sql<StoredTicket>`
    select ${ticketColumns} from tickets t left join orders o on o.id = t.order_id
    where t.id = ${id} for no key update of t`.execute(trx);
  return rows[0];
}

/** What a change leads to, whole. */
export interface TicketChanges {
  status: TicketStatus;
  severity: Severity | null;
  resolvedAt: Date | null;
  warnAt: Date | null;
  dueAt: Date | null;
}

/** Counts as one change. The lock is held. What was told of a deadline is forgotten when there is a later one. */
export async function updateTicket(trx: Trx, id: string, changes: TicketChanges, now: Date): Promise<void> {
  const { status, severity, resolvedAt, warnAt, dueAt } = changes;
  await sql`update tickets set status = ${status}, severity = ${severity}, resolved_at = ${resolvedAt},
      warned_at = case when ${warnAt}::timestamptz > ${now} then null else warned_at end,
      breached_at = case when ${dueAt}::timestamptz > ${now} then null else breached_at end,
      warn_at = ${warnAt}, due_at = ${dueAt}, version = version + 1, updated_at = ${now}
    where id = ${id}`.execute(trx);
}
