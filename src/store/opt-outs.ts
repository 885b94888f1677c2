// Who asked not to be written to, as they or their provider say, and when they were last told how to come back.
import { sql } from 'kysely';
import type { OptOut } from '../domain/failure.ts';
import type { Trx } from '../platform/db.ts';
import { recordEvents } from './events.ts';
import { recordset } from './recordset.ts';

export interface ToldOptOut {
  conversationId: string;
  optOut: OptOut;
}

/** Marks the persons of the conversations and announces it; quiet for those who are marked already. */
export async function recordOptOuts(trx: Trx, told: readonly ToldOptOut[], at: Date): Promise<void> {
  await mark(trx, told, 'everything', at);
  await mark(trx, told, 'marketing', at);
}

async function mark(trx: Trx, told: readonly ToldOptOut[], optOut: OptOut, at: Date): Promise<void> {
  const given = told.filter((each) => each.optOut === optOut).map(({ conversationId: id }) => ({ id }));
  if (given.length === 0) return;
  const column = sql.ref(optOut === 'everything' ? 'opted_out_at' : 'marketing_opted_out_at');
  const { rows } = await sql<{ id: string; tenant_id: string }>`
    with persons as (
      select p.id from contacts p
      where p.${column} is null and p.id in (
        select c.contact_id from ${recordset(given, 'id uuid')} join conversations c on c.id = r.id)
      order by p.id for no key update)
    update contacts p set ${column} = ${at}, updated_at = now() from persons
    where p.id = persons.id returning p.id, p.tenant_id`.execute(trx);
  const change = optOut === 'everything' ? 'opted_out' : 'marketing_opted_out';
  await recordEvents(
    trx,
    rows.map(({ id, tenant_id: tenantId }) => ({ tenantId, type: 'contact_changed', data: { contactId: id, change } })),
  );
}

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
