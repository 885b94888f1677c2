// Contacts and their addresses as callers of the api manage them. Runs under the tenant's row-level security.
import { sql } from 'kysely';
import type { AddressKind, ContactStatus } from '../domain/contact.ts';
import { RowConflict, type Trx } from '../platform/db.ts';
import { pageLimit } from './page-limit.ts';
import { recordset } from './recordset.ts';

export interface ContactAddress {
  kind: AddressKind;
  /** The account a BSUID belongs to; empty for a phone. */
  scope: string;
  /** Phones in E.164. */
  value: string;
}

export interface StoredContact {
  id: string;
  name: string | null;
  status: ContactStatus;
  locale: string | null;
  /** IANA. */
  timeZone: string | null;
  updatedAt: Date;
  /** Asked not to be written to at all. */
  optedOutAt: Date | null;
  /** Asked for no marketing. */
  marketingOptedOutAt: Date | null;
  addresses: ContactAddress[];
}

export interface ContactQuery {
  phone: string | undefined;
  status: ContactStatus | undefined;
  /** Only contacts with lower ids. */
  beforeId: string | undefined;
  limit: number;
}

const columns = [
  'id',
  'name',
  'status',
  'locale',
  'time_zone as timeZone',
  'updated_at as updatedAt',
  'opted_out_at as optedOutAt',
  'marketing_opted_out_at as marketingOptedOutAt',
] as const;

export async function findContact(trx: Trx, id: string): Promise<StoredContact | undefined> {
  return (await findContacts(trx, [id])).get(id);
}

/** Those that exist, by id. */
export async function findContacts(trx: Trx, ids: readonly string[]): Promise<Map<string, StoredContact>> {
  if (ids.length === 0) return new Map();
  const wanted = sql<string>`any(${[...new Set(ids)]}::uuid[])`;
  const rows = await trx.selectFrom('contacts').select(columns).where('id', '=', wanted).execute();
  return new Map((await withAddresses(trx, rows)).map((contact) => [contact.id, contact]));
}

/** Newest first. */
export async function listContacts(trx: Trx, query: ContactQuery): Promise<StoredContact[]> {
  const { phone, status, beforeId, limit } = query;
  let select = trx.selectFrom('contacts').select(columns).orderBy('id', 'desc').limit(pageLimit(limit));
  if (beforeId !== undefined) select = select.where('id', '<', beforeId);
  if (status !== undefined) select = select.where('status', '=', status);
  if (phone !== undefined) {
    const owners = trx.selectFrom('contact_addresses').select('contact_id').where('kind', '=', 'phone');
    select = select.where('id', 'in', owners.where('scope', '=', '').where('value', '=', phone));
  }
  return withAddresses(trx, (await select.execute()).slice(0, limit));
}

async function withAddresses(trx: Trx, rows: Omit<StoredContact, 'addresses'>[]): Promise<StoredContact[]> {
  if (rows.length === 0) return [];
  const { rows: addresses } = await sql<ContactAddress & { contactId: string }>`
    select contact_id as "contactId", kind, scope, value from contact_addresses
    where contact_id = any(${rows.map((row) => row.id)}::uuid[])
    order by kind desc, created_at, value`.execute(trx);
  const ofContact = Map.groupBy(addresses, (address) => address.contactId);
  return rows.map((row) => ({ ...row, addresses: ofContact.get(row.id) ?? [] }));
}

export interface ContactValues {
  name: string | null;
  locale: string | null;
}

export type ContactChanges = Partial<
  ContactValues & Pick<StoredContact, 'timeZone' | 'optedOutAt' | 'marketingOptedOutAt'> & { status: ContactStatus }
>;

export async function insertContact(trx: Trx, tenantId: string, id: string, values: ContactValues): Promise<void> {
  await trx
    .insertInto('contacts')
    .values({ id, tenant_id: tenantId, ...values })
    .execute();
}

/** Changes what is given and leaves the rest. False when there is no such contact. */
export async function updateContact(trx: Trx, id: string, changes: ContactChanges): Promise<boolean> {
  const { timeZone, optedOutAt, marketingOptedOutAt, ...others } = changes;
  const renamed = {
    ...(timeZone === undefined ? {} : { time_zone: timeZone }),
    ...(optedOutAt === undefined ? {} : { opted_out_at: optedOutAt }),
    ...(marketingOptedOutAt === undefined ? {} : { marketing_opted_out_at: marketingOptedOutAt }),
  };
  const query = trx
    .updateTable('contacts')
    .set({ ...others, ...renamed, updated_at: sql<Date>`now()` })
    .where('id', '=', id);
  return (await query.executeTakeFirst()).numUpdatedRows > 0n;
}

export interface AddressOwner {
  contactId: string;
  status: ContactStatus;
}

/** The contacts that have any of the addresses, each once, with their row locks held. */
export async function lockAddressOwners(trx: Trx, addresses: readonly ContactAddress[]): Promise<AddressOwner[]> {
  const { rows } = await sql<AddressOwner>`
    select id as "contactId", status from contacts where id in (
      select a.contact_id from ${recordset(addresses, 'kind text, scope text, value text')}
      join contact_addresses a on a.kind = r.kind and a.scope = r.scope and a.value = r.value)
    order by id for no key update`.execute(trx);
  return rows;
}

/** False when there is no such contact. While the lock is held nobody else changes the contact or its addresses here. */
export async function lockContact(trx: Trx, id: string): Promise<boolean> {
  const query = trx.selectFrom('contacts').select('id').where('id', '=', id).forNoKeyUpdate();
  return (await query.executeTakeFirst()) !== undefined;
}

/**
 * Links those of the addresses that the contact does not have. Throws RowConflict when one was given to another contact
 * meanwhile: the work is to be run again.
 */
export async function linkAddresses(
  trx: Trx,
  tenantId: string,
  contactId: string,
  addresses: readonly ContactAddress[],
): Promise<void> {
  const given = sql`${recordset(addresses, 'kind text, scope text, value text')}`;
  // In key order, so that two calls with the same addresses wait for each other instead of deadlocking.
  await sql`insert into contact_addresses (tenant_id, contact_id, kind, scope, value)
    select ${tenantId}::uuid, ${contactId}::uuid, kind, scope, value from ${given} order by kind, scope, value
    on conflict do nothing`.execute(trx);
  const { rows } = await sql`select from contact_addresses a join ${given}
    on a.kind = r.kind and a.scope = r.scope and a.value = r.value where a.contact_id = ${contactId}::uuid`.execute(
    trx,
  );
  if (rows.length !== addresses.length) throw new RowConflict('an address was given to another contact meanwhile');
}

export async function unlinkAddress(trx: Trx, contactId: string, address: ContactAddress): Promise<void> {
  const { kind, scope, value } = address;
  const query = trx.deleteFrom('contact_addresses').where('contact_id', '=', contactId).where('kind', '=', kind);
  await query.where('scope', '=', scope).where('value', '=', value).execute();
}
