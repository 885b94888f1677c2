// What WhatsApp cannot deliver goes out by SMS: once, and linked to the original.
import { expect } from 'chai';
import { demoMeta, demoTwilio } from '../../../src/sandbox/demo.ts';
import { createChannel } from '../../../src/store/channels.ts';
import { metaEnvelope, signedMeta } from '../../support/meta.ts';
import { anyTime, startPlatform, type Platform } from '../../support/platform.ts';
import { makePeople, queueTo, text } from '../../support/sending.ts';
import { until } from '../../support/until.ts';

describe('a message that WhatsApp cannot deliver', () => {
  let platform: Platform;
  let smsId: string;
  before(async () => {
    platform = await startPlatform({ overrides: { sandbox: anyTime } });
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

  const into = () => ({ db: platform.database.db, queue: platform.queue });
  const person = async () => (await makePeople(platform.database.db, platform.channels.enabledOf('meta')[0]!, 1))[0]!;
  const fallbacks = (id: string) =>
    platform.database.db.selectFrom('messages').selectAll().where('fallback_for_id', '=', id).execute();
  const status = async (id: string) =>
    (await platform.database.db.selectFrom('messages').select('status').where('id', '=', id).executeTakeFirstOrThrow())
      .status;

  it('goes out once by SMS when the answer says so, linked to the original', async () => {
    const to = await person();
    platform.sandbox.faults.add({ kind: 'error', code: 131026 }, { to: to.number, times: 1 });
    const [id] = await queueTo(into(), [to], text('not on WhatsApp'));
    const [sms] = await until('the SMS is sent', async () => {
      const found = await fallbacks(id!);
      return found[0]?.external_id ? found : undefined;
    });
    expect(sms).to.include({ kind: 'text', body: 'not on WhatsApp 0', fallback_for_id: id });
    expect(await status(id!)).to.equal('failed');
    const { channel_id: channelId, contact_id: contactId } = await platform.database.db
      .selectFrom('conversations')
      .selectAll()
      .where('id', '=', sms!.conversation_id)
      .executeTakeFirstOrThrow();
    expect({ channelId, contactId }).to.deep.equal({ channelId: smsId, contactId: to.contactId });
    const bodies = platform.sandbox.accepted.list(({ provider }) => provider === 'twilio').map(({ body }) => body);
    expect(bodies).to.deep.equal(['not on WhatsApp 0']);
  });

  it('goes out once although the receipt that says so comes many times', async () => {
    const to = await person();
    platform.sandbox.faults.add({ kind: 'status_dropped' }, { to: to.number, times: 1 });
    const [id] = await queueTo(into(), [to], text('told later'));
    const externalId = await until('it is accepted', async () => {
      const row = await platform.database.db
        .selectFrom('messages')
        .selectAll()
        .where('id', '=', id!)
        .executeTakeFirst();
      return row?.external_id ?? undefined;
    });
    const failed = { id: externalId, status: 'failed', timestamp: String(Math.floor(Date.now() / 1000)) };
    const post = (n: number) => {
      const errors = [{ code: 131026, title: 'Message undeliverable', message: `${n}` }];
      return signedMeta(platform.info.receiverUrl!, metaEnvelope({ statuses: [{ ...failed, errors }] }));
    };
    await Promise.all([1, 2, 3, 4].map(post));
    await until('the SMS is sent', async () => Boolean((await fallbacks(id!))[0]?.external_id));
    await post(5);
    const { db } = platform.database;
    await db.transaction().execute((trx) =>
      platform.queue.enqueue(
        trx,
        [1, 2].map(() => ({ queue: 'fallback', data: { messageId: id! } })),
      ),
    );
    await until('nothing is left to do', async () => {
      const measured = await platform.queue.measure();
      return measured.every(({ name, ready }) => ready === 0 || name === 'dead-letters');
    });
    expect(await fallbacks(id!)).to.have.length(1);
  });

  it('goes out in parts when it is longer than an SMS may be, in order and once each', async () => {
    const to = await person();
    const long = Array.from({ length: 250 }, (_, n) => `Sentence ${n}.`).join(' ');
    platform.sandbox.faults.add({ kind: 'error', code: 131026 }, { to: to.number, times: 1 });
    const [id] = await queueTo(into(), [to], () => ({ kind: 'text', text: long }));
    const parts = await until('every part is sent', async () => {
      const found = await fallbacks(id!);
      return found.length > 0 && found.every((part) => part.external_id !== null) && found;
    });
    const bodies = platform.sandbox.accepted.list(({ to: number }) => number === to.number).map(({ body }) => body);
    expect(bodies)
      .to.have.length(parts.length)
      .and.satisfy((all: string[]) => all.every((body) => body.length <= 1600));
    expect(bodies.join(' ')).to.equal(long);
  });

  it('stays failed when the person opted out, or when SMS cannot say it', async () => {
    const to = await person();
    platform.sandbox.faults.add({ kind: 'error', code: 131050 }, { to: to.number, times: 1 });
    const [refused] = await queueTo(into(), [to], text('marketing'));
    await until('it failed', async () => (await status(refused!)) === 'failed');
    expect(await fallbacks(refused!)).to.have.length(0);
  });
});
