// The queue for reminders of other systems: fed with exactly the SQL that is documented.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import type { JobContext } from '../../../src/jobs/job.ts';
import { remindersJob } from '../../../src/jobs/reminder-requests.ts';
import { listDeadLetters } from '../../../src/platform/dead-letters.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { until } from '../../support/until.ts';
import { addChannel, addPerson, addTemplate, addTenant, freshPhone, type Person, type Tenant } from '../api/harness.ts';

const documentation = path.join(import.meta.dirname, '../../../deploy/reminders.md');

describe('reminders that other systems put into the queue', () => {
  let database: TestDatabase;
  let tenant: Tenant;
  let person: Person;
  let documented: string[];
  before(async () => {
    database = await testDatabase();
    tenant = await addTenant({ database });
    person = await addPerson({ database }, tenant);
    await database.pool.query(`update tenants set name = 'City of Tshwane' where id = $1`, [tenant.id]);
    await addTemplate({ database }, tenant, { name: 'appointment_reminder', language: 'es_MX', body: '{{1}}, {{2}}' });
    documented = Array.from((await readFile(documentation, 'utf8')).matchAll(/```sql\n(.*?)```/gs), ([, sql]) => sql!);
    const clock = { now: () => new Date() };
    const { handle } = remindersJob.start({ clock } as JobContext);
    await database.queue.work('reminders', remindersJob, handle);
  });
  after(() => database.close());

  /** As the documented statement does it, with another payload. */
  const put = async (payload: object | null): Promise<void> => {
    const sql = documented[0]!.replace(/'\{.*\}'::jsonb/s, '$1::jsonb');
    await database.pool.query(sql, [JSON.stringify(payload)]);
  };
  const visit = (more: object = {}) => ({
    tenant: tenant.id,
    phone: freshPhone(),
    template: { name: 'appointment_reminder', language: 'es_MX', parameters: { 1: 'Ana', 2: 9 } },
    at: '2033-03-08T09:00:00+02:00',
    ...more,
  });
  const withReference = (reference: string) =>
    database.db.selectFrom('reminders').selectAll().where('reference', '=', reference).execute();
  const stored = (reference: string) =>
    until(`${reference} is stored`, async () => (await withReference(reference)).at(0));
  const deadReasons = async () =>
    (await listDeadLetters(database.pool, { queue: 'reminders', limit: 100 })).map(
      ({ cause }) => (cause as { message: string }).message,
    );

  it('takes over what the documented statement says, run twice, once', async () => {
    for (const _time of [1, 2]) await database.pool.query(documented[0]!);
    expect(await stored('appointment 4711')).to.deep.include({
      tenant_id: tenant.id,
      phone: '+27821234567',
      local_time: '2030-03-08T08:00',
      zone: 'Africa/Johannesburg',
      occurs_at: new Date('2030-03-08T06:00:00Z'),
      next_at: new Date('2030-03-08T06:00:00Z'),
      state: 'scheduled',
    });
    await put(visit({ reference: 'after both' }));
    await stored('after both');
    expect(await withReference('appointment 4711')).to.have.length(1);
  });

  it('is fed by a role that may do no more than the documented grants', async () => {
    const role = `feeder_${newId().replaceAll('-', '')}`;
    const client = await database.pool.connect();
    try {
      await client.query(`create role ${role}; ${documented[1]!.replaceAll('your_role', role)}`);
      await client.query(`set role ${role}`);
      await client.query(
        documented[0]!.replace('appointment 4711', 'by a role').replace('"appointment-4711', '"by-role'),
      );
      const denied = await client.query('select * from pgboss.job').catch((error: unknown) => (error as Error).message);
      expect(denied).to.include('permission denied');
    } finally {
      await client.query(`reset role; drop owned by ${role}; drop role ${role}`);
      client.release();
    }
    await stored('by a role');
  });

  it('takes every way of saying when, and for whom', async () => {
    const smsId = await addChannel({ database }, tenant.id, { provider: 'twilio', transport: 'sms', enabled: false });
    await database.pool.query('update channels set sms_channel_id = $1 where id = $2', [smsId, tenant.channelId]);
    const { phone: _phone, at: _at, ...rest } = visit();
    const rule = { rule: '0 9 * * 1', zone: 'America/Mexico_City', starts_at: '2033-03-08T00:00', count: 4 };
    await put({
      ...rest,
      contact_id: person.contactId,
      rule,
      reference: 'weekly',
      quiet_hours: 'ignore',
      sms_fallback: true,
    });
    expect(await stored('weekly')).to.deep.include({
      contact_id: person.contactId,
      rule: '0 9 * * 1',
      occurrence_count: 4,
      quiet_hours: 'ignore',
      sms_fallback: true,
      occurs_at: new Date('2033-03-14T15:00:00Z'),
    });
  });

  it('gives up bad ones with the reason, and holds up no others', async () => {
    const other = await addTenant({ database });
    const theirs = await addPerson({ database }, other);
    const { phone: _phone, ...toNobody } = visit();
    const bad: [object | null, RegExp][] = [
      [null, /recipient is required/],
      [visit({ tenant: 'Nowhere' }), /^tenant is not known$/],
      [visit({ tenant: 7.5 }), /^tenant is not known$/],
      [visit({ tenant: undefined }), /^tenant is required: its name or id$/],
      [toNobody, /^recipient is required/],
      [{ ...toNobody, contact_id: theirs.contactId }, /^contact_id: there is no such contact$/],
      [visit({ phone: 27821234567 }), /^phone must be text/],
      [visit({ at: '2033-03-08T09:00:00' }), /^at must be an instant/],
      [visit({ at: '2003-03-08T09:00:00Z' }), /^at is past$/],
      [visit({ local: { time: '2033-03-08T09:00', zone: 'UTC' } }), /^schedule is required: one of/],
      [
        visit({ template: { name: 'appointment_reminder', language: 'es_MX', parameters: {} } }),
        /^template.parameters /,
      ],
      [visit({ send_within_secs: 60 }), /^send_within_secs is not known$/],
      [visit({ template: [] }), /^template must be an object; template.name is required/],
    ];
    const before = (await deadReasons()).length;
    for (const [index, [payload]] of bad.entries()) {
      await put(payload);
      await put(visit({ reference: `good ${index}` }));
    }
    await stored(`good ${bad.length - 1}`);
    const reasons = await until('all bad ones are dead', async () => {
      const dead = await deadReasons();
      return dead.length === before + bad.length && dead;
    });
    for (const [, reason] of bad)
      expect(
        reasons.some((each) => reason.test(each)),
        String(reason),
      ).to.equal(true);
    const { rows } = await database.pool.query(`select count(*)::int from reminders where reference like 'good %'`);
    expect(rows).to.deep.equal([{ count: bad.length }]);
  });

  it('refuses another reminder under a request id that is taken', async () => {
    await put(visit({ reference: 'first', request_id: 'same' }));
    await stored('first');
    await put(visit({ reference: 'second', request_id: 'same' }));
    await until('it is dead', async () => (await deadReasons()).includes('request_id was used for another request'));
    expect(await withReference('second')).to.deep.equal([]);
  });
});
