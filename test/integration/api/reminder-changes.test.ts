// ReminderService: reminders are called off and moved, and watchers are told.
import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { connect, refusal, type Client } from './client.ts';
import { addPerson, addTenant, startHarness, type Harness, type Person, type Tenant } from './harness.ts';
import { addReminder } from './stored-reminders.ts';

describe('changes of reminders through the api', () => {
  let harness: Harness;
  let tenant: Tenant;
  let person: Person;
  let client: Client;
  before(async () => {
    harness = await startHarness();
    tenant = await addTenant(harness);
    person = await addPerson(harness, tenant);
    client = connect(harness, tenant.key);
  });
  after(async () => {
    client.close();
    await harness.close();
  });

  const inHours = (hours: number) => ({ seconds: String(Math.trunc(Date.now() / 1_000) + hours * 3_600), nanos: 0 });
  const local = { at: null, local: { time: '2033-03-08T09:00', zone: 'Africa/Johannesburg' } };
  const remind = (values: Parameters<typeof addReminder>[3] = {}) => addReminder(harness, tenant, person, values);

  it('cancels, again and again', async () => {
    const reminderId = await remind();
    const { reminder } = await client.reminders.CancelReminder({ reminderId });
    expect(reminder).to.include({ state: 'REMINDER_STATE_CANCELLED', version: 2, firesAt: null });
    expect((await client.reminders.CancelReminder({ reminderId })).reminder).to.include({ version: 2 });
    const moved = client.reminders.RescheduleReminder({ reminderId, version: 2, at: inHours(5) });
    expect(await refusal(moved)).to.include({ code: Status.FAILED_PRECONDITION, reason: 'ALREADY_CANCELLED' });
  });

  it('moves a reminder that is as it was read, and no other', async () => {
    const reminderId = await remind();
    const { reminder } = await client.reminders.RescheduleReminder({ reminderId, version: 1, ...local });
    expect(reminder).to.include({ version: 2, schedule: 'local' });
    expect(reminder!.occursAt!.seconds).to.equal(String(Date.parse('2033-03-08T07:00:00Z') / 1_000));
    const stale = await refusal(client.reminders.RescheduleReminder({ reminderId, version: 1, at: inHours(5) }));
    expect(stale).to.include({ code: Status.ABORTED, reason: 'REMINDER_CHANGED' });
    expect(stale.metadata).to.deep.equal({ version: '2' });
    const past = client.reminders.RescheduleReminder({ reminderId, version: 2, at: inHours(-5) });
    expect((await refusal(past)).fields).to.deep.equal(['at']);
    expect((await refusal(client.reminders.RescheduleReminder({ reminderId }))).fields).to.deep.equal([
      'version',
      'schedule',
    ]);
  });

  const ended: ['queued' | 'missed', string][] = [
    ['queued', 'ALREADY_SENT'],
    ['missed', 'ALREADY_OVER'],
  ];
  for (const [state, reason] of ended) {
    it(`says ${reason} of one whose only time is ${state}`, async () => {
      const at = new Date('2033-03-08T07:00:00Z');
      const reminderId = await remind({ occursAt: at });
      const message = state === 'queued' ? { message_id: newId() } : {};
      const row = { id: newId(), tenant_id: tenant.id, reminder_id: reminderId, occurs_at: at, due_at: at };
      const { db } = harness.database;
      await db
        .insertInto('reminder_occurrences')
        .values({ ...row, fired_at: at, state, ...message })
        .execute();
      await db.updateTable('reminders').set({ state: 'done' }).where('id', '=', reminderId).execute();
      const cancelled = await refusal(client.reminders.CancelReminder({ reminderId }));
      expect(cancelled).to.include({ code: Status.FAILED_PRECONDITION, reason, precondition: reason });
      const { reminder, occurrences } = await client.reminders.GetReminder({ reminderId });
      expect(reminder).to.include({ state: 'REMINDER_STATE_DONE', firesAt: null });
      const outcome = state === 'queued' ? 'REMINDER_OUTCOME_QUEUED' : 'REMINDER_OUTCOME_MISSED';
      expect(occurrences.map((each) => each.outcome)).to.deep.equal([outcome]);
    });
  }

  it('tells watchers what happened to a reminder', async () => {
    const stream = client.watch({ types: ['EVENT_TYPE_REMINDER_CHANGED'] });
    stream.on('error', () => undefined);
    const events = stream[Symbol.asyncIterator]();
    await events.next();
    const reminderId = await remind({ reference: 'watched' });
    await client.reminders.CancelReminder({ reminderId });
    // What happened before may be told after the watching began, while other transactions are open.
    let change: { reminderId: string } | undefined;
    while (change?.reminderId !== reminderId) {
      const { value } = (await events.next()) as {
        value: { event: { reminderChanged: { reminderId: string } } | null };
      };
      change = value.event?.reminderChanged;
    }
    expect(change).to.deep.include({
      reminderId,
      reference: 'watched',
      change: 'REMINDER_CHANGE_CANCELLED',
    });
    stream.cancel();
  });
});
