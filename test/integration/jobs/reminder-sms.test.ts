// What WhatsApp cannot deliver of reminders, and goes on by SMS: told to its end, in time, and not when it was called off.
import { expect } from 'chai';
import { outcomeOf } from '../../../src/domain/reminder.ts';
import { demoMeta, demoTwilio } from '../../../src/sandbox/demo.ts';
import { createChannel } from '../../../src/store/channels.ts';
import { cancelReminder, rescheduleReminder } from '../../../src/store/reminder-changes.ts';
import { applyStatuses, recordStatusEvents } from '../../../src/store/statuses.ts';
import { anyTime, startPlatform, type Platform } from '../../support/platform.ts';
import { makePeople } from '../../support/sending.ts';
import { until } from '../../support/until.ts';
import { freshPhone } from '../api/harness.ts';
import { minute, reminderRig, type ReminderRig } from './reminder-rig.ts';

describe('a reminder that WhatsApp cannot deliver', () => {
  let platform: Platform;
  let rig: ReminderRig;
  let smsId: string;
  before(async () => {
    platform = await startPlatform({ overrides: { sandbox: anyTime } });
    rig = await reminderRig(platform);
    const { db, pool } = platform.database;
    const twilio = platform.channels.enabledOf('twilio')[0]!;
    smsId = await createChannel(db, platform.box, {
      tenantId: twilio.tenantId,
      name: 'sms',
      provider: 'twilio',
      account: demoTwilio.accountSid,
      address: demoTwilio.phone,
      homeCountry: 'ZA',
      apiUrl: platform.sandbox.twilioUrl,
      secrets: twilio.secrets,
      transport: 'sms',
      ratePerSecond: 50,
    });
    await pool.query('update channels set sms_channel_id = $1 where address = $2', [smsId, demoMeta.phoneNumberId]);
    await platform.channels.refresh();
  });
  after(() => platform.close());
  afterEach(() => platform.sandbox.faults.clear());

  const undeliverable = async (values: Parameters<ReminderRig['remind']>[0] = {}) => {
    const phone = freshPhone();
    platform.sandbox.faults.add({ kind: 'error', code: 131026 }, { to: phone, times: 1 });
    return { phone, id: await rig.remind({ phone, ...values }) };
  };
  const cancel = (id: string) =>
    platform.database.db.transaction().execute((trx) => cancelReminder(trx, id, new Date()));
  const outcome = async (id: string) => outcomeOf((await rig.occurrences(id))[0]!);

  it('is told of to the end of the SMS', async () => {
    const { id } = await undeliverable();
    await rig.fire(60);
    await until('it is delivered', async () => (await rig.changes(id)).includes('delivered'));
    expect(await rig.changes(id)).to.include.ordered.members(['queued', 'failed', 'fell_back']);
    expect(await outcome(id)).to.equal('fell_back');
  });

  it('failed when the SMS fails too', async () => {
    const { id, phone } = await undeliverable();
    platform.sandbox.faults.add({ kind: 'error', code: 21211 }, { to: phone, times: 1 });
    await rig.fire(60);
    await until('the SMS failed', async () => (await rig.occurrences(id))[0]?.sms?.status === 'failed');
    expect(await rig.changes(id)).to.deep.equal(['queued', 'failed', 'fell_back', 'failed']);
    expect(await outcome(id)).to.equal('failed');
  });

  describe('does not go on', () => {
    const pause = async (channelId: string, hours: number) => {
      const { pool } = platform.database;
      const until = `${hours} hours`;
      await pool.query('update channels set paused_until = now() + $2::interval where id = $1', [channelId, until]);
      await platform.channels.refresh();
    };
    /** Its message waits at WhatsApp; then what happens meanwhile, and it is found to be undeliverable. */
    const meanwhile = async (sql: string, values: Parameters<ReminderRig['remind']>[0] = {}) => {
      await pause(rig.channelId, 1);
      const { id, phone } = await undeliverable(values);
      await rig.fire(60);
      await platform.database.pool.query(sql, [id]);
      await pause(rig.channelId, -1);
      await rig.wake(id);
      const key = `fallback ${(await rig.occurrences(id))[0]!.message!.id}`;
      const query = platform.database.db.selectFrom('message_keys').selectAll().where('external_id', '=', key);
      await until('it was judged', async () => (await query.execute()).length > 0);
      expect((await rig.occurrences(id))[0]!.sms).to.equal(undefined);
      expect(rig.taken(phone)).to.deep.equal([]);
      return id;
    };

    it('when it is too late for it', async () => {
      const id = await meanwhile(
        "update reminder_occurrences set occurs_at = occurs_at - '2 hours'::interval where reminder_id = $1",
      );
      expect(await rig.states(id)).to.deep.equal(['missed: too_late']);
      expect(await rig.changes(id)).to.deep.equal(['queued', 'failed', 'missed']);
    });

    it('in quiet hours', async () => {
      const days = [1, 2, 3, 4, 5, 6, 7];
      const clock = (hours: number) => new Date(Date.now() + (2 + hours) * 3_600_000).toISOString().slice(11, 16);
      const windows = JSON.stringify([{ days, from: clock(2), until: clock(3) }]);
      const id = await meanwhile(
        `update tenants set send_windows = '${windows}' where id = (select tenant_id from reminders where id = $1)`,
      );
      expect(await rig.states(id)).to.deep.equal(['missed: quiet_hours']);
      await platform.database.pool.query('update tenants set send_windows = null');
    });

    it('when the reminder is cancelled', async () => {
      const id = await meanwhile("update reminders set state = 'cancelled' where id = $1");
      expect(await rig.changes(id)).to.deep.equal(['queued', 'failed']);
      expect(await outcome(id)).to.equal('failed');
    });

    it('when the reminder is cancelled while the SMS waits, all of which is taken back', async () => {
      await pause(smsId, 1);
      const owner = { id: rig.channelId, tenantId: rig.tenantId };
      const [person] = await makePeople(platform.database.db, owner, 1, 180 * minute);
      const { contactId, number: phone } = person!;
      platform.sandbox.faults.add({ kind: 'error', code: 131026 }, { to: phone, times: 1 });
      const id = await rig.remind({ contactId, sessionText: 'On Monday. '.repeat(200) });
      await rig.fire(60);
      await until('the SMS waits', async () => (await rig.occurrences(id))[0]?.sms);
      expect(await cancel(id)).to.deep.include({ outcome: 'cancelled', withdrawn: 1 });
      await pause(smsId, -1);
      expect(await rig.states(id)).to.deep.equal(['cancelled']);
      const parts = platform.database.db
        .selectFrom('messages')
        .select(['status', 'error_code'])
        .where('fallback_for_id', '=', (await rig.occurrences(id))[0]!.message!.id);
      const withdrawn = { status: 'failed', error_code: 'reminder_cancelled' };
      expect(await parts.execute()).to.deep.equal([withdrawn, withdrawn]);
      expect(rig.taken(phone)).to.deep.equal([]);
    });

    it('when it was moved before', async () => {
      const id = await meanwhile("update reminder_occurrences set state = 'failed' where reminder_id = $1");
      expect(await outcome(id)).to.equal('failed');
    });
  });

  it('that was moved or called off before it went on by SMS never does', async () => {
    const { db, pool } = platform.database;
    await pool.query("update channels set paused_until = now() + '1 hour'::interval");
    const [moved, cancelled] = [await rig.remind(), await rig.remind()];
    await rig.fire(60);
    for (const id of [moved, cancelled]) {
      const messageId = (await rig.occurrences(id))[0]!.message!.id;
      const failure = { kind: 'recipient', code: '131026', text: 'Undeliverable' } as const;
      await db
        .transaction()
        .execute((trx) => applyStatuses(trx, [{ messageId, status: 'failed', times: {}, failure }]));
      await pool.query('delete from outbox where message_id = $1', [messageId]);
    }
    const occursAt = rig.at(120);
    const schedule = { type: 'at', at: occursAt } as const;
    const change = { version: 2, schedule, occursAt };
    const reschedule = db.transaction().execute((trx) => rescheduleReminder(trx, moved, change, new Date()));
    expect((await reschedule)?.outcome).to.equal('rescheduled');
    expect((await cancel(cancelled))?.outcome).to.equal('cancelled');
    for (const id of [moved, cancelled]) expect((await rig.occurrences(id))[0]!.state).to.equal('failed');
    await pool.query('update channels set paused_until = null');
  });

  it('is told of as uncertain when nobody knows whether it was sent', async () => {
    await platform.database.pool.query("update channels set paused_until = now() + '1 hour'::interval");
    const id = await rig.remind();
    await rig.fire(60);
    const messageId = (await rig.occurrences(id))[0]!.message!.id;
    await platform.database.db
      .transaction()
      .execute(async (trx) =>
        recordStatusEvents(trx, await applyStatuses(trx, [{ messageId, status: 'uncertain', times: {} }])),
      );
    expect(await rig.changes(id)).to.deep.equal(['queued', 'uncertain']);
    await platform.database.pool.query('delete from outbox where message_id = $1', [messageId]);
    await platform.database.pool.query('update channels set paused_until = null');
  });
});
