// What people asked not to be sent, as providers tell it.
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
