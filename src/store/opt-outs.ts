// Who asked not to be written to, and when they were last told how to come back.
import { sql } from 'kysely';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

/** Opting out counts as having been told how to come back. */
export async function setOptOuts(
  trx: Trx,
  changes: readonly { contactId: string; optedOut: boolean }[],
  now: Date,
): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ contactId, optedOut }) => ({ id: contactId, opted_out: optedOut }));
  await sql`
    with mine as (select c.id, r.opted_out from contacts c join ${recordset(rows, 'id uuid, opted_out boolean')} on r.id = c.id
      order by c.id for no key update of c)
    update contacts c set opted_out_at = case when m.opted_out then coalesce(c.opted_out_at, ${now}::timestamptz) end,
      opt_out_told_at = case when m.opted_out then ${now}::timestamptz else c.opt_out_told_at end, updated_at = now()
    from mine m where c.id = m.id`.execute(trx);
}

/** Of these contacts, those not told in the 24 hours before `now`; they count as told from now on. */
export async function claimOptOutReminders(trx: Trx, contactIds: readonly string[], now: Date): Promise<string[]> {
  if (contactIds.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    with due as (
      select id from contacts where id = any(${[...contactIds]}::uuid[]) and opted_out_at is not null
        and (opt_out_told_at is null or opt_out_told_at <= ${now}::timestamptz - interval '24 hours')
      order by id for no key update)
    update contacts c set opt_out_told_at = ${now} from due where c.id = due.id returning c.id`.execute(trx);
  return rows.map((row) => row.id);
}
