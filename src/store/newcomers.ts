// People who are written to first: their contacts and conversations come into being with the message. Runs also under a
// tenant's row-level security.
import { sql } from 'kysely';
import { RowConflict, type Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

export interface NewContact {
  contactId: string;
  tenantId: string;
  /** E.164. */
  phone: string;
}

/** Phones must be distinct within a tenant. Throws RowConflict when somebody else made one of them meanwhile: the work is to be run again. */
export async function insertPhoneContacts(trx: Trx, contacts: readonly NewContact[]): Promise<void> {
  if (contacts.length === 0) return;
  const rows = contacts.map(({ contactId, tenantId, phone }) => ({ id: contactId, tenant_id: tenantId, phone }));
  const columns = 'id uuid, tenant_id uuid, phone text';
  await sql`insert into contacts (id, tenant_id) select id, tenant_id from ${recordset(rows, columns)}`.execute(trx);
  // In key order, so that two calls with the same phones wait for each other instead of deadlocking.
  const { rows: linked } = await sql`
    insert into contact_addresses (tenant_id, contact_id, kind, value) select tenant_id, id, 'phone', phone
    from ${recordset(rows, columns)} order by phone on conflict do nothing returning contact_id`.execute(trx);
  if (linked.length !== contacts.length) throw new RowConflict('a contact with the same phone was made meanwhile');
}

export interface NewConversation {
  id: string;
  tenantId: string;
  channelId: string;
  contactId: string;
  /** How the provider addresses the person. */
  recipient: string;
}

/** Pairs of channel and contact must be distinct. Throws RowConflict as above. Nobody sees them before the commit. */
export async function insertConversations(trx: Trx, conversations: readonly NewConversation[]): Promise<void> {
  if (conversations.length === 0) return;
  const rows = conversations.map((one) => ({
    id: one.id,
    tenant_id: one.tenantId,
    channel_id: one.channelId,
    contact_id: one.contactId,
    recipient: one.recipient,
  }));
  const { rows: inserted } = await sql`
    insert into conversations (id, tenant_id, channel_id, contact_id, recipient)
    select r.id, r.tenant_id, channel_id, contact_id, recipient
    from ${recordset(rows, 'id uuid, tenant_id uuid, channel_id uuid, contact_id uuid, recipient text')}
    join contacts c on c.id = r.contact_id -- it may have been merged into another
    order by channel_id, contact_id for key share of c on conflict do nothing returning id`.execute(trx);
  if (inserted.length !== conversations.length) throw new RowConflict('the same conversation was made meanwhile');
}
