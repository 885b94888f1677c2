// Receipts come late, twice, early and in any order; a status never goes backwards.
import { expect } from 'chai';
import fc from 'fast-check';
import { statusRank } from '../../../src/domain/receipt.ts';
import { metaEnvelope, signedMeta } from '../../support/meta.ts';
import { metaVia, startPlatform, twilioVia, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';

describe('receipts', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform();
  });
  after(() => platform.close());
  afterEach(() => platform.sandbox.faults.clear());

  const db = () => platform.database.db;
  const idle = () =>
    until('no job waits', async () => {
      const { rows } = await platform.database.pool.query(
        "select from pgboss.job where state < 'completed' and name <> 'dead-letters'",
      );
      return rows.length === 0;
    });
  const byExternalId = (externalId: string) =>
    db().selectFrom('messages').selectAll().where('external_id', '=', externalId).executeTakeFirst();

  /** A sent message without any receipt yet, and its attempt id. */
  async function sentMessage(number: string) {
    platform.sandbox.faults.add({ kind: 'status_dropped' }, { to: number });
    const phone = platform.sandbox.phone(number, { bsuid: null });
    await phone.send({ via: metaVia, text: `for ${number}` });
    const { externalId } = await phone.waitForMessage();
    const row = await until('accepted', () => byExternalId(externalId));
    return { externalId, id: row.id };
  }
  const status = (externalId: string, name: string, extra: object = {}) => ({
    id: externalId,
    status: name,
    timestamp: String(Math.floor(Date.now() / 1000)),
    ...extra,
  });
  const post = (...statuses: object[]) => signedMeta(platform.info.receiverUrl!, metaEnvelope({ statuses }));

  it('never goes backwards, in any order of arrival, with any duplicates', async function anyOrder() {
    this.timeout(60_000);
    let n = 0;
    const names = ['sent', 'delivered', 'read', 'failed'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        async (posts) => {
          const { externalId, id } = await sentMessage(`+2784000${String(1000 + n++)}`);
          let highest = statusRank.accepted;
          for (const group of posts) {
            const statuses = group.map((name) =>
              status(externalId, name, name === 'failed' ? { errors: [{ code: 131026, title: 'x' }] } : {}),
            );
            expect((await post(...statuses)).status).to.equal(200);
            await idle();
            highest = Math.max(highest, ...group.map((name) => statusRank[name]));
            const row = await db().selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
            expect(statusRank[row.status]).to.equal(highest);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('keeps a receipt that comes before the message is known, and applies it then', async () => {
    const phone = platform.sandbox.phone('+27841110001', { bsuid: null });
    platform.sandbox.faults.add({ kind: 'status_early' }, { to: '+27841110001' });
    await phone.send({ via: metaVia, text: 'early' });
    const { externalId } = await phone.waitForMessage();
    await until('read', async () => (await byExternalId(externalId))?.status === 'read');
  });

  it('settles a receipt without our attempt id that beat the send', async () => {
    const number = '+27841110002';
    platform.sandbox.faults.add({ kind: 'status_dropped' }, { to: number });
    platform.sandbox.faults.add({ kind: 'slow', ms: 300 }, { to: number });
    const phone = platform.sandbox.phone(number, { bsuid: null });
    const stop = platform.sandbox.accepted.onAccepted(({ externalId, to }) => {
      if (to === number) void post(status(externalId, 'delivered'));
    });
    await phone.send({ via: metaVia, text: 'hello' });
    const { externalId } = await phone.waitForMessage();
    await until('delivered', async () => (await byExternalId(externalId))?.status === 'delivered');
    stop();
    expect(await db().selectFrom('early_receipts').selectAll().execute()).to.have.length(0);
  });

  it('keeps a receipt of a message nobody knows, and answers 200', async () => {
    expect((await post(status('wamid.nobody', 'read'))).status).to.equal(200);
    await idle();
    const [kept] = await db()
      .selectFrom('early_receipts')
      .selectAll()
      .where('external_id', '=', 'wamid.nobody')
      .execute();
    expect(kept).to.include({ status: 'read' });
  });

  it('lets a receipt settle only attempts of its own channel', async () => {
    const { id } = await sentMessage('+27841110003');
    const [attempt] = await db().selectFrom('send_attempts').selectAll().where('message_id', '=', id).execute();
    const { demoTwilio } = await import('../../../src/sandbox/demo.ts');
    const params = {
      MessageSid: 'SMforeign',
      AccountSid: demoTwilio.accountSid,
      From: `whatsapp:${demoTwilio.phone}`,
      To: 'whatsapp:+27841110003',
      MessageStatus: 'read',
    };
    const url = `${platform.info.receiverUrl}/webhooks/twilio/status?attempt=${attempt!.id}`;
    expect((await platform.sandbox.postTwilio(demoTwilio.accountSid, url, params)).status).to.equal(200);
    await idle();
    const row = await db().selectFrom('messages').select('status').where('id', '=', id).executeTakeFirstOrThrow();
    expect(row.status).to.equal('accepted');
  });

  it('records why a message failed later, for both providers', async () => {
    for (const [via, number, code, kind] of [
      [metaVia, '+27841110004', 131047, 'window'],
      [twilioVia, '+27841110005', 63016, 'window'],
    ] as const) {
      platform.sandbox.faults.add({ kind: 'status_failed', code }, { to: number });
      const phone = platform.sandbox.phone(number, { bsuid: null });
      await phone.send({ via, text: 'will fail' });
      const accepted = await platform.sandbox.accepted.waitFor(({ to }) => to === number);
      const row = await until('failed', async () => {
        const found = await byExternalId(accepted.externalId);
        return found?.status === 'failed' && found;
      });
      expect(row).to.include({ error_code: String(code), error_kind: kind });
    }
  });

  it('ignores statuses that say nothing to us', async () => {
    const { externalId, id } = await sentMessage('+27841110006');
    await post(status(externalId, 'deleted'), status(externalId, 'warning'));
    await idle();
    expect(
      (await db().selectFrom('messages').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status,
    ).to.equal('accepted');
  });

  it('does the same twice as once', async () => {
    const { externalId, id } = await sentMessage('+27841110007');
    await post(status(externalId, 'delivered'));
    await idle();
    const once = await db().selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    await platform.database.pool.query("delete from pgboss.job where name = 'receipts'");
    await post(status(externalId, 'delivered', { timestamp: String(Math.floor(Date.now() / 1000) + 60) }));
    await idle();
    expect(await db().selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow()).to.deep.equal(
      once,
    );
    const events = await db().selectFrom('events').select('id').where('message_id', '=', id).execute();
    expect(events).to.have.length(2);
  });
});
