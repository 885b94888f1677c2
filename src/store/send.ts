// What sending over the api needs to know: channels to send from, whom a request means, and the conversation under its
// lock. Runs under the tenant's row-level security. The queueing itself is in outbox.ts.
import { sql } from 'kysely';
import type { ProviderName } from '../domain/webhook.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface SendingChannel {
  id: string;
  provider: ProviderName;
  homeCountry: string;
  enabled: boolean;
}

/** The tenant's channels, and those of others it shares. Few. */
export async function listSendingChannels(trx: Trx): Promise<SendingChannel[]> {
  return trx
    .selectFrom('channels')
    .select(['id', 'provider', 'home_country as homeCountry', 'enabled'])
    .orderBy('id')
    .execute();
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

export interface Recipient {
  /** Undefined: nobody is known there. */
  contactId: string | undefined;
  /** Undefined: the contact has no conversation on that channel. */
  conversationId: string | undefined;
}

/** In the order of the lookups. */
export async function findRecipients(trx: Trx, lookups: readonly RecipientLookup[]): Promise<Recipient[]> {
  if (lookups.length === 0) return [];
  const given = lookups.map(({ contactId, phone, channelId }, n) => ({
    n,
    contact_id: contactId,
    phone,
    channel_id: channelId,
  }));
  const { rows } = await sql<{ n: number; contact_id: string | null; conversation_id: string | null }>`
    select r.n, p.id as contact_id, c.id as conversation_id
    from ${recordset(given, 'n integer, contact_id uuid, phone text, channel_id uuid')}
    left join contact_addresses a on a.kind = 'phone' and a.scope = '' and a.value = r.phone
    left join contacts p on p.id = coalesce(r.contact_id, a.contact_id)
    left join conversations c on c.channel_id = r.channel_id and c.contact_id = p.id`.execute(trx);
  const found = new Map(rows.map((row) => [row.n, row]));
  return lookups.map((_lookup, n) => ({
    contactId: found.get(n)?.contact_id ?? undefined,
    conversationId: found.get(n)?.conversation_id ?? undefined,
  }));
}

export interface SendingConversation {
  id: string;
  contactId: string;
  channelId: string;
  windowExpiresAt: Date | null;
  provider: ProviderName;
  channelEnabled: boolean;
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
      h.provider, h.enabled as "channelEnabled"
    from conversations c join channels h on h.id = c.channel_id
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
