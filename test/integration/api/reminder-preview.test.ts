// PreviewReminder: what a reminder would say, when it fires, and what stands in its way.
import { expect } from 'chai';
import type { EnqueueReminderRequest } from '../../../src/api/gen/switchboard/v1/EnqueueReminderRequest.ts';
import type { Timestamp__Output } from '../../../src/api/gen/google/protobuf/Timestamp.ts';
import { connect, refusal, type Client } from './client.ts';
import { addPerson, addTemplate, addTenant, freshPhone, startHarness, type Harness, type Tenant } from './harness.ts';
import { addReminder } from './stored-reminders.ts';

const timeOf = (at: Timestamp__Output | null) => at && new Date(Number(at.seconds) * 1_000).toISOString();

describe('the preview of a reminder', () => {
  let harness: Harness;
  let tenant: Tenant;
  let client: Client;
  before(async () => {
    harness = await startHarness();
    tenant = await addTenant(harness, { templates_synced_at: new Date() });
    const sendWindows = JSON.stringify([{ days: [1, 2, 3, 4, 5], from: '08:00', until: '20:00' }]);
    await harness.database.db
      .updateTable('tenants')
      .set({ send_windows: sendWindows, time_zone: 'America/Mexico_City' })
      .where('id', '=', tenant.id)
      .execute();
    await addTemplate(harness, tenant, { name: 'visit', body: 'Hello {{1}}' });
    await addTemplate(harness, tenant, { name: 'draft', body: 'Hello' }, { status: 'pending' });
    await addTemplate(harness, tenant, { name: 'offer', body: 'Buy', category: 'marketing' });
    client = connect(harness, tenant.key);
  });
  after(async () => {
    client.close();
    await harness.close();
  });

  // A Tuesday, at an hour of the day in South Africa, where the phone is from.
  const visit = (time: string, more: Partial<EnqueueReminderRequest> = {}): EnqueueReminderRequest => ({
    phone: freshPhone(),
    template: { name: 'visit', language: 'en', parameters: { 1: 'Ana' } },
    local: { time: `2033-03-08T${time}`, zone: 'Africa/Johannesburg' },
    ...more,
  });
  const preview = (reminder: EnqueueReminderRequest, instants = 0) =>
    client.reminders.PreviewReminder({ reminder, instants });
  const reasonsOf = async (reminder: EnqueueReminderRequest) =>
    (await preview(reminder)).holds.map(({ reason }) => reason);
  const template = (name: string) => ({ name, language: 'en', parameters: {} });
  const changeContact = (
    id: string,
    values: { opted_out_at?: Date; marketing_opted_out_at?: Date; time_zone?: string },
  ) => harness.database.db.updateTable('contacts').set(values).where('id', '=', id).execute();

  it('shows the text, the instant and where the person is', async () => {
    const shown = await preview(visit('09:00'));
    expect(shown).to.deep.include({ text: 'Hello Ana', recipientZone: 'Africa/Johannesburg', holds: [] });
    expect(shown.instants.map(({ occursAt }) => timeOf(occursAt))).to.deep.equal(['2033-03-08T07:00:00.000Z']);
  });

  it('moves what falls into quiet hours to their end, by the clock where the person is', async () => {
    const late = { sendWithinSeconds: 24 * 3_600 };
    const { instants, holds } = await preview(visit('05:30', late));
    expect(timeOf(instants[0]!.firesAt)).to.equal('2033-03-08T06:00:00.000Z');
    expect(holds.map(({ reason, until }) => [reason, timeOf(until)])).to.deep.equal([
      ['QUIET_HOURS', '2033-03-08T06:00:00.000Z'],
    ]);
    expect(await reasonsOf(visit('05:30', { quietHours: 'QUIET_HOURS_IGNORE' }))).to.deep.equal([]);
    expect(await reasonsOf(visit('05:30'))).to.deep.equal(['TOO_LATE']);
    const person = await addPerson(harness, tenant);
    await changeContact(person.contactId, { time_zone: 'Asia/Kolkata' });
    const { phone: _phone, ...rest } = visit('05:30');
    const request = { ...rest, contactId: person.contactId };
    expect((await preview(request)).recipientZone).to.equal('Asia/Kolkata');
    expect(await reasonsOf(request)).to.deep.equal([]);
  });

  it('shows the next instants of a rule, over a weekend', async () => {
    const rule = { rule: '0 9 * * *', zone: 'Africa/Johannesburg', startsAt: '2033-03-11T00:00' };
    const late = { sendWithinSeconds: 7 * 24 * 3_600 };
    const { local: _local, ...request } = visit('09:00', late);
    const { instants } = await preview({ ...request, rule }, 3);
    expect(instants.map(({ occursAt, firesAt }) => [timeOf(occursAt), timeOf(firesAt)])).to.deep.equal([
      ['2033-03-11T07:00:00.000Z', '2033-03-11T07:00:00.000Z'],
      ['2033-03-12T07:00:00.000Z', '2033-03-14T06:00:00.000Z'],
      ['2033-03-13T07:00:00.000Z', '2033-03-14T06:00:00.000Z'],
    ]);
  });

  it('marks the instants that will be missed', async () => {
    const rule = { rule: '0 9 * * *', zone: 'Africa/Johannesburg', startsAt: '2033-03-11T00:00' };
    const { local: _local, ...request } = visit('09:00');
    const { instants } = await preview({ ...request, rule }, 4);
    expect(
      instants.map(({ missed }) => missed),
      'a Friday, the weekend, a Monday',
    ).to.deep.equal([false, true, true, false]);
  });

  it('finds where the person is by all that is known of them, as sending does', async () => {
    const person = await addPerson(harness, tenant);
    const addresses = harness.database.db.updateTable('contact_addresses').where('contact_id', '=', person.contactId);
    await addresses.set({ kind: 'bsuid', scope: 'a', value: `ZA.${person.contactId.replaceAll('-', '')}` }).execute();
    const { phone: _phone, ...request } = visit('09:00');
    expect((await preview({ ...request, contactId: person.contactId })).recipientZone).to.equal('Africa/Johannesburg');
  });

  it('tells what stands in the way of the person, the template and the channel', async () => {
    const person = await addPerson(harness, tenant, { windowExpiresAt: null });
    const to = { phone: person.phone };
    await changeContact(person.contactId, { marketing_opted_out_at: new Date() });
    expect(await reasonsOf(visit('09:00', { ...to, template: template('offer') }))).to.deep.equal([
      'OPTED_OUT_MARKETING',
    ]);
    await changeContact(person.contactId, { opted_out_at: new Date() });
    expect(await reasonsOf(visit('09:00', to))).to.deep.equal(['OPTED_OUT']);
    expect(await reasonsOf(visit('09:00', { template: template('draft') }))).to.deep.equal(['TEMPLATE_NOT_APPROVED']);
    const inactive = await addPerson(harness, tenant, { status: 'inactive' });
    expect(await reasonsOf(visit('09:00', { phone: inactive.phone }))).to.deep.equal(['CONTACT_INACTIVE']);
    const channels = harness.database.db.updateTable('channels').where('id', '=', tenant.channelId);
    await channels.set({ paused_until: new Date(Date.now() + 60_000) }).execute();
    expect(await reasonsOf(visit('09:00'))).to.deep.equal(['CHANNEL_PAUSED']);
    await channels.set({ paused_until: null }).execute();
  });

  it('says whether the text for an open window would go', async () => {
    const person = await addPerson(harness, tenant);
    const sessionText = 'See you';
    const request = visit('09:00', { phone: person.phone, sessionText });
    expect((await preview(request)).sendsSessionText).to.equal(true);
    expect((await preview(visit('09:00', { sessionText }))).sendsSessionText).to.equal(false);
    const { phone } = await addPerson(harness, tenant, { windowExpiresAt: new Date(Date.now() + 5 * 60_000) });
    expect((await preview({ ...request, phone })).sendsSessionText, 'closed before its turn comes').to.equal(false);
    const held = await preview({ ...request, template: template('draft') });
    expect(held.sendsSessionText, 'it says the same as a template that is held').to.equal(false);
    expect(held.holds.map(({ reason }) => reason)).to.deep.equal(['TEMPLATE_NOT_APPROVED']);
  });

  const stored = async (minutesAgo: number, name = 'offer') => {
    const content = { kind: 'template' as const, name, language: 'en', body: [], buttons: [] };
    const occursAt = new Date(Date.now() - minutesAgo * 60_000);
    return addReminder(harness, tenant, await addPerson(harness, tenant), { content, occursAt, quietHours: 'ignore' });
  };
  const holdsOf = async (reminderId: string) => (await client.reminders.PreviewReminder({ reminderId })).holds;

  it('does not put what is overdue down to quiet hours', async () => {
    expect(await holdsOf(await stored(30)), 'it goes now').to.deep.equal([]);
    const [hold, ...others] = await holdsOf(await stored(90));
    expect(others).to.deep.equal([]);
    expect(hold)
      .to.deep.include({ reason: 'TOO_LATE', until: null })
      .and.to.have.property('text')
      .that.includes('overdue');
  });

  it('says of one that fires no more that it does not', async () => {
    const id = await stored(-90);
    for (const [state, reason] of [
      ['cancelled', 'CANCELLED'],
      ['done', 'DONE'],
    ] as const) {
      await harness.database.db.updateTable('reminders').set({ state }).where('id', '=', id).execute();
      expect((await holdsOf(id)).map((hold) => hold.reason)).to.deep.equal([reason]);
    }
  });

  it('tells what the channel cannot send, of one that is stored, and when one is enqueued', async () => {
    const [hold] = await holdsOf(await stored(-90, 'Offer'));
    expect(hold)
      .to.deep.include({ reason: 'TEMPLATE_MISMATCH' })
      .and.to.have.property('text')
      .that.includes('template.name');
    const error = await refusal(client.reminders.EnqueueReminder(visit('09:00', { template: template('Offer') })));
    expect(error.fields).to.deep.equal(['template.name']);
  });

  it('keeps nothing, and shows one that is enqueued the same', async () => {
    const request = visit('09:00', { reference: 'previewed', requestId: 'previewed' });
    const before = await preview(request);
    expect((await client.reminders.ListReminders({ reference: 'previewed' })).reminders).to.deep.equal([]);
    const { reminder } = await client.reminders.EnqueueReminder(request);
    const reminderId = reminder!.id;
    expect(await client.reminders.PreviewReminder({ reminderId })).to.deep.equal(before);
    await client.reminders.CancelReminder({ reminderId });
    expect((await client.reminders.PreviewReminder({ reminderId })).instants).to.deep.equal([]);
  });

  it('refuses what EnqueueReminder would refuse, and too many instants', async () => {
    const error = await refusal(preview(visit('09:00', { phone: 'nobody' })));
    expect(error.fields).to.deep.equal(['reminder.phone']);
    expect((await refusal(preview(visit('09:00'), 101))).fields).to.deep.equal(['instants']);
    expect((await refusal(client.reminders.PreviewReminder({}))).fields).to.deep.equal(['subject']);
  });
});
