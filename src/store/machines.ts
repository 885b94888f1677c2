// Machines that people report about. Runs under the tenant's row-level security.
import { sql } from 'kysely';
import { newId } from '../domain/ids.ts';
import type { Trx } from '../platform/db.ts';
import { pageLimit } from './page-limit.ts';
import { recordset } from './recordset.ts';

export interface MachineValues {
  code: string;
  /** What all spellings of its code have in common (domain/order.ts). */
  key: string;
  name: string | null;
  place: string | null;
}

export interface StoredMachine extends MachineValues {
  id: string;
}

/** Writes machines, each once, and returns them by key. */
export async function upsertMachines(
  trx: Trx,
  tenantId: string,
  machines: readonly MachineValues[],
): Promise<Map<string, StoredMachine>> {
  if (machines.length === 0) return new Map();
  const given = machines.map(({ code, key, name, place }) => ({ id: newId(), code, key, name, place }));
  // In order of key, so that two batches wait for each other instead of deadlocking.
  const { rows } = await sql<StoredMachine>`
    insert into machines (id, tenant_id, code, key, name, place)
    select id, ${tenantId}::uuid, code, key, name, place
    from ${recordset(given, 'id uuid, code text, key text, name text, place text')} order by key
    on conflict (tenant_id, key) do update set code = excluded.code, name = excluded.name, place = excluded.place
    returning id, code, key, name, place`.execute(trx);
  return new Map(rows.map((row) => [row.key, row]));
}

/** False when there is no such machine. */
export async function deleteMachine(trx: Trx, key: string): Promise<boolean> {
  const { numDeletedRows } = await trx.deleteFrom('machines').where('key', '=', key).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Newest first. */
export async function listMachines(trx: Trx, beforeId: string | undefined, limit: number): Promise<StoredMachine[]> {
  const { rows } = await sql<StoredMachine>`
    select id, code, key, name, place from machines
    where ${beforeId === undefined ? sql`true` : sql`id < ${beforeId}::uuid`}
    order by id desc limit ${pageLimit(limit)}`.execute(trx);
  return rows.slice(0, limit);
}
