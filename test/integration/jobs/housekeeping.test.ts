// What is kept only for a time.
import { expect } from 'chai';
import { housekeeping } from '../../../src/jobs/upkeep/housekeeping.ts';
import type { JobContext } from '../../../src/jobs/job.ts';
import { newId } from '../../../src/domain/ids.ts';
import type { ReminderState } from '../../../src/domain/reminder.ts';
import { addPerson, addTenant, type Tenant } from '../api/harness.ts';
import { addReminder } from '../api/stored-reminders.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';

const day = 24 * 3_600_000;

describe('dialogues that nobody went on with', () => {
  let database: TestDatabase;
  let tenant: Tenant;
  before(async () => {
    database = await testDatabase();
    tenant = await addTenant({ database });
  });
  after(() => database.close());

  const now = new Date('2026-06-01T12:00:00Z');
  const data = { description: 'a hole in the road' };
  const begin = async (expiresAt: Date | null, step: string | null = 'confirm') => {
    const { conversationId } = await addPerson({ database }, tenant);
    const collected = {
      step,
      data: JSON.stringify(data),
      offered: JSON.stringify([{ id: 'yes', title: 'Yes' }]),
      earlier: JSON.stringify([
        { step: 'start', data: {} },
        { step: 'describe', data },
      ]),
      traffic: JSON.stringify({ seen: 1 }),
    };
    await database.db
      .insertInto('sessions')
      .values({
        conversation_id: conversationId,
        tenant_id: tenant.id,
        flow: 'report',
        expires_at: expiresAt,
        ...collected,
      })
      .execute();
    return conversationId;
  };
  const run = (at: Date) => {
    const context = { clock: { now: () => at } } as JobContext;
    return database.db.transaction().execute((trx) => housekeeping.run(context, trx));
  };
  const find = (id: string) =>
    database.db.selectFrom('sessions').selectAll().where('conversation_id', '=', id).executeTakeFirstOrThrow();
  const ago = (ms: number) => new Date(now.getTime() - ms);

  it('keep what was collected for a day', async () => {
    const ids = [await begin(ago(day - 1_000)), await begin(ago(-day)), await begin(null)];
    const untouched = await Promise.all(ids.map(find));
    await run(now);
    expect(await Promise.all(ids.map(find))).to.deep.equal(untouched);
  });

  it('are then only known to have been: their steps are left, and nothing that was said', async () => {
    const id = await begin(ago(day + 1_000));
    await run(now);
    const session = await find(id);
    expect(session).to.deep.include({ step: 'confirm', data: {}, offered: [], traffic: { seen: 1 } });
    expect(session.earlier).to.deep.equal([
      { step: 'start', data: {} },
      { step: 'describe', data: {} },
    ]);
    expect(session.expires_at).to.deep.equal(ago(day + 1_000));
    await run(now);
    expect(await find(id), 'twice is the same as once').to.deep.equal(session);
  });

  it('and after 30 days not even that', async () => {
    const id = await begin(ago(30 * day + 1_000));
    await run(now);
    const nothing = { step: null, data: {}, offered: [], earlier: [], traffic: {}, expires_at: null };
    expect(await find(id)).to.deep.include(nothing);
  });
});

describe('request ids', () => {
  let database: TestDatabase;
  let tenant: Tenant;
  before(async () => {
    database = await testDatabase();
    tenant = await addTenant({ database });
  });
  after(() => database.close());

  const ago = (days: number) => new Date(Date.now() - days * day);
  const addRequest = async (method: string, resourceId: string, days: number) => {
    const values = { tenant_id: tenant.id, request_id: newId(), method, body_hash: Buffer.from('x') };
    await database.db
      .insertInto('api_requests')
      .values({ ...values, resource_id: resourceId, created_at: ago(days) })
      .execute();
    return values.request_id;
  };
  const addReminderThat = async (state: ReminderState, occursAt: Date, updatedAt: Date) => {
    const id = await addReminder({ database }, tenant, await addPerson({ database }, tenant), { occursAt });
    await database.db.updateTable('reminders').set({ state, updated_at: updatedAt }).where('id', '=', id).execute();
    return addRequest('EnqueueReminder', id, 400);
  };
  const kept = async (ids: readonly string[]) => {
    const context = { clock: { now: () => new Date() } } as JobContext;
    await database.db.transaction().execute((trx) => housekeeping.run(context, trx));
    const rows = await database.db.selectFrom('api_requests').select('request_id').execute();
    return ids.map((id) => rows.some((row) => row.request_id === id));
  };

  it('are forgotten after 30 days', async () => {
    const ids = [await addRequest('SendMessage', newId(), 29), await addRequest('SendMessage', newId(), 31)];
    expect(await kept(ids)).to.deep.equal([true, false]);
  });

  it('of reminders are kept while these wait, and 30 days after they are over, so that no repeated call revives them', async () => {
    const ids = [
      await addReminderThat('scheduled', ago(-100), ago(400)),
      await addReminderThat('cancelled', ago(-100), ago(399)),
      await addReminderThat('cancelled', ago(100), ago(29)),
      await addReminderThat('done', ago(29), ago(300)),
      await addReminderThat('done', ago(31), ago(31)),
      await addRequest('SendMessage', newId(), 31),
    ];
    expect(await kept(ids)).to.deep.equal([true, true, true, true, false, false]);
  });
});
