// What PreviewReminder needs to know of a person and a channel beside what sending knows. Runs under the tenant's row-level
// security.
import { sql } from 'kysely';
import type { SendWindow } from '../domain/schedule/schedule.ts';
import type { Trx } from '../platform/db.ts';
import { whereaboutsColumns, whereaboutsJoins, type KnownWhereabouts } from './whereabouts.ts';

export interface PreviewFacts extends KnownWhereabouts {
  /** Null: always. */
  sendWindows: SendWindow[] | null;
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
    select t.send_windows as "sendWindows", ${whereaboutsColumns}, h.paused_until as "pausedUntil"
    from (select ${tenantId}::uuid as tenant_id, ${contactId}::uuid as contact_id, ${phone}::text as phone) r
    ${whereaboutsJoins}
    left join channels h on h.id = ${channelId ?? null}`.execute(trx);
  return rows[0]!;
}
