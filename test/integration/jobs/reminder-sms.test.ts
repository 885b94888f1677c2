// What WhatsApp cannot deliver of reminders, and goes on by SMS: told to its end, in time, and not when it was called off.
import { expect } from 'chai';
import { outcomeOf } from '../../../src/domain/reminder.ts';
import { demoMeta, demoTwilio } from '../../../src/sandbox/demo.ts';
import { createChannel } from '../../../src/store/channels.ts';
import { applyStatuses, recordStatusEvents } from '../../../src/store/statuses.ts';
import { anyTime, startPlatform, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { freshPhone } from '../api/harness.ts';
import { reminderRig, type ReminderRig } from './reminder-rig.ts';

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
