// Who wrote: from a sender's phone and BSUID to the contact they belong to, for a whole batch at once.
import { sql } from 'kysely';
import type { ContactStatus } from '../domain/contact.ts';
import { newId } from '../domain/ids.ts';
import { RowConflict, type Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

/** A sender as it came over one channel. */
export interface SenderLookup {
  /** The channel's tenant; undefined on a shared channel, where the sender's contact decides. */
  tenantId: string | undefined;
  /** Owner of senders nobody knows. */
  homeTenantId: string;
  /** Scope of the BSUID. */
  account: string;
  phone: string | undefined;
  bsuid: string | undefined;
  name: string | undefined;
}

export interface Person {
  contactId: string;
  tenantId: string;
  status: ContactStatus;
}

interface AddressRow {
  [column: string]: unknown;
  lookup: number;
  kind: 'phone' | 'bsuid';
  contact_id: string;
  tenant_id: string;
  status: ContactStatus;
}

/**
 * The person behind each lookup, in the same order; those nobody knows become contacts with `statusOfNew`. The BSUID
 * decides over the phone: numbers change hands. An address not yet linked to the person found is linked.
 *
 * A lookup without tenantId crosses tenants: that is the one place where it must, because on a shared channel the tenant
 * is only known from the contact. Known to several tenants, the person is taken to mean the one they last talked with.
 *
 * Throws RowConflict when another worker made the same person meanwhile: the batch is to be run again.
 */
export async function resolvePeople(
  trx: Trx,
  lookups: readonly SenderLookup[],
  statusOfNew: (index: number) => ContactStatus,
): Promise<Person[]> {
  const found = await findAddresses(trx, lookups);
  const people = new Map<string, Person>();
  const created: { person: Person; name: string | undefined }[] = [];
  const links: AddressLink[] = [];
  const result = lookups.map((lookup, index) => {
    const matches = found.get(index) ?? [];
    const match = matches.find((row) => row.kind === 'bsuid') ?? matches[0];
    const key = personKey(lookup);
    let person = match
      ? { contactId: match.contact_id, tenantId: match.tenant_id, status: match.status }
      : people.get(key);
    if (!person) {
      person = { contactId: newId(), tenantId: lookup.tenantId ?? lookup.homeTenantId, status: statusOfNew(index) };
      people.set(key, person);
      created.push({ person, name: lookup.name });
    }
    links.push(...missingLinks(lookup, person, matches));
    return person;
  });
  await insertContacts(trx, created);
  await linkAddresses(trx, links, new Set(created.map(({ person }) => person.contactId)));
  return result;
}

async function findAddresses(trx: Trx, lookups: readonly SenderLookup[]): Promise<Map<number, AddressRow[]>> {
  const wanted = lookups.flatMap((lookup, index) =>
    addressesOf(lookup).map((address) => ({ lookup: index, tenant_id: lookup.tenantId, ...address })),
  );
  const { rows } = await sql<AddressRow>`
    select r.lookup, a.kind, a.contact_id, a.tenant_id, c.status
    from ${recordset(wanted, 'lookup integer, tenant_id uuid, kind text, scope text, value text')}
    join contact_addresses a on a.kind = r.kind and a.scope = r.scope and a.value = r.value
      and (r.tenant_id is null or a.tenant_id = r.tenant_id)
    join contacts c on c.id = a.contact_id
    left join lateral (select max(last_message_at) as at from conversations where contact_id = c.id and r.tenant_id is null) last on true
    order by r.lookup, last.at desc nulls last, c.id desc`.execute(trx);
  return Map.groupBy(rows, (row) => row.lookup);
}

function addressesOf({ phone, bsuid, account }: SenderLookup) {
  return [
    ...(bsuid ? [{ kind: 'bsuid' as const, scope: account, value: bsuid }] : []),
    ...(phone ? [{ kind: 'phone' as const, scope: '', value: phone }] : []),
  ];
}

function personKey(lookup: SenderLookup): string {
  const { tenantId = '', account, bsuid, phone } = lookup;
  return bsuid ? `${tenantId} ${account} ${bsuid}` : `${tenantId} ${phone ?? ''}`;
}

interface AddressLink {
  tenant_id: string;
  contact_id: string;
  kind: 'phone' | 'bsuid';
  scope: string;
  value: string;
}

function missingLinks(lookup: SenderLookup, person: Person, matches: readonly AddressRow[]): AddressLink[] {
  return addressesOf(lookup)
    .filter(({ kind }) => !matches.some((row) => row.kind === kind && row.tenant_id === person.tenantId))
    .map((address) => ({ tenant_id: person.tenantId, contact_id: person.contactId, ...address }));
}

async function insertContacts(
  trx: Trx,
  created: readonly { person: Person; name: string | undefined }[],
): Promise<void> {
  if (created.length === 0) return;
  const rows = created.map(({ person, name }) => ({
    id: person.contactId,
    tenant_id: person.tenantId,
    status: person.status,
    name: name ?? null,
  }));
  await sql`insert into contacts (id, tenant_id, status, name) select id, tenant_id, status, name
    from ${recordset(rows, 'id uuid, tenant_id uuid, status text, name text')}`.execute(trx);
}

async function linkAddresses(trx: Trx, links: readonly AddressLink[], fresh: ReadonlySet<string>): Promise<void> {
  if (links.length === 0) return;
  const { rows } = await sql<{ contact_id: string }>`
    insert into contact_addresses (tenant_id, contact_id, kind, scope, value) select tenant_id, contact_id, kind, scope, value
    from ${recordset(links, 'tenant_id uuid, contact_id uuid, kind text, scope text, value text')}
    order by tenant_id, kind, scope, value
    on conflict do nothing returning contact_id`.execute(trx);
  const linked = new Set(rows.map((row) => row.contact_id));
  // A new contact without a single address is a person whom another worker made in the same moment.
  for (const contactId of fresh) if (!linked.has(contactId)) throw new RowConflict('the same person was created twice');
}
