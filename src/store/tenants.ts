// Tenants: the organisations.
import { sql } from 'kysely';
import { newId } from '../domain/ids.ts';
import type { SendWindow } from '../domain/schedule/schedule.ts';
import type { DbOrTrx } from '../platform/db.ts';

interface TenantValues {
  /** IANA: how times are said to people. */
  timeZone: string;
  /** When reminders may be sent, by the clock where people are; null: always. */
  sendWindows: SendWindow[] | null;
}

export interface Tenant extends TenantValues {
  id: string;
  name: string;
  createdAt: Date;
}

/** Only what is given changes. */
export type TenantChanges = Partial<TenantValues>;

/** Returns the id of the tenant of that name, made if it is not there. */
export async function ensureTenant(db: DbOrTrx, name: string, timeZone?: string): Promise<string> {
  const values = timeZone === undefined ? {} : { timeZone };
  return (await createTenant(db, name, values)) ?? (await getTenant(db, name)).id;
}

/** Returns the new tenant's id; undefined when there is one of that name already. In UTC unless it is said otherwise. */
export async function createTenant(db: DbOrTrx, name: string, values: TenantChanges = {}): Promise<string | undefined> {
  const made = await db
    .insertInto('tenants')
    .values({ id: newId(), name, ...columnsOf(values) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made?.id;
}

export async function updateTenant(db: DbOrTrx, id: string, changes: TenantChanges): Promise<void> {
  await db.updateTable('tenants').set(columnsOf(changes)).where('id', '=', id).execute();
}

function columnsOf({ timeZone, sendWindows }: TenantChanges) {
  return {
    ...(timeZone === undefined ? {} : { time_zone: timeZone }),
    // As text: a list would become an array of Postgres.
    ...(sendWindows === undefined ? {} : { send_windows: sendWindows && JSON.stringify(sendWindows) }),
  };
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
  const { rows } = await sql<Tenant>`
    select id, name, time_zone as "timeZone", send_windows as "sendWindows", created_at as "createdAt"
    from tenants order by name`.execute(db);
  return rows;
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
