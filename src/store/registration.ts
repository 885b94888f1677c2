// The registration prompt goes to a sender at most once a day.
import { sql } from 'kysely';
import type { Trx } from '../platform/db.ts';

/** Of these contacts, those not prompted in the 24 hours before `now`; they count as prompted from now on. */
export async function claimRegistrationPrompts(trx: Trx, contactIds: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with due as (
      select id from contacts where id = any(${[...contactIds]}::uuid[])
        and (registration_prompted_at is null or registration_prompted_at <= ${now}::timestamptz - interval '24 hours')
      order by id for no key update)
    update contacts c set registration_prompted_at = ${now} from due where c.id = due.id returning c.id`.execute(trx);
  return rows.map((row) => row.id);
}
