// What PreviewReminder needs to know of a person and a channel beside what sending knows. Runs under the tenant's row-level
// security.
import { sql } from 'kysely';
import type { ReminderTime } from '../domain/reminder-time.ts';
import type { Trx } from '../platform/db.ts';
import { reminderPeople, reminderTimes } from './reminder-people.ts';

export interface PreviewFacts extends Pick<
  ReminderTime,
  'sendWindows' | 'contactZone' | 'knownAddress' | 'tenantZone'
> {
  /** The channel sends nothing until then; null: it does. */
  pausedUntil: Date | null;
}

/** One of contactId and phone (E.164). */
export async function findPreviewFacts(
  trx: Trx,
  tenantId: string,
  { contactId, phone, channelId }: { contactId: string | null; phone: string | null; channelId: string | undefined },
): Promise<PreviewFacts> {
  const { rows } = await sql<PreviewFacts>`
    select ${reminderTimes}, h.paused_until as "pausedUntil"
    from (select ${tenantId}::uuid as tenant_id, ${contactId}::uuid as contact_id, ${phone}::text as phone) r
    ${reminderPeople}
    left join channels h on h.id = ${channelId ?? null}`.execute(trx);
  return rows[0]!;
}
