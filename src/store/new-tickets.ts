// What flows make: tickets, with their clock and their event, and orders put on hold.
import { sql } from 'kysely';
import { newId } from '../domain/ids.ts';
import { slaTimes, type Place, type Severity, type TicketKind } from '../domain/ticket.ts';
import type { JsonObject } from '../domain/webhook.ts';
import { RowConflict, type Trx } from '../platform/db.ts';
import { recordEvents } from './events.ts';
import { findSlaRules } from './intake-lookups.ts';
import { noteOrders } from './notice-occurrences.ts';
import { recordset } from './recordset.ts';

export interface TicketToMake {
  tenantId: string;
  contactId: string;
  conversationId: string;
  /** The message that confirmed it. */
  causedById: string;
  number: string;
  kind: TicketKind;
  description: string;
  severity?: Severity | undefined;
  category?: string | undefined;
  orderId?: string | undefined;
  machineCode?: string | undefined;
  place?: Place | undefined;
  mediaIds?: readonly string[] | undefined;
  details?: JsonObject | undefined;
  language: string;
}

/**
 * One ticket for each confirming message, however often it is handled. Throws RowConflict when a number was taken a moment
 * ago: the work is to be run again.
 */
export async function makeTickets(trx: Trx, tickets: readonly TicketToMake[], now: Date): Promise<void> {
  if (tickets.length === 0) return;
  const rules = await findSlaRules(
    trx,
    // What nobody rated is of the middle kind.
    tickets.map(({ tenantId, kind, severity }) => ({ tenantId, kind, severity: severity ?? 'medium' })),
  );
  const rows = tickets.map((ticket, at) => toRow(ticket, rules.get(at), now));
  const columns = `id uuid, tenant_id uuid, number text, kind text, severity text, category text, description text, contact_id uuid,
    conversation_id uuid, caused_by_id uuid, order_id uuid, machine_code text, place jsonb, media_ids uuid[], details jsonb,
    language text, at timestamptz, warn_at timestamptz, due_at timestamptz`;
  const { rows: made } = await sql<{ id: string; tenantId: string; number: string; conversationId: string }>`
    insert into tickets (id, tenant_id, number, kind, severity, category, description, contact_id, conversation_id, caused_by_id,
      order_id, machine_code, place, media_ids, details, language, created_at, updated_at, warn_at, due_at)
    select id, tenant_id, number, kind, severity, category, description, contact_id, conversation_id, caused_by_id,
      order_id, machine_code, place, media_ids, details, language, at, at, warn_at, due_at
    from ${recordset(rows, columns)} order by number
    on conflict do nothing returning id, tenant_id as "tenantId", number, conversation_id as "conversationId"`.execute(
    trx,
  );
  if (made.length < rows.length) await expectMade(trx, tickets);
  await recordEvents(
    trx,
    made.map(({ id, tenantId, number, conversationId }) => ({
      tenantId,
      type: 'ticket_changed',
      conversationId,
      data: { ticketId: id, number, change: 'created', status: 'open' },
    })),
  );
}

function toRow(ticket: TicketToMake, minutes: number | undefined, now: Date) {
  const times = minutes === undefined ? undefined : slaTimes(now, minutes);
  return {
    id: newId(),
    tenant_id: ticket.tenantId,
    number: ticket.number,
    kind: ticket.kind,
    severity: ticket.severity,
    category: ticket.category,
    description: ticket.description,
    contact_id: ticket.contactId,
    conversation_id: ticket.conversationId,
    caused_by_id: ticket.causedById,
    order_id: ticket.orderId,
    machine_code: ticket.machineCode,
    place: ticket.place,
    media_ids: ticket.mediaIds ?? [],
    details: ticket.details ?? {},
    language: ticket.language,
    at: now,
    warn_at: times?.warnAt,
    due_at: times?.dueAt,
  };
}

async function expectMade(trx: Trx, tickets: readonly TicketToMake[]): Promise<void> {
  const causes = tickets.map(({ causedById }) => causedById);
  const { rows } = await sql`select from tickets where caused_by_id = any(${causes}::uuid[])`.execute(trx);
  if (rows.length < new Set(causes).size) throw new RowConflict('a ticket number was taken meanwhile');
}

interface Held {
  id: string;
  tenantId: string;
  number: string;
  version: number;
  expectedAt: Date | null;
  conversationId: string;
}

/**
 * Puts orders on hold for a ticket, where they still can be. Locked as lockOrders does, in order of key; not against the tickets
 * of others, whose foreign keys share the rows.
 */
export async function holdOrders(
  trx: Trx,
  holds: readonly { tenantId: string; orderId: string; ticketNumber: string; conversationId: string }[],
  now: Date,
): Promise<void> {
  if (holds.length === 0) return;
  const rows = holds.map(({ tenantId, orderId, ticketNumber, conversationId }) => ({
    tenant_id: tenantId,
    id: orderId,
    held_for: ticketNumber,
    conversation_id: conversationId,
  }));
  const { rows: held } = await sql<Held>`
    with due as (
      select o.id, r.held_for, r.conversation_id
      from ${recordset(rows, 'tenant_id uuid, id uuid, held_for text, conversation_id uuid')}
      join orders o on o.tenant_id = r.tenant_id and o.id = r.id
      where o.status in ('planned', 'in_progress', 'ready') order by o.key, o.id for no key update of o)
    update orders o set status = 'on_hold', held_for = due.held_for, version = version + 1, updated_at = now()
    from due where o.id = due.id
    returning o.id, o.tenant_id as "tenantId", o.number, o.version, o.expected_at as "expectedAt",
      due.conversation_id as "conversationId"`.execute(trx);
  await noteOrders(
    trx,
    held.map((order) => ({ ...order, status: 'on_hold' })),
    now,
  );
  await recordEvents(
    trx,
    held.map(({ id, tenantId, number, conversationId }) => ({
      tenantId,
      type: 'order_changed',
      conversationId,
      data: { orderId: id, number, status: 'on_hold' },
    })),
  );
}
