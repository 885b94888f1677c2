// Who wrote: from a sender's phone and BSUID to the contact they belong to, for a whole batch at once.
//
// Numbers change hands, BSUIDs never do, so the BSUID decides. A phone whose contact has another BSUID of the same account
// belongs to the one who writes now: it moves over, and the two stay strangers. A phone whose contact has no BSUID of that
// account is all we know of that contact, so whoever has the phone is taken for them.
import { sql } from 'kysely';
import type { ContactStatus } from '../domain/contact.ts';
import { newId } from '../domain/ids.ts';
import type { Trx } from '../platform/db.ts';
import { linkPersons, listOtherwiseKnown, losePhones, type AddressLink } from './person-addresses.ts';
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
  /** The person says that they have another number now: the phone may find them, and is not linked to them. */
  leavesPhone: boolean;
}

export interface Person {
  contactId: string;
  tenantId: string;
  status: ContactStatus;
  optedOut: boolean;
  locale: string | null;
}

/** Contacts that turn out to be one person. */
export interface SamePerson {
  tenantId: string;
  contactIds: readonly [string, string];
}

export interface ResolvedSender {
  person: Person;
  /** False: it came from a user id that the person has no more, and does not say how to reach them. */
  current: boolean;
}

export interface ResolvedPeople {
  /** In the order of the lookups. */
  senders: ResolvedSender[];
  same: SamePerson[];
  /** Contacts that lost a phone to another, and those that got it. */
  changed: { tenantId: string; contactId: string }[];
}

interface AddressRow {
  [column: string]: unknown;
  lookup: number;
  kind: 'phone' | 'bsuid';
  former: boolean;
  contact_id: string;
  tenant_id: string;
  status: ContactStatus;
  opted_out: boolean;
  locale: string | null;
}

/**
 * The person behind each lookup; those nobody knows become contacts with `statusOfNew`. An address not yet linked to the
 * person found is linked.
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
): Promise<ResolvedPeople> {
  const found = await findAddresses(trx, lookups);
  const strangers = await findStrangers(trx, lookups, found);
  const news = new NewPeople();
  const same: SamePerson[] = [];
  const moved: AddressLink[] = [];
  const links: AddressLink[] = [];
  const senders = lookups.map((lookup, index) => {
    const { bsuid, phone, lost } = matchesOf(lookup, found.get(index) ?? [], strangers);
    const match = bsuid ?? phone;
    const person = match ? toPerson(match) : news.get(lookup, statusOfNew(index));
    const current = !bsuid?.former;
    if (!current) return { person, current };
    const mayLink = !lookup.leavesPhone;
    if (mayLink && bsuid && phone && phone.contact_id !== bsuid.contact_id) {
      same.push({ tenantId: person.tenantId, contactIds: [bsuid.contact_id, phone.contact_id] });
    }
    if (mayLink)
      moved.push(...lost.filter((row) => row.tenant_id === person.tenantId).map((row) => lostLink(row, lookup)));
    links.push(...missingLinks(lookup, person, { bsuid, phone }, mayLink || !match));
    return { person, current };
  });
  await insertContacts(trx, news.created);
  await losePhones(
    trx,
    moved,
    senders.map(({ person }) => person.contactId),
  );
  await linkPersons(trx, links, new Set(news.created.map(({ person }) => person.contactId)));
  return { senders, same, changed: changedBy(moved, links) };
}

/** The people of one batch whom nobody knew before, each once. */
class NewPeople {
  readonly created: { person: Person; name: string | undefined }[] = [];
  readonly #known = new Map<string, Person>();

  get(lookup: SenderLookup, status: ContactStatus): Person {
    const key = personKey(lookup);
    const known = this.#known.get(key);
    if (known) return known;
    const tenantId = lookup.tenantId ?? lookup.homeTenantId;
    const person = { contactId: newId(), tenantId, status, optedOut: false, locale: null };
    this.#known.set(key, person);
    this.created.push({ person, name: lookup.name });
    return person;
  }
}

