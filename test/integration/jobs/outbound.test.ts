// Sending: one conversation in order, what is safe is tried again, and what is in doubt is settled, never repeated blindly.
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { lockConversations } from '../../../src/store/conversations.ts';
import { queueOutbound } from '../../../src/store/outbox.ts';
import { peopleOf } from '../../support/people.ts';
import { metaVia, startPlatform, twilioVia, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';

describe('outbound', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform({ overrides: { settleAfterMs: 400, sendTimeoutMs: 500 } });
  });
  after(() => platform.close());
  afterEach(() => platform.sandbox.faults.clear());

  let people = 0;
  /** A person with an open window, and their conversation. */
  async function conversation(via = metaVia) {
    people += 1;
    const number = `+2783000${String(1000 + people)}`;
    const phone = platform.sandbox.phone(number, { bsuid: null });
    await phone.send({ via, text: 'hello' });
    await phone.waitForMessage();
    const row = await platform.database.db
      .selectFrom('conversations')
      .selectAll()
      .where('recipient', '=', number)
      .executeTakeFirstOrThrow();
    return { number, phone, id: row.id, tenantId: row.tenant_id, channelId: row.channel_id };
  }
  type Conversation = Awaited<ReturnType<typeof conversation>>;

  async function send({ id, tenantId, channelId }: Conversation, ...texts: string[]): Promise<string[]> {
    const ids = texts.map(() => newId());
    await platform.database.db.transaction().execute(async (trx) => {
      await lockConversations(trx, [id]);
      const messages = texts.map((text, n) => ({
        id: ids[n]!,
        tenantId,
        conversationId: id,
        channelId,
        content: { kind: 'text' as const, text },
      }));
      await queueOutbound(trx, messages);
      await platform.queue.enqueue(trx, [{ queue: 'outbound', data: { conversationId: id } }]);
    });
    return ids;
  }
  const message = (id: string) =>
    platform.database.db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const attempts = (id: string) =>
    platform.database.db
      .selectFrom('send_attempts')
      .selectAll()
      .where('message_id', '=', id)
      .orderBy('number')
      .orderBy('id')
      .execute();
  const settled = (id: string, ...statuses: string[]) =>
    until(
      `message is ${statuses.join(' or ')}`,
      async () => {
        const row = await message(id);
        return statuses.includes(row.status) && row;
      },
      20_000,
    );
  const acceptedTexts = (number: string) =>
    platform.sandbox.accepted.list(({ to }) => to === number).map(({ body }) => body);

  it('sends a conversation in order, whatever each call takes', async () => {
    const chat = await conversation();
    const texts = Array.from({ length: 8 }, (_, n) => `part ${n}`);
    platform.sandbox.faults.add({ kind: 'slow', ms: 120 }, { to: chat.number, times: 1 });
    const ids = await send(chat, ...texts);
    await settled(ids.at(-1)!, 'read');
    expect(acceptedTexts(chat.number).slice(1)).to.deep.equal(texts);
  });

  for (const [name, via, fault] of [
    ['a full throughput (130429)', metaVia, { kind: 'error', code: 130429 }],
    ['a pair rate (131056)', metaVia, { kind: 'error', code: 131056 }],
    ['an account rate (80007)', metaVia, { kind: 'error', code: 80007 }],
    ['a 429 of Twilio', twilioVia, { kind: 'rate_limited' }],
  ] as const) {
    it(`tries again after ${name}, and keeps the order behind it`, async function retried() {
      this.timeout(30_000);
      const chat = await conversation(via);
      platform.sandbox.faults.add(fault, { to: chat.number, times: 1 });
      const [first, second] = await send(chat, 'held back', 'behind it');
      await settled(second!, 'read', 'delivered');
      expect(acceptedTexts(chat.number).slice(1)).to.deep.equal(['held back', 'behind it']);
      expect((await attempts(first!)).map(({ outcome }) => outcome)).to.deep.equal(['retry', 'accepted']);
    });
  }

  it('never repeats a send whose answer was lost: the receipt settles it (Meta)', async () => {
    const chat = await conversation();
    platform.sandbox.faults.add({ kind: 'timeout_after_accept' }, { to: chat.number, times: 1 });
    const [first, second] = await send(chat, 'answer lost', 'next');
    await settled(first!, 'read');
    await settled(second!, 'read');
    expect(acceptedTexts(chat.number).slice(1)).to.deep.equal(['answer lost', 'next']);
    const row = await message(first!);
    expect(row.external_id).to.match(/^wamid\./);
    expect(await attempts(first!)).to.have.length(1);
  });

  it('counts once what was accepted or failed as a receipt tells', async () => {
    const count = async (line: string) => {
      const found = (await platform.metrics.registry.metrics()).split('\n').find((one) => one.startsWith(line));
      return Number(found?.split(' ').at(-1) ?? 0);
    };
    const sent = () => count('whatsapp_messages_sent_total{type="text"}');
    const failed = () => count('whatsapp_send_failures_total{provider="meta",outcome="failed",kind="recipient"}');
    const chat = await conversation();
    await peopleOf(platform).quiet();
    const before = [await sent(), await failed()] as const;
    platform.sandbox.faults.add({ kind: 'timeout_after_accept' }, { to: chat.number, times: 1 });
    const [lost] = await send(chat, 'answer lost');
    await settled(lost!, 'read');
    await until('it is counted', async () => (await sent()) > before[0]);
    platform.sandbox.faults.add({ kind: 'status_failed', code: 131026 }, { to: chat.number, times: 1 });
    const [refused, next] = await send(chat, 'fails later', 'next');
    await settled(refused!, 'failed');
    await settled(next!, 'read');
    expect([await sent(), await failed()]).to.deep.equal([before[0] + 3, before[1] + 1]);
  });

  it('leaves a send uncertain when no receipt comes and Meta cannot be asked, and goes on', async () => {
    const chat = await conversation();
    platform.sandbox.faults.add({ kind: 'timeout_before_accept' }, { to: chat.number, times: 1 });
    const [first, second] = await send(chat, 'lost for good', 'next');
    const row = await settled(first!, 'uncertain');
    expect(row).to.include({ error_code: 'uncertain' });
    await settled(second!, 'read');
    expect(acceptedTexts(chat.number).slice(1)).to.deep.equal(['next']);
    expect((await attempts(first!)).map(({ outcome }) => outcome)).to.deep.equal(['ambiguous']);
  });

  it('raises an uncertain message when its receipt comes after all', async () => {
    const chat = await conversation();
    platform.sandbox.faults.add({ kind: 'timeout_after_accept' }, { to: chat.number, times: 1 });
    platform.sandbox.faults.add({ kind: 'status_dropped' }, { to: chat.number, times: 3 });
    const [id] = await send(chat, 'late receipt');
    await settled(id!, 'uncertain');
    const [attempt] = await attempts(id!);
    const accepted = platform.sandbox.accepted.list(({ body }) => body === 'late receipt')[0]!;
    const { metaEnvelope, signedMeta } = await import('../../support/meta.ts');
    const status = {
      id: accepted.externalId,
      status: 'delivered',
      timestamp: String(Math.floor(Date.now() / 1000)),
      biz_opaque_callback_data: attempt!.id,
    };
    await signedMeta(platform.info.receiverUrl!, metaEnvelope({ statuses: [status] }));
    await settled(id!, 'delivered');
  });

  it('finds a send whose answer was lost in the list of Twilio', async () => {
    const chat = await conversation(twilioVia);
    platform.sandbox.faults.add({ kind: 'reset_after_accept' }, { to: chat.number, times: 1 });
    platform.sandbox.faults.add({ kind: 'status_dropped' }, { to: chat.number, times: 3 });
    const [id] = await send(chat, 'look for me');
    const row = await settled(id!, 'accepted');
    expect(row.external_id).to.match(/^SM/);
    expect(acceptedTexts(chat.number).slice(1)).to.deep.equal(['look for me']);
  });

  it('sends again what Twilio certainly does not have', async () => {
    const chat = await conversation(twilioVia);
    platform.sandbox.faults.add({ kind: 'reset_before_accept' }, { to: chat.number, times: 1 });
    const [id] = await send(chat, 'never arrived');
    await settled(id!, 'read', 'delivered');
    expect(acceptedTexts(chat.number).slice(1)).to.deep.equal(['never arrived']);
    expect((await attempts(id!)).map(({ outcome }) => outcome)).to.deep.equal(['absent', 'accepted']);
  });

  it('fails a message that the provider refuses, with code and kind, and goes on', async () => {
    const chat = await conversation();
    platform.sandbox.faults.add({ kind: 'error', code: 131026 }, { to: chat.number, times: 1 });
    const [first, second] = await send(chat, 'refused', 'next');
    const row = await settled(first!, 'failed');
    expect(row).to.include({ error_code: '131026', error_kind: 'recipient' });
    await settled(second!, 'read');
  });

  it('pauses the channel on a credential error and loses nothing', async () => {
    const chat = await conversation(twilioVia);
    platform.sandbox.faults.add({ kind: 'token_expired' }, { provider: 'twilio', times: 1 });
    const [id] = await send(chat, 'waits for the token');
    const channel = await until('the channel is paused', () =>
      platform.database.db
        .selectFrom('channels')
        .selectAll()
        .where('id', '=', chat.channelId)
        .where('paused_until', 'is not', null)
        .executeTakeFirst(),
    );
    expect(channel.paused_reason).to.include('20003');
    expect((await message(id!)).status).to.equal('queued');
    await platform.database.pool.query('update channels set paused_until = null');
    await platform.database.pool.query('update outbox set not_before = now()');
    await platform.channels.refresh();
    await platform.database.db
      .transaction()
      .execute((trx) => platform.queue.enqueue(trx, [{ queue: 'outbound', data: { conversationId: chat.id } }]));
    await settled(id!, 'read', 'delivered');
  });

  it('fails free text outside the 24 hours without asking the provider', async () => {
    const chat = await conversation();
    await platform.database.db
      .updateTable('conversations')
      .set({ window_expires_at: new Date(Date.now() - 1000) })
      .where('id', '=', chat.id)
      .execute();
    const before = platform.sandbox.accepted.count;
    const [id] = await send(chat, 'too late');
    expect(await settled(id!, 'failed')).to.include({ error_kind: 'window' });
    expect(platform.sandbox.accepted.count).to.equal(before);
    expect(await attempts(id!)).to.have.length(0);
  });

  it('does not let one conversation in doubt hold up another', async () => {
    const [stuck, free] = [await conversation(), await conversation()];
    platform.sandbox.faults.add({ kind: 'timeout_before_accept' }, { to: stuck.number, times: 1 });
    const [held] = await send(stuck, 'hangs');
    const [quick] = await send(free, 'passes');
    await settled(quick!, 'accepted', 'sent', 'delivered', 'read');
    expect((await message(held!)).status).to.equal('queued');
    await settled(held!, 'uncertain');
  });

  it('announces every change of status as an event', async () => {
    const chat = await conversation();
    const [id] = await send(chat, 'watch me');
    await settled(id!, 'read');
    const events = await platform.database.db
      .selectFrom('events')
      .select(['type', 'data'])
      .where('message_id', '=', id!)
      .orderBy('id')
      .execute();
    expect(events.map(({ data }) => (data as { status: string }).status)).to.include.members(['read']);
    expect(events.every(({ type }) => type === 'message_status_changed')).to.equal(true);
  });

  it('reports sends, latencies and failures as metrics', async () => {
    const text = await (await fetch(platform.info.metricsUrl!)).text();
    expect(text).to.match(/whatsapp_messages_sent_total\{type="text"\} [1-9]/);
    expect(text).to.match(/whatsapp_api_latency_seconds_count\{endpoint="meta.messages"\} [1-9]/);
    expect(text).to.match(/whatsapp_send_failures_total\{provider="meta",outcome="retry",kind="rate"\} [1-9]/);
    expect(text).to.match(/switchboard_event_to_reply_seconds_count [1-9]/);
    expect(text).to.match(/switchboard_jobs_total\{queue="outbound",result="completed"\} [1-9]/);
  });
});
