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

  for (const [spelled, dialled] of [
    ['+5215512345001', '+525512345001'],
    ['+551187654001', '+5511987654001'],
  ] as const) {
    it(`goes by SMS to ${dialled}, which WhatsApp calls ${spelled}`, async () => {
      const { db } = platform.database;
      const to = await person();
      const mine = db.updateTable('contact_addresses').set({ value: dialled });
      await mine.where('contact_id', '=', to.contactId).where('kind', '=', 'phone').execute();
      const conversation = db.updateTable('conversations').set({ recipient: spelled });
      await conversation.where('contact_id', '=', to.contactId).execute();
      platform.sandbox.faults.add({ kind: 'error', code: 131026 }, { to: spelled, times: 1 });
      const [id] = await queueTo(into(), [to], text('hola'));
      const [sms] = await until('the SMS is queued', async () => {
        const found = await fallbacks(id!);
        return found[0] ? found : undefined;
      });
      const query = db.selectFrom('conversations').select('recipient').where('id', '=', sms!.conversation_id);
      expect(await query.executeTakeFirstOrThrow()).to.deep.equal({ recipient: dialled });
    });
  }

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

  it('goes out whole, in order, as several when it is longer than one SMS may be', async () => {
    const to = await person();
    platform.sandbox.accepted.clear();
    platform.sandbox.faults.add({ kind: 'error', code: 131026 }, { to: to.number, times: 1 });
    const long = Array.from({ length: 300 }, (_, n) => `Word${n}`).join(' ');
    const [id] = await queueTo(into(), [to], () => ({ kind: 'text', text: long }));
    const sent = () => platform.sandbox.accepted.list(({ provider }) => provider === 'twilio').map(({ body }) => body);
    await until('both are sent', () => sent().length === 2);
    expect(sent().join(' ')).to.equal(long);
    expect((await fallbacks(id!)).map(({ fallback_for_id: original }) => original)).to.deep.equal([id, id]);
  });

  it('carries what there is to choose, with numbers that answer like taps', async () => {
    const to = await person();
    platform.sandbox.accepted.clear();
    platform.sandbox.faults.add({ kind: 'error', code: 131026 }, { to: to.number, times: 1 });
    const buttons = [
      { id: 'yes', title: 'Yes' },
      { id: 'no', title: 'No' },
    ];
    const header = { type: 'text', text: 'Leak' } as const;
    const action = { type: 'buttons', buttons } as const;
    const words = { header, body: 'Is it fixed?', footer: 'The council' };
    const [id] = await queueTo(into(), [to], () => ({ kind: 'interactive', ...words, action: { ...action, buttons } }));
    const sms = await until('it is sent', async () => (await fallbacks(id!)).find((one) => one.external_id));
    const bodies = platform.sandbox.accepted.list(({ provider }) => provider === 'twilio').map(({ body }) => body);
    expect(bodies).to.deep.equal(['Leak\n\nIs it fixed?\n\n1. Yes\n2. No\n\nThe council']);
    const conversation = await platform.database.db
      .selectFrom('conversations')
      .select('reply_options')
      .where('id', '=', sms.conversation_id)
      .executeTakeFirstOrThrow();
    expect(conversation.reply_options).to.deep.equal(buttons);
  });

  it('stays failed when the person opted out, or when SMS cannot say it', async () => {
    const to = await person();
    platform.sandbox.faults.add({ kind: 'error', code: 131050 }, { to: to.number, times: 1 });
    const [refused] = await queueTo(into(), [to], text('marketing'));
    await until('it failed', async () => (await status(refused!)) === 'failed');
    expect(await fallbacks(refused!)).to.have.length(0);
  });
});
