// What flows ask about, read for all conversations of a batch at once. Each question carries its tenant, and its contact where
// the answer is a person's own: a flow cannot ask about anybody else.
import { sql } from 'kysely';
import { codeKey, type Order } from '../domain/order.ts';
import type { Severity, SlaClock, Ticket, TicketKind } from '../domain/ticket.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

/** Answers come by `at`, the question's index. */
type At<Row> = Map<number, Row>;

type OrderRow = Order & { id: string };

export async function findOrdersByCode(
  trx: Trx,
  questions: readonly { tenantId: string; code: string }[],
): Promise<At<OrderRow>> {
  if (questions.length === 0) return new Map();
  const rows = questions.map(({ tenantId, code }, at) => ({ at, tenant_id: tenantId, key: codeKey(code) }));
  const { rows: found } = await sql<OrderRow & { at: number }>`
    select r.at, o.id, o.number, o.status, o.title, o.progress_percent as "progressPercent", o.expected_at as "expectedAt",
      o.sla_due_at as "slaDueAt", o.held_for as "heldFor"
    from ${recordset(rows, 'at integer, tenant_id uuid, key text')}
    join orders o on o.tenant_id = r.tenant_id and o.key = r.key`.execute(trx);
  return new Map(found.map(({ at, ...order }) => [at, order]));
}

export interface MachineRow {
  code: string;
  name: string | null;
  listed: boolean;
}

/** Of a tenant that lists no machines any code is one. */
export async function findMachines(
  trx: Trx,
  questions: readonly { tenantId: string; code: string }[],
): Promise<At<MachineRow>> {
  if (questions.length === 0) return new Map();
  const rows = questions.map(({ tenantId, code }, at) => ({ at, tenant_id: tenantId, code, key: codeKey(code) }));
  const { rows: found } = await sql<MachineRow & { at: number }>`
    select r.at, coalesce(m.code, r.code) as code, m.name, m.id is not null as listed
    from ${recordset(rows, 'at integer, tenant_id uuid, code text, key text')}
    left join machines m on m.tenant_id = r.tenant_id and m.key = r.key
    where r.key <> '' and (m.id is not null or not exists (select from machines l where l.tenant_id = r.tenant_id))`.execute(
    trx,
  );
  return new Map(found.map(({ at, ...machine }) => [at, machine]));
}

export type TicketRow = Ticket & SlaClock;

const ticketColumns =
  sql.raw(`t.number, t.kind, t.status, t.severity, t.category, t.description, t.created_at as "createdAt",
  t.updated_at as "updatedAt", t.warn_at as "warnAt", t.due_at as "dueAt", t.resolved_at as "resolvedAt"`);

export async function findOwnTickets(
  trx: Trx,
  questions: readonly { contactId: string; number: string; kinds: readonly TicketKind[] }[],
): Promise<At<TicketRow>> {
  if (questions.length === 0) return new Map();
  const rows = questions.map(({ contactId, number, kinds }, at) => ({ at, contact_id: contactId, number, kinds }));
  const { rows: found } = await sql<TicketRow & { at: number }>`
    select r.at, ${ticketColumns} from ${recordset(rows, 'at integer, contact_id uuid, number text, kinds text[]')}
    join tickets t on t.contact_id = r.contact_id and t.number = r.number and t.kind = any(r.kinds)`.execute(trx);
  return new Map(found.map(({ at, ...ticket }) => [at, ticket]));
}

// What a list of choices can hold.
const mostOpen = 10;

/** Newest first. */
export async function listOwnOpenTickets(
  trx: Trx,
  questions: readonly { contactId: string; kinds: readonly TicketKind[] }[],
): Promise<At<TicketRow[]>> {
  if (questions.length === 0) return new Map();
  const rows = questions.map(({ contactId, kinds }, at) => ({ at, contact_id: contactId, kinds }));
  const { rows: found } = await sql<TicketRow & { at: number }>`
    select r.at, t.* from ${recordset(rows, 'at integer, contact_id uuid, kinds text[]')}
    cross join lateral (
      select ${ticketColumns} from tickets t
      where t.contact_id = r.contact_id and t.status in ('open', 'in_progress') and t.kind = any(r.kinds)
      order by t.id desc limit ${mostOpen}) t
    order by r.at, t."createdAt" desc, t.number`.execute(trx);
  const groups = Map.groupBy(found, ({ at }) => at);
  return new Map(groups);
}

export async function findSettledTickets(
  trx: Trx,
  questions: readonly { contactId: string; kinds: readonly TicketKind[]; since: Date }[],
): Promise<At<TicketRow>> {
  if (questions.length === 0) return new Map();
  const rows = questions.map(({ contactId, kinds, since }, at) => ({ at, contact_id: contactId, kinds, since }));
  const { rows: found } = await sql<TicketRow & { at: number }>`
    select r.at, t.* from ${recordset(rows, 'at integer, contact_id uuid, kinds text[], since timestamptz')}
    cross join lateral (
      select ${ticketColumns} from tickets t
      where t.contact_id = r.contact_id and t.status not in ('open', 'in_progress') and t.kind = any(r.kinds)
        and t.updated_at >= r.since
      order by t.updated_at desc, t.id desc limit 1) t`.execute(trx);
  return new Map(found.map(({ at, ...ticket }) => [at, ticket]));
}

export async function findSlaRules(
  trx: Trx,
  questions: readonly { tenantId: string; kind: TicketKind; severity: Severity }[],
): Promise<At<number>> {
  if (questions.length === 0) return new Map();
  const rows = questions.map(({ tenantId, kind, severity }, at) => ({ at, tenant_id: tenantId, kind, severity }));
  const { rows: found } = await sql<{ at: number; minutes: number }>`
    select r.at, s.minutes from ${recordset(rows, 'at integer, tenant_id uuid, kind text, severity text')}
    join sla_rules s on s.tenant_id = r.tenant_id and s.kind = r.kind and s.severity = r.severity`.execute(trx);
  return new Map(found.map(({ at, minutes }) => [at, minutes]));
}

/** Which of these numbers a ticket has already, as the indexes of the questions. */
export async function findTakenNumbers(
  trx: Trx,
  questions: readonly { tenantId: string; number: string }[],
): Promise<Set<number>> {
  if (questions.length === 0) return new Set();
  const rows = questions.map(({ tenantId, number }, at) => ({ at, tenant_id: tenantId, number }));
  const { rows: found } = await sql<{ at: number }>`
    select r.at from ${recordset(rows, 'at integer, tenant_id uuid, number text')}
    join tickets t on t.tenant_id = r.tenant_id and t.number = r.number`.execute(trx);
  return new Set(found.map(({ at }) => at));
}
