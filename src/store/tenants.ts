// Tenants: the organisations.
import { sql } from 'kysely';
import { newId } from '../domain/ids.ts';
import type { DbOrTrx } from '../platform/db.ts';

export interface Tenant {
  id: string;
  name: string;
  /** IANA: how times are said to people. */
  timeZone: string;
  createdAt: Date;
}

/** Returns the id of the tenant of that name, made if it is not there. */
export async function ensureTenant(db: DbOrTrx, name: string, timeZone?: string): Promise<string> {
  return (await createTenant(db, name, timeZone)) ?? (await getTenant(db, name)).id;
}

/** Returns the new tenant's id; undefined when there is one of that name already. @param timeZone IANA. */
export async function createTenant(db: DbOrTrx, name: string, timeZone = 'UTC'): Promise<string | undefined> {
  const made = await db
    .insertInto('tenants')
    .values({ id: newId(), name, time_zone: timeZone })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made?.id;
}

/** @param timeZone IANA. */
export async function setTenantTimeZone(db: DbOrTrx, id: string, timeZone: string): Promise<void> {
  await db.updateTable('tenants').set({ time_zone: timeZone }).where('id', '=', id).execute();
}

/** By name or id. Throws when there is none. */
async function getTenant(db: DbOrTrx, nameOrId: string): Promise<Tenant> {
  const tenants = await listTenants(db);
  const found = tenants.find(({ id, name }) => name === nameOrId || id === nameOrId);
  if (!found)
    throw new Error(
      `There is no tenant "${nameOrId}". Known: ${tenants.map(({ name }) => name).join(', ') || 'none'}.`,
    );
  return found;
}

/** By name. */
export async function listTenants(db: DbOrTrx): Promise<Tenant[]> {
  const rows = await db
    .selectFrom('tenants')
    .select(['id', 'name', 'time_zone', 'created_at'])
    .orderBy('name')
    .execute();
  return rows.map(({ id, name, time_zone, created_at }) => ({ id, name, timeZone: time_zone, createdAt: created_at }));
}

/** Tenants by what names them: their name, or their id. */
export async function findTenantIds(db: DbOrTrx, namesOrIds: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(namesOrIds)];
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ given: string; id: string }>`
    select w.given, t.id from unnest(${wanted}::text[]) w (given)
    join tenants t on t.name = w.given or t.id::text = w.given`.execute(db);
  return new Map(rows.map(({ given, id }) => [given, id]));
}
