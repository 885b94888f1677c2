// What PreviewReminder needs to know of a person and a channel beside what sending knows. Runs under the tenant's row-level
// security.
import { sql } from 'kysely';
import type { SendWindow } from '../domain/schedule/schedule.ts';
import type { Trx } from '../platform/db.ts';

export interface PreviewFacts {
  tenantZone: string;
  /** Null: always. */
  sendWindows: SendWindow[] | null;
  /** IANA; null where nobody has said it. */
  contactZone: string | null;
  /** A number of the person, by which their country is known. */
  knownPhone: string | null;
  /** The channel sends nothing until then; null: it does. */
  pausedUntil: Date | null;
}

/** One of contactId and phone (E.164). As those of due reminders are found, so that what is shown is what happens. */
export async function findPreviewFacts(
  trx: Trx,
  { contactId, phone, channelId }: { contactId: string | null; phone: string | null; channelId: string | undefined },
): Promise<PreviewFacts> {
  const { rows } = await sql<PreviewFacts>`
    select t.time_zone as "tenantZone", t.send_windows as "sendWindows", p.time_zone as "contactZone",
      coalesce(${phone}::text, n.value) as "knownPhone", h.paused_until as "pausedUntil"
    from tenants t
    left join contact_addresses a on a.tenant_id = t.id and a.kind = 'phone' and a.scope = '' and a.value = ${phone}
    left join contacts p on p.id = coalesce(${contactId}::uuid, a.contact_id)
    left join lateral (
      select value from contact_addresses where contact_id = ${contactId} and kind = 'phone'
      order by created_at desc, value limit 1) n on true
    left join channels h on h.id = ${channelId ?? null}`.execute(trx);
  return rows[0]!;
}
