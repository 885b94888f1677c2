// The addresses of people who write: linked to them, taken from those who have them no more.
import { sql } from 'kysely';
import { RowConflict, type Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface AddressLink {
  tenant_id: string;
  contact_id: string;
  kind: 'phone' | 'bsuid';
  scope: string;
  value: string;
}

const linkColumns = 'tenant_id uuid, contact_id uuid, kind text, scope text, value text';

/** Of these contacts, as `contactId bsuid`, those that have another BSUID of the scope than the one given. */
export async function listOtherwiseKnown(
  trx: Trx,
  contacts: readonly { contactId: string; scope: string; bsuid: string }[],
): Promise<Set<string>> {
  if (contacts.length === 0) return new Set();
  const rows = contacts.map(({ contactId, scope, bsuid }) => ({ contact_id: contactId, scope, bsuid }));
  const { rows: found } = await sql<{ contact_id: string; bsuid: string }>`
    select r.contact_id, r.bsuid from ${recordset(rows, 'contact_id uuid, scope text, bsuid text')}
    where exists (select from contact_addresses o
      where o.contact_id = r.contact_id and o.kind = 'bsuid' and o.scope = r.scope and o.value <> r.bsuid)`.execute(
    trx,
  );
  return new Set(found.map((row) => `${row.contact_id} ${row.bsuid}`));
}

/**
 * Takes phones from contacts whose phones somebody else has now.
 * @param alsoLock contacts whose conversations the transaction is going to lock anyway.
 */
export async function losePhones(
  trx: Trx,
  phones: readonly AddressLink[],
  alsoLock: readonly string[] = [],
): Promise<void> {
  if (phones.length === 0) return;
  await leaveAddresses(trx, phones, alsoLock);
  await takePhones(trx, phones);
}

/**
 * Conversations that are written to at these addresses go on at another one of their person, the user id of the account
 * before others: whoever has the address next must not read what is not for them. Before the addresses are taken, as
 * conversations are locked first by all.
 */
export async function leaveAddresses(
  trx: Trx,
  addresses: readonly AddressLink[],
  alsoLock: readonly string[] = [],
): Promise<void> {
  const contactIds = [...alsoLock, ...addresses.map((address) => address.contact_id)];
  await sql`select from conversations where contact_id = any(${contactIds}::uuid[]) order by id for update`.execute(
    trx,
  );
  // A provider's own spelling of a number has a digit more or less in some countries.
  await sql`
    with lost as (
      select c.id, (select a.value from contact_addresses a
          where a.contact_id = c.contact_id and (a.kind, a.value) <> (r.kind, r.value)
          order by a.former, a.kind = 'bsuid' and a.scope = h.account desc, a.kind = 'phone' desc, a.created_at desc
          limit 1) as recipient
      from ${recordset(addresses, linkColumns)}
      join conversations c on c.tenant_id = r.tenant_id and c.contact_id = r.contact_id
      join channels h on h.id = c.channel_id
      where c.recipient = r.value or (r.kind = 'phone' and c.recipient like '+%'
        and left(c.recipient, 3) = left(r.value, 3) and right(c.recipient, 8) = right(r.value, 8)))
    update conversations c set recipient = lost.recipient from lost where c.id = lost.id and lost.recipient is not null`.execute(
    trx,
  );
}

/** Takes phones from contacts that have them no more. How many there were. */
export async function takePhones(trx: Trx, phones: readonly AddressLink[]): Promise<number> {
  if (phones.length === 0) return 0;
  const { numAffectedRows = 0n } = await sql`
    with taken as (
      select a.tenant_id, a.value from contact_addresses a join ${recordset(phones, linkColumns)}
        on a.tenant_id = r.tenant_id and a.contact_id = r.contact_id and a.kind = 'phone' and a.scope = '' and a.value = r.value
      order by a.tenant_id, a.value for update of a)
    delete from contact_addresses a using taken t
    where a.tenant_id = t.tenant_id and a.kind = 'phone' and a.scope = '' and a.value = t.value`.execute(trx);
  return Number(numAffectedRows);
}

/**
 * Links addresses that nobody has; how many those were. A contact of `fresh` that gets none throws RowConflict: it is a
 * person whom another worker made in the same moment.
 */
export async function linkPersons(
  trx: Trx,
  links: readonly AddressLink[],
  fresh: ReadonlySet<string> = new Set(),
): Promise<number> {
  if (links.length === 0) return 0;
  // A contact that was merged into another meanwhile gets nothing; opening its conversation then finds out.
  const { rows } = await sql<{ contact_id: string }>`
    insert into contact_addresses (tenant_id, contact_id, kind, scope, value)
    select r.tenant_id, r.contact_id, kind, scope, value from ${recordset(links, linkColumns)}
    where exists (select from contacts c where c.id = r.contact_id)
    order by r.tenant_id, kind, scope, value
    on conflict do nothing returning contact_id`.execute(trx);
  const linked = new Set(rows.map((row) => row.contact_id));
  for (const contactId of fresh) if (!linked.has(contactId)) throw new RowConflict('the same person was created twice');
  return rows.length;
}
