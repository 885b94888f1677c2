// ReminderService: reminders are taken over once, found again, moved, called off, and looked at beforehand.
import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import type { EnqueueReminderRequest } from '../../../src/api/gen/switchboard/v1/EnqueueReminderRequest.ts';
import { newId } from '../../../src/domain/ids.ts';
import { connect, refusal, toItemError, type Client, type RpcError } from './client.ts';
import { addChannel, addMedia, addPerson, addTemplate, addTenant, freshPhone, startHarness } from './harness.ts';
import type { Harness, Person, Tenant } from './harness.ts';

const hour = 3_600_000;

describe('reminders through the api', () => {
  let harness: Harness;
  let tenant: Tenant;
  let person: Person;
  let client: Client;
  before(async () => {
    harness = await startHarness();
    tenant = await addTenant(harness, { templates_synced_at: new Date() });
    person = await addPerson(harness, tenant);
    await addTemplate(harness, tenant, { name: 'visit', body: 'Hello {{1}}, on {{2}}' });
    const named = { name: 'named', body: 'Hello {{who}}', parameterFormat: 'named' } as const;
    await addTemplate(harness, tenant, named, { status: 'pending' });
    client = connect(harness, tenant.key);
  });
  after(async () => {
    client.close();
    await harness.close();
  });

  const inHours = (hours: number) => ({ seconds: String(Math.trunc((Date.now() + hours * hour) / 1_000)), nanos: 0 });
  const visit = (more: Partial<EnqueueReminderRequest> = {}): EnqueueReminderRequest => ({
    contactId: person.contactId,
    template: { name: 'visit', language: 'en', parameters: { 1: 'Ana', 2: 'Monday' } },
    at: inHours(48),
    ...more,
  });
  const toPhone = (phone: string, more: Partial<EnqueueReminderRequest> = {}) => {
    const { contactId: _contactId, ...rest } = visit(more);
    return { ...rest, phone };
  };
  const local = { at: null, local: { time: '2033-03-08T09:00', zone: 'Africa/Johannesburg' } };
  const enqueue = async (request: EnqueueReminderRequest) =>
    (await client.reminders.EnqueueReminder(request)).reminder!;
  const wrong = (request: EnqueueReminderRequest) => refusal(client.reminders.EnqueueReminder(request));

  it('takes one over, and gives it back as it was asked for', async () => {
    const asked = visit({ reference: 'appointment 1', sessionText: 'See you', quietHours: 'QUIET_HOURS_IGNORE' });
    const reminder = await enqueue(asked);
    expect(reminder).to.deep.include({
      contactId: person.contactId,
      template: asked.template,
      at: asked.at,
      reference: 'appointment 1',
      sessionText: 'See you',
      quietHours: 'QUIET_HOURS_IGNORE',
      sendWithinSeconds: 3_600,
      state: 'REMINDER_STATE_SCHEDULED',
      version: 1,
      occursAt: asked.at,
      firesAt: asked.at,
    });
    const found = await client.reminders.GetReminder({ reminderId: reminder.id });
    expect(found).to.deep.equal({ reminder, occurrences: [] });
  });

  it('keeps a phone as E.164, without a contact', async () => {
    const phone = freshPhone();
    const reminder = await enqueue(toPhone(`0${phone.slice(3)}`));
    expect(reminder).to.include({ phone, contactId: '' });
    expect((await client.contacts.ListContacts({ phone })).contacts).to.deep.equal([]);
  });

  it('reads a wall clock in its zone, and a rule', async () => {
    const morning = await enqueue(visit(local));
    expect(morning.occursAt!.seconds).to.equal(String(Date.parse('2033-03-08T07:00:00Z') / 1_000));
    const rule = { rule: 'FREQ=WEEKLY;BYDAY=TU', zone: 'Africa/Johannesburg', startsAt: '2033-03-01T09:00', count: 3 };
    const weekly = await enqueue(visit({ at: null, rule }));
    expect(weekly.occursAt!.seconds).to.equal(String(Date.parse('2033-03-01T07:00:00Z') / 1_000));
    expect(weekly.rule).to.include({ rule: rule.rule, zone: rule.zone, count: 3 });
  });

  const fieldsWrong: [string, Partial<EnqueueReminderRequest>, string[]][] = [
    ['nobody to send to', { contactId: '' }, ['recipient']],
    ['no time', { at: null }, ['schedule']],
    ['a zone that is none', { at: null, local: { time: '2033-03-08T09:00', zone: 'Mars/Base' } }, ['local.zone']],
    ['a day that is none', { at: null, local: { ...local.local, time: '2033-02-30T09:00' } }, ['local.time']],
    [
      'a time with an offset on the wall',
      { at: null, local: { ...local.local, time: '2033-02-03T09:00Z' } },
      ['local.time'],
    ],
    ['a rule that is none', { at: null, rule: { rule: 'sometimes', zone: 'UTC' } }, ['rule.rule']],
    ['a rule that never happens', { at: null, rule: { rule: '0 9 30 2 *', zone: 'UTC' } }, ['rule.rule']],
    ['a time that is past', { at: { seconds: '1000000000', nanos: 0 } }, ['at']],
    [
      'too few parameters',
      { template: { name: 'visit', language: 'en', parameters: { 1: 'Ana' } } },
      ['template.parameters'],
    ],
    [
      'a gap in the numbers',
      { template: { name: 'visit', language: 'en', parameters: { 1: 'a', 3: 'b' } } },
      ['template.parameters[2]'],
    ],
    [
      'another name',
      { template: { name: 'named', language: 'en', parameters: { whom: 'a' } } },
      ['template.parameters[whom]', 'template.parameters'],
    ],
    [
      'a line break in a parameter',
      { template: { name: 'visit', language: 'en', parameters: { 1: 'a\nb', 2: 'c' } } },
      ['template.parameters[1]'],
    ],
    ['a long reference', { reference: 'x'.repeat(201) }, ['reference']],
    ['a text of blanks', { sessionText: '  ' }, ['session_text']],
    ['SMS where the channel has none', { smsFallback: true }, ['sms_fallback']],
    ['a lateness of months', { sendWithinSeconds: 90 * 24 * 3_600 }, ['send_within_seconds']],
  ];
  for (const [what, more, fields] of fieldsWrong) {
    it(`refuses ${what}, by the field`, async () => {
      expect(await wrong(visit(more))).to.deep.include({ code: Status.INVALID_ARGUMENT, fields });
    });
  }

  it('tells all that is wrong at once', async () => {
    const template = { name: '', language: 'english', parameters: {} };
    const { fields } = await wrong({ phone: '1', channelId: 'x', template, requestId: 'ñ' });
    expect(fields).to.include.members(['template.name', 'template.language', 'channel_id', 'request_id', 'schedule']);
  });

  it('knows no template, contact, channel or file that the tenant does not have', async () => {
    const other = await addTenant(harness);
    const file = await addMedia(harness, other);
    const absent = (error: RpcError) => [error.code, error.reason];
    const template = { name: 'visitt', language: 'en', parameters: {} };
    const unknown = await wrong(visit({ template }));
    expect(absent(unknown)).to.deep.equal([Status.FAILED_PRECONDITION, 'TEMPLATE_UNKNOWN']);
    expect(unknown.metadata['similar']).to.equal('visit');
    expect(absent(await wrong(visit({ contactId: newId() })))).to.deep.equal([Status.NOT_FOUND, 'CONTACT_NOT_FOUND']);
    const elsewhere = visit({ channelId: other.channelId });
    expect(absent(await wrong(elsewhere))).to.deep.equal([Status.NOT_FOUND, 'CHANNEL_NOT_FOUND']);
    const theirs = { name: 'visit', language: 'en', parameters: { header_image: file, 1: 'a', 2: 'b' } };
    expect(absent(await wrong(visit({ template: theirs })))).to.deep.equal([Status.NOT_FOUND, 'MEDIA_NOT_FOUND']);
  });

  it('wants a channel named where there are several', async () => {
    const several = await addTenant(harness);
    await addChannel(harness, several.id);
    const caller = connect(harness, several.key);
    const request = toPhone(freshPhone());
    const { fields } = await refusal(caller.reminders.EnqueueReminder(request));
    expect(fields).to.deep.equal(['channel_id']);
    await caller.reminders.EnqueueReminder({ ...request, channelId: several.channelId });
    caller.close();
  });

  describe('with a request id', () => {
    it('is taken over once, also by calls at the same time and when its time has passed', async () => {
      const request = visit({ requestId: newId() });
      const made = await Promise.all(Array.from({ length: 8 }, () => enqueue(request)));
      expect(new Set(made.map(({ id }) => id)).size).to.equal(1);
      harness.clock.offsetMs = 72 * hour;
      expect((await enqueue(request)).id).to.equal(made[0]!.id);
      harness.clock.offsetMs = 0;
    });

    it('stands for one reminder only', async () => {
      const requestId = newId();
      await enqueue(visit({ requestId }));
      const error = await wrong(visit({ requestId, reference: 'another' }));
      expect(error).to.include({ code: Status.ALREADY_EXISTS, reason: 'REQUEST_ID_REUSED' });
    });

    it('may be used again after a refusal', async () => {
      const requestId = newId();
      await wrong(visit({ requestId, contactId: newId() }));
      await enqueue(visit({ requestId }));
    });

    it('means in a batch what it means in calls one after the other', async () => {
      const requestId = newId();
      const mended = toPhone(freshPhone(), { requestId });
      const batch = async (...reminders: EnqueueReminderRequest[]) => {
        const { results } = await client.reminders.BatchEnqueueReminders({ reminders });
        return results.map(({ reminder, error }) => reminder?.id ?? toItemError(error!).reason);
      };
      const [bad, id, again, other] = await batch({ ...mended, phone: 'nobody' }, mended, mended, {
        ...mended,
        reference: 'x',
      });
      expect([bad, again, other]).to.deep.equal(['INVALID_REQUEST', id, 'REQUEST_ID_REUSED']);
      expect(await batch({ ...mended, reference: 'x' }, mended)).to.deep.equal(['REQUEST_ID_REUSED', id]);
    });
  });

  it('takes a batch over item by item', async () => {
    const requestId = newId();
    const bad = visit({ template: { name: 'visit', language: 'en', parameters: {} } });
    const items = [visit({ requestId }), bad, visit({ requestId }), visit({ requestId, reference: 'x' }), visit(local)];
    const { results } = await client.reminders.BatchEnqueueReminders({ reminders: items });
    expect(results.map(({ outcome }) => outcome)).to.deep.equal(['reminder', 'error', 'reminder', 'error', 'reminder']);
    expect(results[2]!.reminder!.id).to.equal(results[0]!.reminder!.id);
    expect(toItemError(results[1]!.error!).fields).to.deep.equal(['reminders[1].template.parameters']);
    expect(toItemError(results[3]!.error!).reason).to.equal('REQUEST_ID_REUSED');
  });

  it('refuses an empty batch, and one of more than 1,000', async () => {
    for (const count of [0, 1_001]) {
      const reminders = Array.from({ length: count }, () => visit());
      expect((await refusal(client.reminders.BatchEnqueueReminders({ reminders }))).fields).to.deep.equal([
        'reminders',
      ]);
    }
  });

  it('takes a stream over, counts it, and tells of what is bad where it stands', async () => {
    const send = async () => {
      const { stream, answer } = client.streamReminders();
      const items = Array.from({ length: 2_300 }, (_, n) =>
        toPhone(`+2783${1_000_000 + n}`, { requestId: `stream ${n}`, ...local }),
      );
      items[1_500] = toPhone('nobody', { requestId: 'bad' });
      for (let at = 0; at < items.length; at += 700) stream.write({ reminders: items.slice(at, at + 700) });
      stream.end();
      return answer;
    };
    const first = await send();
    expect(first).to.include({ enqueuedCount: 2_299, repeatedCount: 0, failedCount: 1 });
    expect(first.problems).to.have.length(1);
    expect(first.problems[0]).to.include({ index: 1_500, requestId: 'bad' });
    expect(toItemError(first.problems[0]!.error!).fields).to.deep.equal(['phone']);
    expect(await send()).to.include({ enqueuedCount: 0, repeatedCount: 2_299, failedCount: 1 });
  });

  it('lists by time, page by page, and by what is asked for', async () => {
    const owner = await addTenant(harness);
    const patient = await addPerson(harness, owner);
    const caller = connect(harness, owner.key);
    const make = async (request: EnqueueReminderRequest) => (await caller.reminders.EnqueueReminder(request)).reminder!;
    const mine = await make(visit({ contactId: patient.contactId, at: inHours(3), reference: 'r' }));
    const byPhone = await make(toPhone(patient.phone, { at: inHours(1) }));
    const others = await make(toPhone(freshPhone(), { at: inHours(2), reference: 'r' }));
    await caller.reminders.CancelReminder({ reminderId: others.id });
    type Query = Parameters<typeof caller.reminders.ListReminders>[0];
    const list = async (query: Query) => {
      const ids: string[] = [];
      for (let pageToken = ''; ;) {
        const page = await caller.reminders.ListReminders({ ...query, pageSize: 1, pageToken });
        ids.push(...page.reminders.map(({ id }) => id));
        pageToken = page.nextPageToken;
        if (pageToken === '') return ids;
      }
    };
    expect(await list({})).to.deep.equal([mine.id, others.id, byPhone.id]);
    expect(await list({ contactId: patient.contactId })).to.deep.equal([mine.id, byPhone.id]);
    expect(await list({ reference: 'r' })).to.deep.equal([mine.id, others.id]);
    expect(await list({ states: ['REMINDER_STATE_CANCELLED'] })).to.deep.equal([others.id]);
    expect(await list({ startTime: inHours(1.5), endTime: inHours(2.5) })).to.deep.equal([others.id]);
    const absent = await refusal(caller.reminders.ListReminders({ contactId: newId() }));
    expect(absent.reason).to.equal('CONTACT_NOT_FOUND');
    caller.close();
  });
});
