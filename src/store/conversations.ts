// Conversations: one contact on one channel. Whoever writes a conversation's messages holds its row lock.
import { sql } from 'kysely';
import type { ConversationStatus } from '../domain/contact.ts';
import { newId } from '../domain/ids.ts';
import { RowConflict, type Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

/** What inbound messages change on the conversation of one contact on one channel. */
export interface ConversationArrival {
  tenantId: string;
  channelId: string;
  contactId: string;
  /** How the provider addresses the person. */
  recipient: string;
  /** The recipient is only for a conversation that begins. */
  keepsRecipient: boolean;
  messages: number;
  lastMessageAt: Date;
  /** Undefined: the window stays as it is. */
  windowExpiresAt: Date | undefined;
}

interface ArrivalRow {
  [column: string]: unknown;
  id: string;
  status: ConversationStatus;
  channel_id: string;
  contact_id: string;
}

export interface ArrivedConversation {
  id: string;
  status: ConversationStatus;
}

/**
 * Finds or creates the conversations, counts the messages as unread and moves the window; returns them in the same order
 * and holds their row locks. Pairs must be distinct. Throws RowConflict when another worker made one meanwhile.
 */
export async function recordArrivals(
  trx: Trx,
  arrivals: readonly ConversationArrival[],
): Promise<ArrivedConversation[]> {
  const rows = arrivals.map((arrival) => ({
    id: newId(),
    tenant_id: arrival.tenantId,
    channel_id: arrival.channelId,
    contact_id: arrival.contactId,
    recipient: arrival.recipient,
    keeps_recipient: arrival.keepsRecipient,
    messages: arrival.messages,
    last_message_at: arrival.lastMessageAt,
    window_expires_at: arrival.windowExpiresAt,
  }));
  const known = await updateKnown(trx, rows);
  const missing = rows.filter((row) => !known.has(pairKey(row)));
  if (missing.length > 0) {
    const inserted = await insertMissing(trx, missing);
    if (inserted !== missing.length) throw new RowConflict('the conversation or its contact changed meanwhile');
  }
  return rows.map((row) => known.get(pairKey(row)) ?? { id: row.id, status: 'pending' });
}

const arrivalColumns = `id uuid, tenant_id uuid, channel_id uuid, contact_id uuid, recipient text,
  keeps_recipient boolean, messages integer, last_message_at timestamptz, window_expires_at timestamptz`;

async function updateKnown(trx: Trx, rows: readonly object[]): Promise<Map<string, ArrivedConversation>> {
  // Locked in order of id first: every writer takes conversation locks in that order.
  const { rows: updated } = await sql<ArrivalRow>`
    with arrived as (select * from ${recordset(rows, arrivalColumns)}),
    locked as (
      select c.id, case when a.keeps_recipient then c.recipient else a.recipient end as recipient, a.messages, a.last_message_at, a.window_expires_at
      from arrived a join conversations c on c.channel_id = a.channel_id and c.contact_id = a.contact_id
      order by c.id for no key update of c)
    update conversations c set
      recipient = l.recipient,
      unread_count = c.unread_count + l.messages,
      last_message_at = greatest(c.last_message_at, l.last_message_at),
      window_expires_at = greatest(c.window_expires_at, l.window_expires_at),
      status = case when c.status = 'closed' then 'pending' else c.status end
    from locked l where c.id = l.id
    returning c.id, c.status, c.channel_id, c.contact_id`.execute(trx);
  return new Map(updated.map((row) => [pairKey(row), { id: row.id, status: row.status }]));
}

async function insertMissing(trx: Trx, rows: readonly object[]): Promise<number> {
  // Not with a contact that was merged into another meanwhile.
  const { rows: inserted } = await sql`
    insert into conversations (id, tenant_id, channel_id, contact_id, recipient, unread_count, last_message_at, window_expires_at)
    select r.id, r.tenant_id, channel_id, contact_id, recipient, messages, last_message_at, window_expires_at
    from ${recordset(rows, arrivalColumns)} join contacts c on c.id = r.contact_id
    order by channel_id, contact_id for key share of c
    on conflict (channel_id, contact_id) do nothing returning id`.execute(trx);
  return inserted.length;
}

function pairKey(row: { channel_id: string; contact_id: string }): string {
  return `${row.channel_id} ${row.contact_id}`;
}

export interface LockedConversation {
  id: string;
  tenantId: string;
  channelId: string;
  contactId: string;
  recipient: string;
  status: ConversationStatus;
  /** What was last offered as numbered text; null when nothing stands. */
  replyOptions: unknown;
}

/** Takes the row locks, in order of id, and returns the conversations that exist. */
export async function lockConversations(trx: Trx, ids: readonly string[]): Promise<LockedConversation[]> {
  const rows = await trx
    .selectFrom('conversations')
    .select(['id', 'tenant_id', 'channel_id', 'contact_id', 'recipient', 'status', 'reply_options'])
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return rows.map((row) => ({
    id: row.id,
    tenantId: row.tenant_id,
    channelId: row.channel_id,
    contactId: row.contact_id,
    recipient: row.recipient,
    status: row.status,
    replyOptions: row.reply_options,
  }));
}

/** A conversation with what decides how its person is spoken to. */
export interface SpokenConversation extends LockedConversation {
  /** Of the contact. */
  locale: string | null;
  channelLocale: string | null;
  /** Of the contact, where known; IANA. */
  contactZone: string | null;
  tenantZone: string;
}

/** As lockConversations. */
export async function lockSpokenConversations(trx: Trx, ids: readonly string[]): Promise<SpokenConversation[]> {
  const { rows } = await sql<SpokenConversation>`
    select c.id, c.tenant_id as "tenantId", c.channel_id as "channelId", c.contact_id as "contactId", c.recipient, c.status,
      c.reply_options as "replyOptions", p.locale, h.locale as "channelLocale", p.time_zone as "contactZone",
      t.time_zone as "tenantZone"
    from conversations c
    join contacts p on p.id = c.contact_id join channels h on h.id = c.channel_id join tenants t on t.id = c.tenant_id
    where c.id = any(${[...ids]}::uuid[]) order by c.id for no key update of c`.execute(trx);
  return rows;
}

/** What was offered does not stand any more. The locks are held. */
export async function clearReplyOptions(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`update conversations set reply_options = null where id = any(${[...ids]}::uuid[])`.execute(trx);
}

/** Sets the status of conversations. The locks are held. */
export async function setConversationStatuses(
  trx: Trx,
  changes: readonly { id: string; status: ConversationStatus }[],
): Promise<void> {
  if (changes.length === 0) return;
  await sql`update conversations c set status = r.status
    from ${recordset(changes, 'id uuid, status text')} where c.id = r.id`.execute(trx);
}

/** Where messages are, by message id. */
export async function findConversationsOf(trx: Trx, messageIds: readonly string[]): Promise<Map<string, string>> {
  const query = trx.selectFrom('messages').select(['id', 'conversation_id']);
  const rows = await query.where('id', '=', sql<string>`any(${[...messageIds]}::uuid[])`).execute();
  return new Map(rows.map((row) => [row.id, row.conversation_id]));
}
