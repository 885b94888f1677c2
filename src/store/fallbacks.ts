// Messages that WhatsApp could not deliver, and the conversations over SMS in which they go out once more.
import { sql } from 'kysely';
import { newId } from '../domain/ids.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface Undelivered {
  messageId: string;
  tenantId: string;
  contactId: string;
  /** The conversation it failed in. */
  fromId: string;
  smsChannelId: string;
  kind: string;
  body: string | null;
  payload: unknown;
  causedById: string | null;
  /** E.164; null when no number of the person is known. */
  phone: string | null;
}

/** Of these messages, those that failed for their recipient (and were not delivered meanwhile), on channels with a fallback. */
export async function listUndelivered(trx: Trx, messageIds: readonly string[]): Promise<Undelivered[]> {
  const { rows } = await sql<Undelivered>`
    select m.id as "messageId", m.tenant_id as "tenantId", c.contact_id as "contactId", c.id as "fromId",
      s.id as "smsChannelId", m.kind, m.body, m.payload,
      m.caused_by_id as "causedById",
      coalesce(case when c.recipient like '+%' then c.recipient end, (
        select a.value from contact_addresses a where a.contact_id = c.contact_id and a.kind = 'phone'
        order by a.created_at desc, a.value limit 1)) as phone
    from messages m
    join conversations c on c.id = m.conversation_id
    join channels h on h.id = c.channel_id
    join channels s on s.id = h.sms_channel_id and s.transport = 'sms'
    where m.id = any(${[...new Set(messageIds)]}::uuid[]) and m.direction = 'outbound' and m.status = 'failed'
      and m.error_kind = 'recipient' and h.transport = 'whatsapp'
    order by m.id`.execute(trx);
  return rows;
}

export interface ConversationWanted {
  tenantId: string;
  channelId: string;
  contactId: string;
  recipient: string;
}

/** Finds or makes the conversations, and returns their ids in the same order. Takes no locks of those that are there. */
export async function openConversations(trx: Trx, wanted: readonly ConversationWanted[]): Promise<string[]> {
  const rows = wanted.map(({ tenantId, channelId, contactId, recipient }) => ({
    id: newId(),
    tenant_id: tenantId,
    channel_id: channelId,
    contact_id: contactId,
    recipient,
  }));
  const columns = 'id uuid, tenant_id uuid, channel_id uuid, contact_id uuid, recipient text';
  await sql`
    insert into conversations (id, tenant_id, channel_id, contact_id, recipient, status)
    select id, tenant_id, channel_id, contact_id, recipient, 'active' from ${recordset(rows, columns)}
    order by channel_id, contact_id on conflict (channel_id, contact_id) do nothing`.execute(trx);
  const { rows: found } = await sql<{ id: string; channel_id: string; contact_id: string }>`
    select c.id, c.channel_id, c.contact_id from ${recordset(rows, columns)}
    join conversations c on c.channel_id = r.channel_id and c.contact_id = r.contact_id`.execute(trx);
  const ids = new Map(found.map((row) => [`${row.channel_id} ${row.contact_id}`, row.id]));
  return rows.map((row) => ids.get(`${row.channel_id} ${row.contact_id}`)!);
}
