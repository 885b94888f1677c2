import { expect } from 'chai';
import { sql } from 'kysely';
import { newId } from '../../../src/domain/ids.ts';
import { sqlState, withTenant } from '../../../src/platform/db.ts';
import { recordEvents } from '../../../src/store/events.ts';
import { connect } from './client.ts';
import {
  addInbound,
  addMedia,
  addPerson,
  addSession,
  addTemplate,
  addTenant,
  addTicket,
  startHarness,
} from './harness.ts';
import type { Harness, Person, Tenant } from './harness.ts';
import { addNotice, addReminder } from './stored-reminders.ts';

describe('row-level security', () => {
  const tables = [
    'channels',
    'contacts',
    'contact_addresses',
    'conversations',
    'messages',
    'message_keys',
    'outbox',
    'events',
    'api_requests',
    'media',
    'media_files',
    'templates',
    'sessions',
    'tickets',
    'ticket_notes',
    'orders',
    'machines',
    'sla_rules',
    'reminders',
    'reminder_occurrences',
    'notices',
    'notice_occurrences',
  ];

  let harness: Harness;
  let ours: Tenant;
  let theirs: Tenant;
  let person: Person;
  before(async () => {
    harness = await startHarness();
    ours = await addTenant(harness);
    theirs = await addTenant(harness);
    person = await addPerson(harness, theirs);
    await addInbound(harness, theirs, person, ['secret']);
    await addMedia(harness, theirs);
    await addTemplate(harness, theirs, { name: 'theirs' });
    const { db } = harness.database;
    const { conversationId } = person;
    await db
      .transaction()
      .execute((trx) =>
        recordEvents(trx, [{ tenantId: theirs.id, type: 'conversation_handed_over', conversationId, data: {} }]),
      );
    const request = { conversationId, requestId: newId(), text: { text: 'x' } };
    const client = connect(harness, theirs.key);
    await client.messaging.SendMessage(request);
    const { id: ticketId } = await addTicket(harness, theirs, person);
    await addSession(harness, theirs, person);
    const reminderId = await addReminder(harness, theirs, person);
    const time = new Date();
    await db
      .insertInto('reminder_occurrences')
      .values({
        id: newId(),
        tenant_id: theirs.id,
        reminder_id: reminderId,
        occurs_at: time,
        due_at: time,
        fired_at: time,
        state: 'missed',
      })
      .execute();
    await client.tickets.AddTicketNote({ ticketId, text: 'secret' });
    await addNotice(harness, theirs);
    for (const status of ['ORDER_STATUS_PLANNED', 'ORDER_STATUS_READY'] as const)
      await client.orders.UpsertOrder({ number: 'PO-1', status });
    await client.operations.BatchUpsertMachines({ machines: [{ code: 'M-1' }] });
    const rule = { kind: 'TICKET_KIND_DEFECT', severity: 'SEVERITY_LOW', minutes: 60 } as const;
    await client.operations.SetSlaRules({ rules: [rule] });
    client.close();
  });

  after(() => harness.close());

  const countOf = async (tenantId: string, table: string) => {
    const { db } = harness.database;
    const query = sql<{ count: number }>`select count(*)::integer as count from ${sql.table(table)}`;
    return (await withTenant(db, tenantId, (trx) => query.execute(trx))).rows[0]!.count;
  };

  it('shows each tenant its own rows only, table by table', async () => {
    const empty = await addTenant(harness);
    for (const table of tables) {
      expect(await countOf(theirs.id, table), table).to.be.greaterThan(0);
      expect(await countOf(empty.id, table), table).to.equal(table === 'channels' ? 1 : 0);
    }
    expect(await countOf(theirs.id, 'tenants')).to.equal(1);
  });

  it('covers every table that the role may read, and each has row-level security', async () => {
    const { rows } = await sql<{ name: string; secured: boolean }>`
      select c.relname as name, c.relrowsecurity as secured from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and has_any_column_privilege('switchboard_api', c.oid, 'select, insert, update')`.execute(harness.database.db);
    expect(rows.filter(({ secured }) => !secured)).to.deep.equal([]);
    expect([...tables, 'tenants', 'send_attempts']).to.include.members(rows.map(({ name }) => name));
  });

  it("lets the api feed its own queues, and no other role's", async () => {
    const { db, queue } = harness.database;
    const mayInsert = async (name: string) => {
      const { table } = (await queue.boss.getQueue(name))!;
      const { rows } = await sql<{ may: boolean }>`
        select has_table_privilege('switchboard_api', ${`pgboss.${table}`}, 'insert') as may`.execute(db);
      return rows[0]!.may;
    };
    for (const name of ['outbound', 'media', 'templates', 'read-marks'])
      expect(await mayInsert(name), name).to.equal(true);
    for (const name of ['identity', 'intake', 'receipts', 'webhook-events', 'dead-letters']) {
      expect(await mayInsert(name), name).to.equal(false);
    }
  });

  it('shows templates of a shared channel to whoever talks over it, who cannot change them', async () => {
    const owner = await addTenant(harness, { shared: true });
    const templateId = await addTemplate(harness, owner, { name: 'common' });
    const guest = await addTenant(harness);
    const names = async () => {
      const query = sql<{ name: string }>`select name from templates`;
      return (await withTenant(harness.database.db, guest.id, (trx) => query.execute(trx))).rows.map(
        ({ name }) => name,
      );
    };
    expect(await names()).to.deep.equal([]);
    await addPerson(harness, guest, { channelId: owner.channelId });
    expect(await names()).to.deep.equal(['common']);
    const update = sql`update templates set status = 'disabled' where id = ${templateId}`;
    const { numAffectedRows } = await withTenant(harness.database.db, guest.id, (trx) => update.execute(trx));
    expect(numAffectedRows).to.equal(0n);
  });

  it('shows nothing at all while no tenant is set', async () => {
    const { db } = harness.database;
    await db.transaction().execute(async (trx) => {
      await sql`select set_config('role', 'switchboard_api', true)`.execute(trx);
      for (const table of tables) {
        const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(trx);
        expect(rows, table).to.be.empty;
      }
    });
  });

  it('lets no row be written for another tenant, and no partition be read around the policy', async () => {
    const { db } = harness.database;
    const attempts = [
      sql`insert into contacts (id, tenant_id) values (${newId()}, ${theirs.id})`,
      sql`update conversations set tenant_id = ${theirs.id}`,
      sql`insert into outbox (message_id, conversation_id, channel_id) values (${newId()}, ${person.conversationId}, ${theirs.channelId})`,
      sql`select * from ${sql.table(await partitionOf('messages'))}`,
      sql`insert into media (id, tenant_id, origin, kind) values (${newId()}, ${theirs.id}, 'upload', 'image')`,
      sql`update templates set tenant_id = ${theirs.id}`,
      sql`delete from media`,
      sql`select secrets from channels`,
      sql`select * from api_keys`,
      sql`select * from inbox`,
      sql`delete from messages`,
      sql`update tickets set tenant_id = ${theirs.id}`,
      sql`delete from tickets`,
      sql`insert into orders (id, tenant_id, number, key, status) values (${newId()}, ${theirs.id}, 'x', 'X', 'ready')`,
      sql`insert into machines (id, tenant_id, code, key) values (${newId()}, ${theirs.id}, 'x', 'X')`,
      sql`insert into sla_rules values (${theirs.id}, 'defect', 'high', 1)`,
      sql`update sessions set tenant_id = ${theirs.id}`,
      sql`select * from recipient_group_members`,
      sql`update notices set enabled = true`,
      sql`insert into notice_occurrences (notice_id, tenant_id, key, occurs_at) values (${newId()}, ${theirs.id}, 'x', now())`,
    ];
    const own = await addPerson(harness, ours);
    await addTemplate(harness, ours, { name: 'ours' });
    await addTicket(harness, ours, own);
    await addSession(harness, ours, own);
    for (const attempt of attempts) {
      const error: unknown = await withTenant(db, ours.id, (trx) => attempt.execute(trx)).then(
        () => undefined,
        (failure: unknown) => failure,
      );
      expect(sqlState(error), JSON.stringify(attempt.compile(db).sql)).to.equal('42501');
    }
  });

  const partitionOf = async (table: string) => {
    const { rows } = await sql<{ name: string }>`
      select inhrelid::regclass::text as name from pg_inherits where inhparent = ${table}::regclass limit 1`.execute(
      harness.database.db,
    );
    return rows[0]!.name;
  };
});
