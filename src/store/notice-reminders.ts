// What a notice tells becomes reminders, one to each person of its group: from there on they are held in quiet hours, missed,
// sent once and followed like all others.
import { sql } from 'kysely';
import { newId } from '../domain/ids.ts';
import type { TemplateContent } from '../domain/message.ts';
import type { Trx } from '../platform/db.ts';
import type { Untold } from './notice-occurrences.ts';
import { recordset } from './recordset.ts';
import type { Member } from './recipient-groups.ts';

export interface Telling {
  of: Untold;
  content: TemplateContent;
}

interface Recipient extends Member {
  noticeId: string;
}

/** To whoever is in the groups now. The occurrences' locks are held. Returns how many people are told. */
export async function tell(trx: Trx, tellings: readonly Telling[], now: Date): Promise<number> {
  if (tellings.length === 0) return 0;
  const recipients = Map.groupBy(await listRecipients(trx, tellings), ({ noticeId }) => noticeId);
  const reminders = tellings.flatMap(({ of: { noticeId } }, n) =>
    (recipients.get(noticeId) ?? []).map(({ contactId, phone }) => ({ n, id: newId(), contact_id: contactId, phone })),
  );
  await insertReminders(trx, tellings, reminders, now);
  const told = tellings.map(({ of: { noticeId, key } }) => ({
    notice_id: noticeId,
    key,
    recipients: recipients.get(noticeId)?.length ?? 0,
  }));
  await sql`
    update notice_occurrences o set told_at = ${now}, recipients = r.recipients
    from ${recordset(told, 'notice_id uuid, key text, recipients integer')}
    where o.notice_id = r.notice_id and o.key = r.key`.execute(trx);
  return reminders.length;
}

// A person who is in a group by contact and by phone is one. A channel that is neither the tenant's nor shared says nothing in
// its name.
async function listRecipients(trx: Trx, tellings: readonly Telling[]): Promise<Recipient[]> {
  const noticeIds = [...new Set(tellings.map(({ of: { noticeId } }) => noticeId))];
  const { rows } = await sql<Recipient>`
    select distinct on (n.id, person) n.id as "noticeId", m.contact_id as "contactId", m.phone,
      coalesce(m.contact_id::text, a.contact_id::text, m.phone) as person
    from notices n
    join channels h on h.id = n.channel_id and (h.tenant_id = n.tenant_id or h.shared)
    join recipient_group_members m on m.group_id = n.group_id
    left join contact_addresses a on a.tenant_id = n.tenant_id and a.kind = 'phone' and a.scope = '' and a.value = m.phone
    where n.id = any(${noticeIds}::uuid[]) and n.enabled
    order by n.id, person, m.contact_id`.execute(trx);
  return rows;
}

interface NewReminder extends Record<'n', number> {
  id: string;
  contact_id: string | null;
  phone: string | null;
}

// A text is handed over once, however many people get it.
async function insertReminders(
  trx: Trx,
  tellings: readonly Telling[],
  reminders: readonly NewReminder[],
  now: Date,
): Promise<void> {
  if (reminders.length === 0) return;
  const contents = tellings.map(({ of, content }, n) => ({ n, id: of.noticeId, content, at: of.occursAt }));
  await sql`
    insert into reminders (id, tenant_id, contact_id, phone, channel_id, content, at, reference, send_within_seconds,
      quiet_hours, occurs_at, next_at, updated_at, notice_id)
    select r.id, n.tenant_id, r.contact_id, r.phone, n.channel_id, t.content, t.at, n.name, n.send_within_seconds,
      n.quiet_hours, t.at, t.at, ${now}, n.id
    from ${recordset(reminders, 'n integer, id uuid, contact_id uuid, phone text')}
    join (select * from ${recordset(contents, 'n integer, id uuid, content jsonb, at timestamptz')}) t on t.n = r.n
    join notices n on n.id = t.id`.execute(trx);
}
