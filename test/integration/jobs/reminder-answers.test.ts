// What people answer to reminders, and what went on by SMS.
import { expect } from 'chai';
import { demoMeta, demoTwilio } from '../../../src/sandbox/demo.ts';
import { createChannel } from '../../../src/store/channels.ts';
import { storeReceived } from '../../../src/store/inbox.ts';
import { findSentReminders } from '../../../src/store/reminder-answers.ts';
import { anyTime, metaVia, startPlatform, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { freshPhone } from '../api/harness.ts';
import { textMessage } from './chats.ts';
import { reminderRig, type ReminderRig } from './reminder-rig.ts';

describe('the answer to a reminder', () => {
  let platform: Platform;
  let rig: ReminderRig;
  before(async () => {
    platform = await startPlatform({ overrides: { sandbox: anyTime } });
    rig = await reminderRig(platform);
    await platform.database.db.updateTable('channels').set({ flow: 'appointment' }).execute();
    await platform.channels.refresh();
  });
  after(() => platform.close());

  const answered = (id: string, answer: string | null) =>
    until(`the answer is ${answer}`, async () => (await rig.occurrences(id))[0]?.answer === answer);
  /** Sends a reminder to the phone and returns the message that arrived. */
  const reminded = async (number: string, minutes = 60) => {
    const phone = platform.sandbox.phone(number, { bsuid: null });
    const id = await rig.remind({ phone: number, occursAt: rig.at(minutes) });
    await until('it is fired', async () => (await rig.fire(minutes)) > 0);
    const message = await phone.waitForMessage(({ template }) => template === 'visit');
    await rig.settled(number);
    return { id, phone, message };
  };

  it('in words is of the last one that was sent, and is told', async () => {
    const number = freshPhone();
    const { id: first } = await reminded(number, 60);
    const { id, phone } = await reminded(number, 61);
    await phone.send({ via: metaVia, text: 'yes' });
    await answered(id, 'confirmed');
    await answered(first, null);
    expect((await rig.changes(id)).at(-1)).to.equal('confirmed');
    const [occurrence] = await rig.occurrences(id);
    expect(occurrence!.answeredAt).to.be.instanceOf(Date);
  });

  it('that quotes an older one is of that', async () => {
    const number = freshPhone();
    const { id: first, message } = await reminded(number, 60);
    const { id, phone } = await reminded(number, 61);
    await phone.send({ via: metaVia, text: 'yes', replyTo: message.externalId });
    await answered(first, 'confirmed');
    await answered(id, null);
  });

  it('written before another was sent is of the one before, however late it is read', async () => {
    const number = freshPhone();
    const { id: first } = await reminded(number, 60);
    const { db, pool } = platform.database;
    const [sent] = await rig.occurrences(first);
    const { id: messageId, conversationId } = sent!.message!;
    await pool.query(
      `update messages set accepted_at = accepted_at - interval '1 hour', sent_at = sent_at - interval '1 hour',
        delivered_at = delivered_at - interval '1 hour', read_at = read_at - interval '1 hour' where id = $1`,
      [messageId],
    );
    const { id } = await reminded(number, 61);
    const written = textMessage(rig.tenantId, conversationId, 'yes', new Date(Date.now() - 600_000));
    await db.transaction().execute(async (trx) => {
      await storeReceived(trx, [written]);
      await platform.queue.enqueue(trx, [{ queue: 'intake', data: { conversationId } }]);
    });
    await answered(first, 'confirmed');
    await answered(id, null);
  });

  it('may change, and the last one counts', async () => {
    const { id, phone, message } = await reminded(freshPhone());
    await phone.send({ via: metaVia, text: 'yes', replyTo: message.externalId });
    await answered(id, 'confirmed');
    await phone.send({ via: metaVia, text: 'I am not coming', replyTo: message.externalId });
    await answered(id, 'declined');
    const answers = (await rig.changes(id)).filter((change) => change === 'confirmed' || change === 'declined');
    expect(answers).to.deep.equal(['confirmed', 'declined']);
  });

  it('of somebody else is not found', async () => {
    const { id } = await reminded(freshPhone());
    const stranger = platform.sandbox.phone(freshPhone(), { bsuid: null });
    await stranger.send({ via: metaVia, text: 'yes' });
    await stranger.waitForMessage();
    expect((await rig.occurrences(id))[0]!.answer).to.equal(null);
  });

  it('follows by SMS what WhatsApp could not deliver, which is seen at the reminder', async () => {
    const { db, pool } = platform.database;
    const twilio = platform.channels.enabledOf('twilio')[0]!;
    const smsId = await createChannel(db, platform.box, {
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
    await pool.query(
      "update channels set flow = 'appointment', sms_channel_id = case when address = $2 then $1::uuid end",
      [smsId, demoMeta.phoneNumberId],
    );
    await platform.channels.refresh();
    const number = freshPhone();
    platform.sandbox.faults.add({ kind: 'error', code: 131026 }, { to: number, times: 1 });
    const id = await rig.remind({ phone: number, smsFallback: true });
    await rig.fire(60);
    const occurrence = await until('the SMS is there', async () => {
      const [found] = await rig.occurrences(id);
      return found?.sms?.status === 'delivered' && found;
    });
    expect(occurrence.message).to.include({ status: 'failed', errorKind: 'recipient' });
    expect(occurrence.sms).to.include({ body: 'You are expected on Monday.', fallbackForId: occurrence.message!.id });
    const changes = await rig.changes(id);
    expect(changes.slice(0, 3)).to.deep.equal(['queued', 'failed', 'fell_back']);
    expect(changes.at(-1), 'also what becomes of the SMS').to.equal('delivered');
    const conversation = occurrence.sms!.conversationId;
    const found = await db.transaction().execute(async (trx) => {
      const questions = [
        { conversationId: conversation, channelId: smsId, replyTo: undefined, writtenAt: new Date() },
        {
          conversationId: occurrence.message!.conversationId,
          channelId: rig.channelId,
          replyTo: undefined,
          writtenAt: new Date(),
        },
      ];
      return findSentReminders(trx, questions, new Date());
    });
    expect(found.get(0)).to.deep.include({ occurrenceId: occurrence.id, values: ['Monday'], quoted: false });
    expect(found.get(1)).to.equal(undefined);
  });
});
