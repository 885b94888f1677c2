// What tests ask about people: who has an address, what was said with them, and what watchers were told.
import { sql } from 'kysely';
import type { Platform } from './platform.ts';
import { until } from './until.ts';

export function peopleOf(platform: Platform) {
  const { db, pool } = platform.database;
  const inbound = async (externalId: string) =>
    db.selectFrom('messages').selectAll().where('external_id', '=', externalId).execute();
  return {
    inbound,
    stored: (externalId: string) => until(`${externalId} is stored`, async () => (await inbound(externalId))[0]),
    /** Contacts that have the address, former ones too. */
    contactsOf: (value: string) =>
      db
        .selectFrom('contact_addresses')
        .innerJoin('contacts', 'contacts.id', 'contact_addresses.contact_id')
        .selectAll('contacts')
        .where('value', '=', value)
        .execute(),
    addressesOf: async (contactId: string) => {
      const rows = await db.selectFrom('contact_addresses').selectAll().where('contact_id', '=', contactId).execute();
      return rows.map(({ value, former }) => (former ? `(${value})` : value)).toSorted();
    },
    conversationsOf: (contactId: string) =>
      db.selectFrom('conversations').selectAll().where('contact_id', '=', contactId).orderBy('id').execute(),
    bodiesOf: async (conversationId: string) => {
      const query = db.selectFrom('messages').select('body').where('conversation_id', '=', conversationId);
      const rows = await query.where('direction', '=', 'inbound').orderBy('id').execute();
      return rows.map(({ body }) => body);
    },
    /** Data of the events of a type about this contact, in order. */
    eventsOf: async (contactId: string) => {
      const { rows } = await sql<{ data: { change: string; mergedIntoId?: string } }>`
        select data from events where data->>'contactId' = ${contactId} order by id`.execute(db);
      return rows.map(({ data }) => data);
    },
    /** No job is waiting, at work or to be tried again, but for those put off. */
    quiet: () =>
      until('no job waits', async () => {
        const { rows } = await pool.query(
          "select from pgboss.job where state < 'completed' and name <> 'dead-letters' and (start_after <= now() or state = 'retry')",
        );
        return rows.length === 0;
      }),
  };
}
