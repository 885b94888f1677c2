// When a channel is in trouble: it is left alone, its queue stays whole, others do not notice, and it comes back.
import { expect } from 'chai';
import { listConversationsWaiting } from '../../../src/store/backlog.ts';
import { pauseChannel, resumeChannel } from '../../../src/store/channel-pauses.ts';
import { anyTime, metaVia, startPlatform, type Platform } from '../../support/platform.ts';
import { makePeople, queueTo, text, type Person } from '../../support/sending.ts';
import { until } from '../../support/until.ts';

// What a provider that hangs takes.
const sendTimeoutMs = 1_000;

describe('a channel in trouble', function trouble() {
  this.timeout(40_000);
  let platform: Platform;
  before(async () => {
    platform = await startPlatform({ overrides: { settleAfterMs: 300, sendTimeoutMs, sandbox: anyTime } });
  });
  after(() => platform.close());
  beforeEach(async () => {
    platform.sandbox.faults.clear();
    platform.sandbox.accepted.clear();
    await platform.database.pool.query(
      'update channels set paused_until = null, paused_at = null, pause_step = 0; delete from events',
    );
  });

  const channelOf = (provider: 'meta' | 'twilio') => platform.channels.enabledOf(provider)[0]!;
  const into = () => ({ db: platform.database.db, queue: platform.queue });
  const people = (count: number, provider: 'meta' | 'twilio' = 'meta'): Promise<Person[]> =>
    makePeople(platform.database.db, channelOf(provider), count);
  const accepted = (prefix: string) => platform.sandbox.accepted.list(({ body }) => body.startsWith(prefix));
  const allAccepted = (prefix: string, count: number, timeoutMs = 20_000) =>
    until(`${count} × ${prefix}`, () => accepted(prefix).length >= count && accepted(prefix), timeoutMs);
  const messages = (ids: readonly string[]) =>
    platform.database.db.selectFrom('messages').selectAll().where('id', 'in', ids).orderBy('id').execute();
  const attempts = async (ids: readonly string[]) =>
    (await platform.database.db.selectFrom('send_attempts').selectAll().where('message_id', 'in', ids).execute())
      .length;
  const settled = (ids: readonly string[], status: string) =>
    until(`all are ${status}`, async () => {
      const rows = await messages(ids);
      return rows.every((row) => row.status === status) && rows;
    });
  const changes = async () =>
    (
      await platform.database.db
        .selectFrom('events')
        .selectAll()
        .where('type', '=', 'channel_changed')
        .orderBy('xid')
        .execute()
    ).map(({ data }) => data as { change: string; code?: string; until?: string });
  const resume = (id: string) =>
    platform.database.db.transaction().execute(async (trx) => {
      await resumeChannel(trx, id);
      const waiting = await listConversationsWaiting(trx, id);
      await platform.queue.enqueue(
        trx,
        waiting.map((conversationId) => ({ queue: 'outbound', data: { conversationId } })),
      );
    });
  const pausedUntil = async (id: string) =>
    (await platform.database.db.selectFrom('channels').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
      .paused_until ?? undefined;

  it('is paused once for many refusals of its credentials, and its queue stays whole', async () => {
    const channel = channelOf('twilio');
    platform.sandbox.faults.add({ kind: 'token_expired' }, { provider: 'twilio' });
    const ids = await queueTo(into(), await people(20, 'twilio'), text('queued'));
    await until('it is paused', () => pausedUntil(channel.id));
    await until('every refusal is recorded', async () => {
      const { rows } = await platform.database.pool.query('select from outbox where attempt_id is not null');
      return rows.length === 0;
    });
    expect(await changes()).to.have.length(1);
    expect((await changes())[0]).to.include({ change: 'paused', code: '20003' });
    expect((await messages(ids)).map(({ status }) => status)).to.deep.equal(ids.map(() => 'queued'));

    platform.sandbox.faults.clear();
    await resume(channel.id);
    await allAccepted('queued', 20);
    await settled(ids, 'read');
    expect((await changes()).map(({ change }) => change)).to.deep.equal(['paused', 'resumed']);
  });

  it('comes back by itself: one message finds out, and the others follow', async () => {
    const channel = channelOf('meta');
    await platform.database.db
      .transaction()
      .execute((trx) => pauseChannel(trx, channel.id, new Date(Date.now() + 1_200), 'being looked at'));
    const ids = await queueTo(into(), await people(5), text('waited'));
    await allAccepted('waited', 5, 25_000);
    const sent = accepted('waited');
    expect(sent[1]!.at - sent[0]!.at, 'the others wait for the first').to.be.greaterThan(500);
    await settled(ids, 'read');
    expect((await changes()).map(({ change }) => change)).to.deep.equal(['paused', 'resumed']);
    expect(await pausedUntil(channel.id)).to.equal(undefined);
  });

  it('is paused for longer each time', async () => {
    const channel = channelOf('meta');
    platform.sandbox.faults.add({ kind: 'token_expired' }, { provider: 'meta' });
    const [person] = await people(1);
    await queueTo(into(), [person!], text('again and again'));
    const lengths: number[] = [];
    for (let n = 0; n < 3; n++) {
      const end = await until('it is paused', async () => {
        const at = await pausedUntil(channel.id);
        return at && at > new Date() && at;
      });
      lengths.push(Math.round((end.getTime() - Date.now()) / 60_000));
      await platform.database.pool.query(
        'update channels set paused_until = now(); update outbox set not_before = now()',
      );
      await platform.database.db
        .transaction()
        .execute((trx) =>
          platform.queue.enqueue(trx, [{ queue: 'outbound', data: { conversationId: person!.conversationId } }]),
        );
    }
    expect(lengths).to.deep.equal([1, 5, 15]);
    platform.sandbox.faults.clear();
    await resume(channel.id);
    await allAccepted('again and again', 1);
  });

  it('keeps the order of a conversation and loses nothing when its token expires half-way', async () => {
    const channel = channelOf('meta');
    const [person] = await people(1);
    await queueTo(
      into(),
      Array.from({ length: 12 }, () => person!),
      text('part'),
    );
    await allAccepted('part', 4);
    platform.sandbox.faults.add({ kind: 'token_expired' }, { provider: 'meta' });
    await until('it is paused', () => pausedUntil(channel.id));
    platform.sandbox.faults.clear();
    await resume(channel.id);
    const sent = await allAccepted('part', 12);
    expect(sent.map(({ body }) => body)).to.deep.equal(Array.from({ length: 12 }, (_, n) => `part ${n}`));
  });

  it('is paused when a receipt says that the account is locked', async () => {
    const channel = channelOf('meta');
    platform.sandbox.faults.add({ kind: 'status_failed', code: 131031 }, { provider: 'meta', times: 1 });
    const ids = await queueTo(into(), await people(1), text('locked'));
    await settled(ids, 'failed');
    expect(await pausedUntil(channel.id)).to.be.greaterThan(new Date());
    expect(await changes()).to.have.length(1);
    await resume(channel.id);
  });

  it('is not tried while its provider does not answer; then one message finds out, and none is lost', async () => {
    platform.sandbox.faults.add({ kind: 'server_error', httpStatus: 503 }, { provider: 'twilio' });
    const broken = await queueTo(into(), await people(8, 'twilio'), text('down'));
    await until('the breaker is open', async () =>
      /switchboard_breaker_state\{provider="twilio",channel="[^"]+"\} 2/.test(
        await (await fetch(platform.info.metricsUrl!)).text(),
      ),
    );
    const later = await queueTo(into(), await people(20, 'twilio'), text('later'));
    await until('they are put off', async () => {
      const { rows } = await platform.database.pool.query<{ n: number }>(
        `select count(*)::int as n from pgboss.job where name = 'outbound' and state = 'created' and start_after > now()`,
      );
      return rows[0]!.n >= 20;
    });
    expect(await attempts(later)).to.equal(0);
    const others = await queueTo(into(), await people(5), text('unharmed'));
    await allAccepted('unharmed', 5, 2_000);
    platform.sandbox.faults.clear();
    await allAccepted('later', 20, 30_000);
    await settled([...later, ...others], 'read');
    await until('what was in doubt is settled', async () =>
      (await messages(broken)).every(({ status }) => status !== 'queued'),
    );
    expect(await (await fetch(platform.info.metricsUrl!)).text()).to.match(
      /switchboard_breaker_state\{provider="twilio",channel="[^"]+"\} 0/,
    );
  });

  it('does not slow the replies of another while its provider hangs', async () => {
    platform.sandbox.faults.add({ kind: 'timeout_before_accept' }, { provider: 'twilio' });
    await queueTo(into(), await people(60, 'twilio'), text('hangs'));
    const phone = platform.sandbox.phone('+27831112233', { bsuid: null });
    const waits: number[] = [];
    for (let n = 0; n < 10; n++) {
      const begun = Date.now();
      await phone.send({ via: metaVia, text: `quick ${n}` });
      await platform.sandbox.accepted.waitFor(({ body }) => body === `[Echo] quick ${n}`);
      waits.push(Date.now() - begun);
    }
    expect(waits.toSorted((a, b) => a - b)[5]).to.be.lessThan(sendTimeoutMs);
  });
});