async function findAddresses(trx: Trx, lookups: readonly SenderLookup[]): Promise<Map<number, AddressRow[]>> {
  const wanted = lookups.flatMap((lookup, index) =>
    addressesOf(lookup).map((address) => ({ lookup: index, tenant_id: lookup.tenantId, ...address })),
  );
  const { rows } = await sql<AddressRow>`
    select r.lookup, a.kind, a.former, a.contact_id, a.tenant_id, c.status, c.opted_out_at is not null as opted_out, c.locale
    from ${recordset(wanted, 'lookup integer, tenant_id uuid, kind text, scope text, value text')}
    join contact_addresses a on a.kind = r.kind and a.scope = r.scope and a.value = r.value
      and (r.tenant_id is null or a.tenant_id = r.tenant_id)
    join contacts c on c.id = a.contact_id
    left join lateral (select max(last_message_at) as at from conversations where contact_id = c.id and r.tenant_id is null) last on true
    order by r.lookup, last.at desc nulls last, c.id desc`.execute(trx);
  return Map.groupBy(rows, (row) => row.lookup);
}

/** Keys of phone matches whose contact is somebody else: they have another BSUID. Asked only where the two do not agree. */
async function findStrangers(
  trx: Trx,
  lookups: readonly SenderLookup[],
  found: ReadonlyMap<number, AddressRow[]>,
): Promise<Set<string>> {
  const doubtful = lookups.flatMap(({ bsuid, account }, index) => {
    const rows = found.get(index) ?? [];
    if (bsuid === undefined) return [];
    const phones = rows.filter((row) => row.kind === 'phone' && !rows.some((other) => agrees(other, row)));
    return phones.map((row) => ({ contactId: row.contact_id, scope: account, bsuid }));
  });
  return listOtherwiseKnown(trx, doubtful);
}

function agrees(row: AddressRow, phone: AddressRow): boolean {
  return row.kind === 'bsuid' && row.contact_id === phone.contact_id;
}

function matchesOf(lookup: SenderLookup, rows: readonly AddressRow[], strangers: ReadonlySet<string>) {
  const isStranger = (row: AddressRow) => strangers.has(`${row.contact_id} ${lookup.bsuid}`);
  const bsuid = rows.find((row) => row.kind === 'bsuid');
  const phones = rows.filter((row) => row.kind === 'phone' && (!bsuid || row.tenant_id === bsuid.tenant_id));
  return { bsuid, phone: phones.find((row) => !isStranger(row)), lost: phones.filter(isStranger) };
}

function toPerson(row: AddressRow): Person {
  const { contact_id: contactId, tenant_id: tenantId, status, opted_out: optedOut, locale } = row;
  return { contactId, tenantId, status, optedOut, locale };
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

function lostLink(row: AddressRow, { phone }: SenderLookup): AddressLink {
  return { tenant_id: row.tenant_id, contact_id: row.contact_id, kind: 'phone', scope: '', value: phone! };
}

// A phone that found another contact needs no link: the two become one, or it was taken from a stranger first.
function missingLinks(
  lookup: SenderLookup,
  person: Person,
  known: { bsuid: AddressRow | undefined; phone: AddressRow | undefined },
  withPhone: boolean,
): AddressLink[] {
  return addressesOf(lookup)
    .filter(({ kind }) => known[kind]?.tenant_id !== person.tenantId)
    .filter(({ kind }) => kind === 'bsuid' || withPhone)
    .map((address) => ({ tenant_id: person.tenantId, contact_id: person.contactId, ...address }));
}

function changedBy(moved: readonly AddressLink[], links: readonly AddressLink[]): ResolvedPeople['changed'] {
  const phones = new Set(moved.map((link) => `${link.tenant_id} ${link.value}`));
  const gained = links.filter((link) => link.kind === 'phone' && phones.has(`${link.tenant_id} ${link.value}`));
  const all = [...moved, ...gained].map((link) => [link.contact_id, link.tenant_id] as const);
  return [...new Map(all)].map(([contactId, tenantId]) => ({ tenantId, contactId }));
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
