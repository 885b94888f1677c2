// What people see of our reading: at once where a flow answers, when a person says so where one does, and never in the way.
import { expect } from 'chai';
import { systemClock } from '../../../src/platform/clock.ts';
import { createHttpClient } from '../../../src/platform/http.ts';
import { createLogger } from '../../../src/platform/log.ts';
import { createMetrics } from '../../../src/platform/metrics.ts';
import { createProviders } from '../../../src/providers/registry.ts';
import type { JobContext } from '../../../src/jobs/job.ts';
import { createReadMarker } from '../../../src/jobs/read-marker.ts';
import { metaVia, startPlatform, twilioVia, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { createChats, type Chat, type Chats } from './chats.ts';

describe('read marks', () => {
  let platform: Platform;
  let chats: Chats;
  before(async () => {
    platform = await startPlatform();
    chats = createChats(platform);
  });
  after(() => platform.close());
  afterEach(() => platform.sandbox.faults.clear());

  const marksOf = (externalId: string) => platform.sandbox.readMarks.filter((mark) => mark.externalId === externalId);
  const marked = (externalId: string) => until(`${externalId} is marked`, () => marksOf(externalId)[0]);
  const setChannel = async ({ channelId }: Chat, readMarks: boolean) => {
    const { db } = platform.database;
    await db.updateTable('channels').set({ read_marks: readMarks }).where('id', '=', channelId).execute();
    await platform.channels.refresh();
  };
  const answered = async ({ phone }: Chat, send: () => Promise<{ externalId: string }>) => {
    const before = phone.inbox.length;
    const { externalId } = await send();
    await until('an answer', () => phone.inbox.length > before);
    return externalId;
  };

  for (const via of [metaVia, twilioVia]) {
    it(`come with typing while a flow works (${via.provider})`, async () => {
      const { phone } = await chats.open(via);
      const { externalId } = await phone.send({ via, text: 'Anyone there?' });
      expect(await marked(externalId)).to.include({ typing: true });
    });
  }

  it('are left out for what cannot be read, and on channels that want none', async () => {
    const chat = await chats.open();
    const message = { type: 'reaction', reaction: { message_id: 'wamid.x', emoji: '👍' } };
    const reaction = await chat.phone.send({ via: metaVia, message });
    await setChannel(chat, false);
    const silent = await answered(chat, () => chat.phone.send({ via: metaVia, text: 'silent' }));
    await setChannel(chat, true);
    const { externalId } = await chat.phone.send({ via: metaVia, text: 'marked again' });
    await marked(externalId);
    expect(marksOf(silent)).to.deep.equal([]);
    expect(marksOf(reaction.externalId)).to.deep.equal([]);
  });

  it('wait for a person where one has taken over, and then name the last thing that was said', async () => {
    const chat = await chats.open();
    const { db } = platform.database;
    await db.updateTable('conversations').set({ status: 'handed_over' }).where('id', '=', chat.id).execute();
    const first = await chat.phone.send({ via: metaVia, text: 'first' });
    const last = await chat.phone.send({ via: metaVia, text: 'last' });
    const message = { type: 'reaction', reaction: { message_id: 'wamid.x', emoji: '👍' } };
    const reaction = await chat.phone.send({ via: metaVia, message });
    await until('all are stored', async () => {
      const rows = await db
        .selectFrom('messages')
        .select('id')
        .where('external_id', '=', reaction.externalId)
        .execute();
      return rows.length === 1;
    });
    expect(marksOf(last.externalId)).to.deep.equal([]);
    const job = { queue: 'read-marks', data: { conversationId: chat.id } } as const;
    await db.transaction().execute((trx) => platform.queue.enqueue(trx, [job, job]));
    expect(await marked(last.externalId)).to.include({ typing: false });
    expect(marksOf(first.externalId)).to.deep.equal([]);
  });

  it('are not repeated, and hold nothing up, when the provider refuses or does not answer', async () => {
    const chat = await chats.open();
    for (const fault of [{ kind: 'error', code: 131009 }, { kind: 'timeout_before_accept' }] as const) {
      platform.sandbox.faults.add(fault, { operation: 'mark' });
      const externalId = await answered(chat, () => chat.phone.send({ via: metaVia, text: fault.kind }));
      expect(marksOf(externalId), fault.kind).to.deep.equal([]);
    }
    const failed = /whatsapp_read_marks_total\{provider="meta",result="failed"\} 2/;
    await until('both are counted', async () => failed.test(await platform.metrics.registry.metrics()));
    expect(await platform.metrics.registry.metrics()).to.match(
      /whatsapp_api_latency_seconds_count\{endpoint="meta.read"\} [1-9]/,
    );
  });

  describe('that are too many', () => {
    const log = createLogger('silent');
    const mark = (n: number, about = {}) => {
      const channel = platform.channels.enabledOf('meta')[0]!;
      return { channel, conversationId: `conversation ${n}`, externalId: `wamid.many-${n}`, typing: true, ...about };
    };

    it('wait for each other, the newest of a conversation in place of the older, without typing that comes late', async () => {
      const http = createHttpClient();
      const settings = { http, publicUrl: () => '', metaGraphVersion: 'v25.0', twilioApiUrl: undefined };
      const { metaUrl: metaGraphUrl } = platform.sandbox;
      const providers = createProviders({ ...settings, metaGraphUrl, sendTimeoutMs: 3_000 });
      const metrics = createMetrics();
      const marker = createReadMarker({ providers, metrics, log, clock: systemClock } as unknown as JobContext);
      platform.sandbox.faults.add({ kind: 'slow', ms: 700 }, { operation: 'mark', times: 16 });
      marker.mark(Array.from({ length: 16 }, (_, n) => mark(n)));
      marker.mark([mark(99), mark(99, { externalId: 'wamid.newer' })]);
      expect(await marked('wamid.newer')).to.include({ typing: false });
      expect(marksOf('wamid.many-0')[0]).to.include({ typing: true });
      expect(marksOf('wamid.many-99')).to.deep.equal([]);
      platform.sandbox.faults.add({ kind: 'slow', ms: 300 }, { operation: 'mark', times: 16 });
      marker.mark(Array.from({ length: 2_100 }, (_, n) => mark(1_000 + n)));
      await marker.idle();
      const dropped = await metrics.readMarks.get();
      expect(dropped.values.find(({ labels }) => labels['result'] === 'dropped')?.value).to.be.within(84, 100);
      await http.close();
    });
  });
});
