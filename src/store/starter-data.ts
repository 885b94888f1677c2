// First rows for a tenant that has none of their kind. What is there already was given before, or is the tenant's own.
import { sql } from 'kysely';
import { newId } from '../domain/ids.ts';
import { codeKey, type OrderStatus } from '../domain/order.ts';
import type { SlaRule } from '../domain/ticket.ts';
import type { DbOrTrx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface StarterOrder {
  number: string;
  status: OrderStatus;
  title: string;
  progressPercent: number;
  expectedAt: Date;
  slaDueAt?: Date;
  heldFor?: string;
}

export interface StarterMachine {
  code: string;
  name: string;
  place: string;
}

export async function fillOrders(db: DbOrTrx, tenantId: string, orders: readonly StarterOrder[]): Promise<void> {
  const rows = orders.map((order) => ({
    id: newId(),
    number: order.number,
    key: codeKey(order.number),
    status: order.status,
    title: order.title,
    progress_percent: order.progressPercent,
    expected_at: order.expectedAt,
    sla_due_at: order.slaDueAt ?? null,
    held_for: order.heldFor ?? null,
  }));
  await sql`
    insert into orders (tenant_id, id, number, key, status, title, progress_percent, expected_at, sla_due_at, held_for)
    select ${tenantId}::uuid, r.* from ${recordset(
      rows,
      'id uuid, number text, key text, status text, title text, progress_percent integer, expected_at timestamptz, sla_due_at timestamptz, held_for text',
    )}
    where not exists (select from orders o where o.tenant_id = ${tenantId})`.execute(db);
}

export async function fillMachines(db: DbOrTrx, tenantId: string, machines: readonly StarterMachine[]): Promise<void> {
  const rows = machines.map((machine) => ({ id: newId(), key: codeKey(machine.code), ...machine }));
  await sql`
    insert into machines (tenant_id, id, code, key, name, place)
    select ${tenantId}::uuid, r.* from ${recordset(rows, 'id uuid, code text, key text, name text, place text')}
    where not exists (select from machines m where m.tenant_id = ${tenantId})`.execute(db);
}

export async function fillSlaRules(db: DbOrTrx, tenantId: string, rules: readonly SlaRule[]): Promise<void> {
  await sql`
    insert into sla_rules (tenant_id, kind, severity, minutes)
    select ${tenantId}::uuid, r.* from ${recordset([...rules], 'kind text, severity text, minutes integer')}
    where not exists (select from sla_rules s where s.tenant_id = ${tenantId})`.execute(db);
}
