// ReminderService: what came to nothing may be given another time.
import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { connect, refusal, type Client } from './client.ts';
import { addPerson, addTemplate, addTenant, startHarness, type Harness, type Person, type Tenant } from './harness.ts';
import { addReminder } from './stored-reminders.ts';

const minute = 60_000;

describe('a reminder whose only time is over', () => {
  let harness: Harness;
  let tenant: Tenant;
  let person: Person;
  let client: Client;
  before(async () => {
    harness = await startHarness();
    tenant = await addTenant(harness);
    person = await addPerson(harness, tenant);
    await addTemplate(harness, tenant, { name: 'visit', body: 'Hello' });
    client = connect(harness, tenant.key);
  });
  after(async () => {
    client.close();
    await harness.close();
  });

  /** Half an hour ago it was queued, and its message ended so. */
  const fired = async (status: 'failed' | 'sent') => {
    const { db } = harness.database;
    const at = new Date(Math.trunc(Date.now() / minute) * minute - 30 * minute);
    const reminderId = await addReminder(harness, tenant, person, { occursAt: at });
    const { id: tenant_id } = tenant;
    const message = { id: newId(), tenant_id, conversation_id: person.conversationId, kind: 'template', status };
    await db
      .insertInto('messages')
      .values({ ...message, direction: 'outbound' })
      .execute();
    const occurrence = { id: newId(), tenant_id, reminder_id: reminderId, message_id: message.id };
    await db
      .insertInto('reminder_occurrences')
      .values({ ...occurrence, state: 'queued', occurs_at: at, due_at: at, fired_at: at })
      .execute();
    await db.updateTable('reminders').set({ state: 'done' }).where('id', '=', reminderId).execute();
    return { reminderId, at };
  };
  const stamp = (at: Date) => ({ seconds: String(at.getTime() / 1_000), nanos: 0 });
  const later = stamp(new Date(Math.trunc(Date.now() / minute) * minute + 120 * minute));
  const outcome = async (reminderId: string) =>
    (await client.reminders.GetReminder({ reminderId })).occurrences[0]!.outcome;

  it('and whose message failed is over, and may be moved', async () => {
    const { reminderId } = await fired('failed');
    expect(await outcome(reminderId)).to.equal('REMINDER_OUTCOME_FAILED');
    expect((await refusal(client.reminders.CancelReminder({ reminderId }))).reason).to.equal('ALREADY_OVER');
    const { reminder } = await client.reminders.RescheduleReminder({ reminderId, version: 1, at: later });
    expect(reminder).to.include({ state: 'REMINDER_STATE_SCHEDULED', version: 2 });
  });

  it('and whose message was sent was sent', async () => {
    const { reminderId } = await fired('sent');
    expect(await outcome(reminderId)).to.equal('REMINDER_OUTCOME_SENT');
    expect((await refusal(client.reminders.CancelReminder({ reminderId }))).reason).to.equal('ALREADY_SENT');
    const moved = client.reminders.RescheduleReminder({ reminderId, version: 1, at: later });
    expect((await refusal(moved)).reason).to.equal('ALREADY_SENT');
  });

  it('is not moved to a time that is not after that one', async () => {
    const { reminderId, at } = await fired('failed');
    for (const time of [at, new Date(at.getTime() - minute)]) {
      const error = await refusal(client.reminders.RescheduleReminder({ reminderId, version: 1, at: stamp(time) }));
      expect(error).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: ['at'] });
    }
  });
});
