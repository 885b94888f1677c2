import { expect } from 'chai';
import { sql } from 'kysely';
import { idFloor } from '../../../src/domain/ids.ts';
import { withTenant, type Trx } from '../../../src/platform/db.ts';
import { listContacts } from '../../../src/store/contacts.ts';
import { listConversations } from '../../../src/store/conversation-list.ts';
import { findFeedEnd, findFeedNews, listEvents } from '../../../src/store/event-feed.ts';
import { listMessages, type HistoryQuery } from '../../../src/store/history.ts';
import { listOrders } from '../../../src/store/orders.ts';
import { listReminders, type ReminderQuery } from '../../../src/store/reminder-list.ts';
import { listSessions } from '../../../src/store/session-list.ts';
import { listTickets } from '../../../src/store/ticket-list.ts';
import { addPerson, addTenant, startHarness, type Harness, type Person, type Tenant } from './harness.ts';

// What this connection has read of our tables so far.
async function rowsRead(trx: Trx): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::integer as total from pg_stat_xact_user_tables
    where schemaname = 'public'`.execute(trx);
  return rows[0]!.total;
}

// Rows that a page touches, counted by Postgres: what it costs, on a machine of any speed. Each is run until Postgres has
// settled on a plan for its statement: the generic one is chosen after five runs.
describe('what a page costs', () => {
  let harness: Harness;
  let tenant: Tenant;
  let busy: Person;
  let quiet: Person;
  before(async () => {
    harness = await startHarness();
    tenant = await addTenant(harness);
    busy = await addPerson(harness, tenant);
    quiet = await addPerson(harness, tenant);
    const { pool } = harness.database;
    // Over some weeks, so in two or three partitions; and of the quiet person, only the oldest.
    await pool.query("select ensure_partitions(now() - interval '2 months', 2)");
    const messages = `insert into messages (id, tenant_id, conversation_id, direction, kind, status)
      select uuidv7(make_interval(mins => -n * 2)), $1, case when n = 30000 then $3::uuid else $2::uuid end, 'inbound', 'text', 'received'
      from generate_series(1, 30000) n`;
    await pool.query(messages, [tenant.id, busy.conversationId, quiet.conversationId]);
    const events = `insert into events (id, tenant_id, type, conversation_id)
      select uuidv7(), $1, 'message_received', $2 from generate_series(1, 10000)`;
    await pool.query(events, [tenant.id, busy.conversationId]);
    const people = `with made as (
        insert into contacts (id, tenant_id) select uuidv7(), $1 from generate_series(1, 10000) returning id)
      insert into conversations (id, tenant_id, channel_id, contact_id, recipient, last_message_at)
      select uuidv7(), $1, $2, id, '', now() - random() * interval '1 year' from made`;
    await pool.query(people, [tenant.id, tenant.channelId]);
    const work = `with made as (
        insert into tickets (id, tenant_id, number, kind, description, contact_id, created_at, updated_at)
        select uuidv7(), $1, n, 'report', 'x', $2, now(), now() from generate_series(1, 10000) n),
      ordered as (
        insert into orders (id, tenant_id, number, key, status) select uuidv7(), $1, n, n, 'planned' from generate_series(1, 10000) n)
      insert into sessions (conversation_id, tenant_id, flow, step, updated_at)
      select id, tenant_id, 'menu', 'choose', last_message_at from conversations where tenant_id = $1`;
    await pool.query(work, [tenant.id, busy.contactId]);
    // One in ten for a phone; of the quiet person, the oldest two: one for the contact, and one for their phone.
    const reminders = `insert into reminders (id, tenant_id, contact_id, phone, content, at, reference, send_within_seconds, occurs_at,
        next_at, state, updated_at)
      select uuidv7(), $1, case when n % 10 = 1 then null when n = 10000 then $3::uuid else $2::uuid end,
        case when n = 9991 then $4 when n % 10 = 1 then '+2782' || n end, '{}', at, n, 60, at, at,
        case when n = 10000 then 'cancelled' else 'scheduled' end, now()
      from generate_series(1, 10000) n, lateral (select now() - make_interval(mins => n) as at) t`;
    await pool.query(reminders, [tenant.id, busy.contactId, quiet.contactId, quiet.phone]);
    await pool.query('analyze');
  });
  after(() => harness.close());

  const costOf = (who: { id: string }, work: (trx: Trx) => Promise<unknown>) =>
    withTenant(harness.database.db, who.id, async (trx) => {
      for (let run = 0; run < 12; run++) await work(trx);
      const before = await rowsRead(trx);
      await work(trx);
      return (await rowsRead(trx)) - before;
    });
  const history = (query: Pick<HistoryQuery, 'subject'> & Partial<HistoryQuery>) => async (trx: Trx) => {
    const whole = {
      direction: undefined,
      fromId: idFloor(new Date(0)),
      beforeId: idFloor(new Date(2 ** 47)),
      limit: 51,
    };
    return listMessages(trx, { ...whole, ...query });
  };

  it('is the same for the first page of history and for one far back', async () => {
    const subject = { contactId: busy.contactId };
    expect(await costOf(tenant, history({ subject }))).to.be.at.most(60);
    const { pool } = harness.database;
    const found = await pool.query<{ id: string }>(
      'select id from messages where conversation_id = $1 order by id limit 1 offset 5000',
      [busy.conversationId],
    );
    expect(await costOf(tenant, history({ subject, beforeId: found.rows[0]!.id }))).to.be.at.most(60);
  });

  it('does not grow with what others said', async () => {
    const subject = { conversationId: quiet.conversationId };
    expect(await costOf(tenant, history({ subject }))).to.be.at.most(10);
  });

  it('does not grow with the number of conversations or contacts', async () => {
    const query = { statuses: [], channelId: undefined, unreadOnly: false, limit: 51 };
    const after = { at: '2026-06-01T00:00:00.000000Z', id: busy.conversationId };
    for (const cursor of [undefined, after]) {
      expect(await costOf(tenant, (trx) => listConversations(trx, { ...query, after: cursor }))).to.be.at.most(60);
    }
    const contacts = { phone: undefined, status: undefined, limit: 51 };
    for (const beforeId of [undefined, busy.contactId]) {
      expect(await costOf(tenant, (trx) => listContacts(trx, { ...contacts, beforeId }))).to.be.at.most(120);
    }
  });

  it('does not grow with the number of tickets, orders or sessions', async () => {
    const tickets = { kinds: [], statuses: [], severities: [], slaStates: [], now: new Date(), limit: 51 };
    const everyTicket = { ...tickets, contactId: undefined, orderId: undefined };
    const sessions = { flow: undefined, channelId: undefined, contactId: undefined, now: new Date(), limit: 51 };
    for (const beforeId of [undefined, idFloor(new Date(2 ** 47))]) {
      expect(await costOf(tenant, (trx) => listTickets(trx, { ...everyTicket, beforeId }))).to.be.at.most(60);
      expect(await costOf(tenant, (trx) => listOrders(trx, { statuses: [], beforeId, limit: 51 }))).to.be.at.most(60);
    }
    const after = { at: '2026-06-01T00:00:00.000000Z', id: busy.conversationId };
    for (const cursor of [undefined, after]) {
      expect(await costOf(tenant, (trx) => listSessions(trx, { ...sessions, after: cursor }))).to.be.at.most(160);
    }
  });

  it('does not grow with the number of reminders, nor with those of others', async () => {
    const any = {
      states: [],
      contactId: undefined,
      phone: undefined,
      reference: undefined,
      before: undefined,
      limit: 51,
    };
    const query: ReminderQuery = { ...any, from: undefined, until: undefined };
    const list = (more: Partial<ReminderQuery>) => costOf(tenant, (trx) => listReminders(trx, { ...query, ...more }));
    const before = { occursAt: new Date(Date.now() - 5_000 * 60_000), id: busy.contactId };
    expect(await list({})).to.be.at.most(60);
    expect(await list({ before })).to.be.at.most(60);
    expect(await list({ from: new Date(Date.now() - 100 * 60_000), until: new Date() })).to.be.at.most(60);
    expect(await list({ states: ['cancelled'] }), 'one of ten thousand, the oldest').to.be.at.most(10);
    expect(await list({ states: ['cancelled', 'done'], before })).to.be.at.most(10);
    expect(await list({ contactId: busy.contactId })).to.be.at.most(70);
    expect(await list({ reference: '9000' })).to.be.at.most(10);
    expect(await list({ contactId: quiet.contactId })).to.be.at.most(20);
  });

  it('does not grow with the events that were seen, nor with those of others', async () => {
    const { db } = harness.database;
    const start = { xid: '0', id: '00000000-0000-0000-0000-000000000000' };
    const end = await withTenant(db, tenant.id, findFeedEnd);
    expect(await costOf(tenant, (trx) => listEvents(trx, start))).to.be.at.most(110);
    expect(await costOf(tenant, (trx) => listEvents(trx, end))).to.be.at.most(10);
    const other = await addTenant(harness);
    expect(await costOf(other, (trx) => listEvents(trx, start))).to.be.at.most(10);
    const poll = (since: string) => async (trx: Trx) => {
      await sql`reset role`.execute(trx);
      return findFeedNews(trx, [tenant.id, other.id], since);
    };
    expect(await costOf(tenant, poll(end.xid))).to.be.at.most(10);
    expect(await costOf(tenant, poll('0'))).to.be.at.most(10);
  });
});
