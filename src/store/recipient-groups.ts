// Groups of people whom a tenant's notices go to, as operators keep them.
import { sql } from 'kysely';
import { newId } from '../domain/ids.ts';
import type { DbOrTrx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

/** A person: one of both is there. A phone becomes a contact only when something is sent to it. */
export interface Member {
  contactId: string | null;
  /** E.164. */
  phone: string | null;
}

export interface RecipientGroup {
  id: string;
  name: string;
  members: number;
  /** Names of those that go to it. */
  notices: string[];
}

/** By name. */
export async function listGroups(db: DbOrTrx, tenantId: string): Promise<RecipientGroup[]> {
  const { rows } = await sql<RecipientGroup>`
    select g.id, g.name,
      (select count(*)::integer from recipient_group_members m where m.group_id = g.id) as members,
      array(select n.name from notices n where n.tenant_id = g.tenant_id and n.group_id = g.id order by n.name) as notices
    from recipient_groups g where g.tenant_id = ${tenantId} order by g.name`.execute(db);
  return rows;
}

/** Undefined: there is one of this name. Returns its id. */
export async function createGroup(db: DbOrTrx, tenantId: string, name: string): Promise<string | undefined> {
  const made = await db
    .insertInto('recipient_groups')
    .values({ id: newId(), tenant_id: tenantId, name })
    .onConflict((conflict) => conflict.constraint('recipient_groups_name_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made?.id;
}

/** No notice may go to it. */
export async function deleteGroup(db: DbOrTrx, id: string): Promise<void> {
  await db.deleteFrom('recipient_groups').where('id', '=', id).execute();
}

/** Phones first. */
export async function listMembers(db: DbOrTrx, groupId: string): Promise<Member[]> {
  return db
    .selectFrom('recipient_group_members')
    .select(['contact_id as contactId', 'phone'])
    .where('group_id', '=', groupId)
    .orderBy('phone', (order) => order.nullsLast())
    .orderBy('contact_id')
    .execute();
}

/** Those that are no contacts of the tenant. */
export async function listUnknownContacts(db: DbOrTrx, tenantId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${[...ids]}::uuid[]) as r (id)
    where not exists (select from contacts c where c.tenant_id = ${tenantId} and c.id = r.id)`.execute(db);
  return rows.map(({ id }) => id);
}

/** Who is in the group already is left out. Returns how many are new. */
export async function addMembers(
  db: DbOrTrx,
  tenantId: string,
  groupId: string,
  members: readonly Member[],
): Promise<number> {
  const { rows } = await sql`
    insert into recipient_group_members (tenant_id, group_id, contact_id, phone)
    select ${tenantId}::uuid, ${groupId}::uuid, r.contact_id, r.phone from ${memberRows(members)}
    on conflict do nothing returning group_id`.execute(db);
  return rows.length;
}

/** Returns how many were in it. */
export async function removeMembers(db: DbOrTrx, groupId: string, members: readonly Member[]): Promise<number> {
  const { rows } = await sql`
    delete from recipient_group_members m using ${memberRows(members)}
    where m.group_id = ${groupId} and (m.contact_id = r.contact_id or m.phone = r.phone) returning m.group_id`.execute(
    db,
  );
  return rows.length;
}

function memberRows(members: readonly Member[]) {
  const rows = members.map(({ contactId, phone }) => ({ contact_id: contactId, phone }));
  return recordset(rows, 'contact_id uuid, phone text');
}
