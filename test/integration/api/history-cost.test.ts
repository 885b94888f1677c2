import { expect } from 'chai';
import { sql } from 'kysely';
import { idFloor } from '../../../src/domain/ids.ts';
import { withTenant, type Trx } from '../../../src/platform/db.ts';
import { listMessages, type HistoryQuery } from '../../../src/store/history.ts';
import { addPerson, addTenant, startHarness, type Harness, type Person, type Tenant } from './harness.ts';

// What this connection has read so far.
async function rowsRead(trx: Trx): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::integer as total from pg_stat_xact_user_tables
    where relname like 'messages\\_%'`.execute(trx);
  return rows[0]!.total;
}

// Rows that a page touches, counted by Postgres: what it costs, on a machine of any speed.
describe('the cost of a page of history', () => {
  let harness: Harness;
  let tenant: Tenant;
  let busy: Person;
  let quiet: Person;
  before(async () => {
    harness = await startHarness();
    tenant = await addTenant(harness);
    busy = await addPerson(harness, tenant);
    quiet = await addPerson(harness, tenant);
    // Over some weeks, so in two partitions; and of the quiet person, only the oldest.
    const { pool } = harness.database;
    const insert = `insert into messages (id, tenant_id, conversation_id, direction, kind, status)
      select uuidv7(make_interval(mins => n * 2)), $1, case when n = 1 then $3::uuid else $2::uuid end, 'inbound', 'text', 'received'
      from generate_series(1, 30000) n`;
    await pool.query(insert, [tenant.id, busy.conversationId, quiet.conversationId]);
    await pool.query('analyze');
  });
  after(() => harness.close());

  const farAhead = new Date(Date.now() + 300 * 24 * 3_600_000);
  const rowsTouched = (query: Pick<HistoryQuery, 'subject'> & Partial<HistoryQuery>) =>
    withTenant(harness.database.db, tenant.id, async (trx) => {
      const whole = { direction: undefined, fromId: idFloor(new Date(0)), beforeId: idFloor(farAhead), limit: 51 };
      const before = await rowsRead(trx);
      const messages = await listMessages(trx, { ...whole, ...query });
      return { messages: messages!, touched: (await rowsRead(trx)) - before };
    });

  it('is the same for the first page and for one far back', async () => {
    const first = await rowsTouched({ subject: { contactId: busy.contactId } });
    expect(first.messages).to.have.length(51);
    expect(first.touched).to.be.at.most(60);
    const { pool } = harness.database;
    const found = await pool.query<{ id: string }>(
      'select id from messages where conversation_id = $1 order by id limit 1 offset 5000',
      [busy.conversationId],
    );
    const deep = await rowsTouched({ subject: { contactId: busy.contactId }, beforeId: found.rows[0]!.id });
    expect(deep.messages).to.have.length(51);
    expect(deep.touched).to.be.at.most(60);
  });

  it('does not grow with what others said', async () => {
    const { messages, touched } = await rowsTouched({ subject: { conversationId: quiet.conversationId } });
    expect(messages).to.have.length(1);
    expect(touched).to.be.at.most(10);
  });
});
