// A person has another number or user id: what was theirs is given up, what is theirs now is linked, and the providers'
// next messages go there.
import { sql } from 'kysely';
import type { ProviderName } from '../domain/webhook.ts';
import { RowConflict, type Trx } from '../platform/db.ts';
import type { SamePerson } from './people.ts';
import { linkPersons, losePhones, takePhones, type AddressLink } from './person-addresses.ts';

export interface IdentityUpdate {
  tenantId: string;
  contactId: string;
  provider: ProviderName;
  account: string;
  /** E.164. */
  formerPhone: string | undefined;
  formerBsuid: string | undefined;
  /** E.164. */
  phone: string | undefined;
  bsuid: string | undefined;
  /** The new ones as the provider addresses them: the phone where it is known, else the user id. */
  recipient: string;
}

export interface IdentityUpdateResult {
  /** Somebody was known there already: they are the same person. */
  same: SamePerson[];
  changed: boolean;
  /** A stranger who had the new number before. */
  lostBy: string[];
}

/**
 * The provider says that the owner of the new user id is the person, so whoever is known by it is. The new number alone
 * does not say so: whoever has it and another user id in that account had it before, and loses it.
 *
 * Without a new number the old one stays linked: it may be theirs still, and if it is not, the user id of its next owner
 * tells the two apart.
 */
export async function changeIdentity(trx: Trx, update: IdentityUpdate): Promise<IdentityUpdateResult> {
  const { tenantId, contactId, phone, bsuid } = update;
  await lockPerson(trx, contactId);
  const owners = await findOwners(trx, update);
  const mine = (kind: 'phone' | 'bsuid') =>
    owners.find((owner) => owner.kind === kind && owner.contactId !== contactId);
  const byBsuid = mine('bsuid');
  const byPhone = mine('phone');
  const isStranger = byPhone?.otherwiseKnown === true && byPhone.contactId !== byBsuid?.contactId;
  const same = [byBsuid, isStranger ? undefined : byPhone].flatMap((owner): SamePerson[] =>
    owner ? [{ tenantId, contactIds: [contactId, owner.contactId] }] : [],
  );
  if (isStranger) await losePhones(trx, [phoneLink(tenantId, byPhone.contactId, phone!)]);
  const given = await giveUp(trx, update);
  const links: AddressLink[] = [
    ...(phone ? [phoneLink(tenantId, contactId, phone)] : []),
    ...(bsuid ? [bsuidLink(update, bsuid)] : []),
  ];
  const linked = await linkPersons(trx, links);
  await redirect(trx, update);
  return { same, changed: given + linked > 0, lostBy: isStranger ? [byPhone.contactId] : [] };
}

async function lockPerson(trx: Trx, contactId: string): Promise<void> {
  await sql`select from conversations where contact_id = ${contactId} order by id for update`.execute(trx);
  const { rows } = await sql`select from contacts where id = ${contactId} for update`.execute(trx);
  if (rows.length === 0) throw new RowConflict('the contact was merged meanwhile');
}

interface Owner {
  kind: 'phone' | 'bsuid';
  contactId: string;
  /** Has a user id in the account that is not the new one. */
  otherwiseKnown: boolean;
}

async function findOwners(trx: Trx, { tenantId, account, phone, bsuid }: IdentityUpdate): Promise<Owner[]> {
  const { rows } = await sql<Owner>`
    select a.kind, a.contact_id as "contactId", exists (select from contact_addresses o
      where o.contact_id = a.contact_id and o.kind = 'bsuid' and o.scope = ${account} and o.value is distinct from ${bsuid ?? null}::text
    ) as "otherwiseKnown"
    from contact_addresses a where a.tenant_id = ${tenantId}
      and ((a.kind = 'phone' and a.scope = '' and a.value = ${phone ?? null}::text)
        or (a.kind = 'bsuid' and a.scope = ${account} and a.value = ${bsuid ?? null}::text))`.execute(trx);
  return rows;
}

/** The old number is anybody's from now on. The old user id stays: messages sent before may still arrive from it. */
async function giveUp(trx: Trx, update: IdentityUpdate): Promise<number> {
  const { tenantId, contactId, account, formerPhone, formerBsuid, phone, bsuid } = update;
  if (bsuid && formerBsuid && bsuid !== formerBsuid) {
    await sql`insert into contact_addresses (tenant_id, contact_id, kind, scope, value, former)
      values (${tenantId}, ${contactId}, 'bsuid', ${account}, ${formerBsuid}, true)
      on conflict (tenant_id, kind, scope, value) do update set former = true
      where contact_addresses.contact_id = excluded.contact_id and not contact_addresses.former`.execute(trx);
  }
  if (!phone || !formerPhone || phone === formerPhone) return 0;
  return takePhones(trx, [phoneLink(tenantId, contactId, formerPhone)]);
}

// A number is the same on every channel; a user id means something only in its account.
async function redirect(trx: Trx, update: IdentityUpdate): Promise<void> {
  const { contactId, provider, account, phone, recipient } = update;
  await sql`
    update conversations c set recipient = ${recipient} from channels h
    where c.contact_id = ${contactId} and h.id = c.channel_id and c.recipient <> ${recipient}
      and ((h.provider = ${provider} and h.account = ${account}) or (${phone !== undefined} and c.recipient like '+%'))`.execute(
    trx,
  );
}

function phoneLink(tenantId: string, contactId: string, phone: string): AddressLink {
  return { tenant_id: tenantId, contact_id: contactId, kind: 'phone', scope: '', value: phone };
}

function bsuidLink({ tenantId, contactId, account }: IdentityUpdate, bsuid: string): AddressLink {
  return { tenant_id: tenantId, contact_id: contactId, kind: 'bsuid', scope: account, value: bsuid };
}
