// What sending needs to know: channels to send from, whom a request means, and the conversation under its lock. Runs also
// under a tenant's row-level security. The queueing itself is in outbox.ts.
import { sql } from 'kysely';
import type { ContactStatus } from '../domain/contact.ts';
import type { Transport } from '../domain/transport.ts';
import type { ProviderName } from '../domain/webhook.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface SendingChannel {
  id: string;
  provider: ProviderName;
  account: string;
  transport: Transport;
  homeCountry: string;
  enabled: boolean;
  /** Null: the templates of its account were never read. */
  templatesSyncedAt: Date | null;
}

/** The tenant's channels, and those of others it shares. Few. */
export async function listSendingChannels(trx: Trx): Promise<SendingChannel[]> {
  return trx
    .selectFrom('channels')
    .select(['id', 'provider', 'account', 'transport', 'enabled'])
    .select(['home_country as homeCountry', 'templates_synced_at as templatesSyncedAt'])
    .orderBy('id')
    .execute();
}

/**
 * The same for several tenants, outside any of them: each channel once for each tenant that may send over it, its own and
 * shared ones over which it has conversations.
 */
export async function listChannelsOf(
  trx: Trx,
  tenantIds: readonly string[],
): Promise<(SendingChannel & { tenantId: string })[]> {
  const { rows } = await sql<SendingChannel & { tenantId: string }>`
    select t.id as "tenantId", h.id, h.provider, h.account, h.transport, h.enabled, h.home_country as "homeCountry",
      h.templates_synced_at as "templatesSyncedAt"
    from unnest(${[...new Set(tenantIds)]}::uuid[]) as t (id)
    join channels h on h.tenant_id = t.id or (h.shared and exists (
      select from conversations c where c.channel_id = h.id and c.tenant_id = t.id))
    order by t.id, h.id`.execute(trx);
  return rows;
}

/** The country in which all channels of the tenant are at home; undefined when they have several, or there is none. */
export async function findHomeCountry(trx: Trx): Promise<string | undefined> {
  const rows = await trx.selectFrom('channels').select('home_country').distinct().limit(2).execute();
  return rows.length === 1 ? rows[0]?.home_country : undefined;
}

/** One of contactId and phone (E.164). */
export interface RecipientLookup {
  contactId: string | undefined;
  phone: string | undefined;
  channelId: string;
}

/** What a contact is to the organisation, and wants from it. */
export interface ContactState {
  contactStatus: ContactStatus;
  optedOutAt: Date | null;
  marketingOptedOutAt: Date | null;
}

const contactState = sql.raw(`p.status as "contactStatus", p.opted_out_at as "optedOutAt",
  p.marketing_opted_out_at as "marketingOptedOutAt"`);

export interface Recipient extends ContactState {
  contactId: string;
  /** Null: the contact has no conversation on that channel. */
  conversationId: string | null;
  /** How the channel can address the contact; null: not at all. */
  address: string | null;
}

/** In the order of the lookups. Undefined: nobody is known there. */
export async function findRecipients(
  trx: Trx,
  lookups: readonly (RecipientLookup & { tenantId: string })[],
): Promise<(Recipient | undefined)[]> {
  if (lookups.length === 0) return [];
  const given = lookups.map(({ tenantId, contactId, phone, channelId }, n) => ({
    n,
    tenant_id: tenantId,
    contact_id: contactId,
    phone,
    channel_id: channelId,
  }));
  const { rows } = await sql<Recipient & { n: number }>`
    select r.n, p.id as "contactId", c.id as "conversationId", coalesce(r.phone, b.value) as address, ${contactState}
    from ${recordset(given, 'n integer, tenant_id uuid, contact_id uuid, phone text, channel_id uuid')}
    join channels h on h.id = r.channel_id
    left join contact_addresses a
      on a.tenant_id = r.tenant_id and a.kind = 'phone' and a.scope = '' and a.value = r.phone
    join contacts p on p.id = coalesce(r.contact_id, a.contact_id) and p.tenant_id = r.tenant_id
    left join conversations c on c.channel_id = r.channel_id and c.contact_id = p.id
    left join lateral (
      select value from contact_addresses
      where c.id is null and contact_id = p.id and (kind = 'phone' or (scope = h.account and h.transport = 'whatsapp'))
      order by kind desc, former, created_at limit 1) b on true`.execute(trx);
  const found = new Map(rows.map(({ n, ...row }) => [n, row]));
  return lookups.map((_lookup, n) => found.get(n));
}

export interface SendingConversation extends ContactState {
  id: string;
  contactId: string;
  channelId: string;
  windowExpiresAt: Date | null;
  provider: ProviderName;
  account: string;
  transport: Transport;
  channelEnabled: boolean;
  templatesSyncedAt: Date | null;
}

/**
 * Takes the conversations' row locks in order of id, as every writer does, and returns those that exist; with `skip`, only
 * those that nobody else holds.
 */
export async function lockForSending(
  trx: Trx,
  ids: readonly string[],
  locked: 'wait' | 'skip',
): Promise<Map<string, SendingConversation>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<SendingConversation>`
    select c.id, c.contact_id as "contactId", c.channel_id as "channelId", c.window_expires_at as "windowExpiresAt",
      h.provider, h.account, h.transport, h.enabled as "channelEnabled", h.templates_synced_at as "templatesSyncedAt", ${contactState}
    from conversations c join channels h on h.id = c.channel_id join contacts p on p.id = c.contact_id
    where c.id = any(${[...new Set(ids)]}::uuid[])
    order by c.id for no key update of c ${locked === 'skip' ? sql`skip locked` : sql``}`.execute(trx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Moves the conversations to the front of the list. Their locks are held. */
export async function markLatestMessage(trx: Trx, ids: readonly string[], at: Date): Promise<void> {
  await sql`update conversations set last_message_at = greatest(last_message_at, ${at}::timestamptz)
    where id = any(${[...new Set(ids)]}::uuid[])`.execute(trx);
}

export interface Quotable {
  id: string;
  conversationId: string;
  /** Null: the provider does not have it yet. */
  externalId: string | null;
}

export async function findQuotable(trx: Trx, ids: readonly string[]): Promise<Map<string, Quotable>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('messages')
    .select(['id', 'conversation_id as conversationId', 'external_id as externalId'])
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
