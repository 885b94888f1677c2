// Files of messages on their way out: made known to the provider once, waited for, and never a reason for doubt.
import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { insertMedia, saveFile } from '../../../src/store/media.ts';
import { testObjects, type TestObjects } from '../../support/objects.ts';
import { anyTime, metaVia, startPlatform, twilioVia, type Platform } from '../../support/platform.ts';
import { makePeople, mostInASecond, queueTo } from '../../support/sending.ts';
import { until } from '../../support/until.ts';
import { createChats, type Chats } from './chats.ts';

describe('files of outbound messages', () => {
  let platform: Platform;
  let objects: TestObjects;
  let chats: Chats;
  before(async () => {
    objects = await testObjects();
    platform = await startPlatform({
      env: objects.env,
      overrides: { settleAfterMs: 400, sendTimeoutMs: 1_000, sandbox: anyTime },
    });
    chats = createChats(platform);
  });
  after(async () => {
    await platform.close();
    await objects.close();
  });
  afterEach(() => platform.sandbox.faults.clear());

  /** A file of the tenant that is stored. */
  async function stored(tenantId: string, filename?: string) {
    const bytes = randomBytes(5_000);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const [id, fileId] = [newId(), newId()];
    const objectKey = `${tenantId}/${fileId}`;
    await objects.store.put(objectKey, bytes, 'application/pdf');
    const file = { id: fileId, sha256, size: bytes.length, contentType: 'application/pdf', objectKey };
    await platform.database.db.transaction().execute(async (trx) => {
      await saveFile(trx, { ...file, tenantId, width: null, height: null, thumbnails: [] });
      const name = filename === undefined ? {} : { filename };
      await insertMedia(trx, [{ id, tenantId, origin: 'upload', kind: 'document', fileId, ...name }]);
    });
    return { id, fileId, sha256, objectKey };
  }
  const document = (mediaId: string) => ({ kind: 'document', source: { mediaId } }) as const;
  const uploadsOf = (sha256: string) => platform.sandbox.files.uploads.filter((upload) => upload.sha256 === sha256);

  for (const via of [metaVia, twilioVia]) {
    it(`reach the phone byte for byte, under their own name (${via.provider})`, async () => {
      const chat = await chats.open(via);
      const file = await stored(chat.tenantId, 'Invoice May.pdf');
      const [id] = await chats.send(chat, document(file.id));
      await chats.settled(id!, 'read', 'delivered');
      const [media] = chat.phone.inbox.at(-1)!.media!;
      expect(media).to.include({ sha256: file.sha256, contentType: 'application/pdf', size: 5_000 });
      if (via.provider === 'meta') expect(media).to.include({ filename: 'Invoice May.pdf' });
    });
  }

  it('go up once, for messages at the same time and for later ones', async () => {
    const [first, second] = [await chats.open(), await chats.open()];
    const file = await stored(first.tenantId);
    platform.sandbox.faults.add({ kind: 'slow', ms: 100 }, { operation: 'upload', times: 1 });
    const [[a], [b]] = await Promise.all([chats.send(first, document(file.id)), chats.send(second, document(file.id))]);
    for (const id of [a, b]) await chats.settled(id!, 'read');
    const [c] = await chats.send(first, document(file.id));
    await chats.settled(c!, 'read');
    expect(uploadsOf(file.sha256)).to.have.length(1);
  });

  it('hold their messages to the rate of the number when they are up at last, and each goes once', async function paced() {
    this.timeout(30_000);
    const { pool, db } = platform.database;
    const chat = await chats.open();
    const file = await stored(chat.tenantId);
    const channel = platform.channels.findById(chat.channelId)!;
    await pool.query('update channels set rate_per_second = 20 where id = $1', [channel.id]);
    await platform.channels.refresh();
    platform.sandbox.faults.add({ kind: 'slow', ms: 700 }, { operation: 'upload', times: 1 });
    const before = platform.sandbox.accepted.list().length;
    const people = await makePeople(db, channel, 30);
    const ids = await queueTo({ db, queue: platform.queue }, people, () => document(file.id));
    for (const id of ids) await chats.settled(id, 'accepted', 'sent', 'delivered', 'read');
    await pool.query('update channels set rate_per_second = null where id = $1', [channel.id]);
    await platform.channels.refresh();
    const sent = platform.sandbox.accepted.list().slice(before);
    expect(sent).to.have.length(30);
    expect(mostInASecond(sent)).to.be.at.most(24);
    expect(await db.selectFrom('outbox').selectAll().execute()).to.deep.equal([]);
  });

  it('go up again when the provider does not know them any more', async () => {
    const chat = await chats.open();
    const file = await stored(chat.tenantId);
    const [first] = await chats.send(chat, document(file.id));
    await chats.settled(first!, 'read');
    platform.sandbox.files.expire(uploadsOf(file.sha256)[0]!.id);
    const [second] = await chats.send(chat, document(file.id));
    await chats.settled(second!, 'read');
    expect(uploadsOf(file.sha256)).to.have.length(2);
    expect(await chats.outcomes(second!)).to.deep.equal(['retry', 'accepted']);
  });

  it('go up again after a failure that came later by webhook', async () => {
    const chat = await chats.open();
    const file = await stored(chat.tenantId);
    platform.sandbox.faults.add({ kind: 'status_failed', code: 131053 }, { to: chat.number, times: 1 });
    const [first] = await chats.send(chat, document(file.id));
    expect(await chats.settled(first!, 'failed')).to.include({ error_kind: 'media', error_code: '131053' });
    const [second] = await chats.send(chat, document(file.id));
    await chats.settled(second!, 'read');
    expect(uploadsOf(file.sha256)).to.have.length(2);
    expect(await chats.outcomes(second!)).to.deep.equal(['accepted']);
  });

  it('that the provider refuses fresh are refused for good', async () => {
    const chat = await chats.open();
    const file = await stored(chat.tenantId);
    platform.sandbox.faults.add({ kind: 'error', code: 131053 }, { to: chat.number });
    const [id] = await chats.send(chat, document(file.id));
    expect(await chats.settled(id!, 'failed')).to.include({ error_kind: 'media', error_code: '131053' });
    expect(await chats.outcomes(id!)).to.deep.equal(['rejected']);
  });

  for (const via of [metaVia, twilioVia]) {
    it(`that are not what their message says fail it without a call (${via.provider})`, async () => {
      const chat = await chats.open(via);
      const file = await stored(chat.tenantId);
      const before = platform.sandbox.accepted.count;
      const [id] = await chats.send(chat, { kind: 'image', source: { mediaId: file.id } });
      const failed = await chats.settled(id!, 'failed');
      expect(failed).to.include({ error_kind: 'media', error_code: 'file_limits' });
      expect(failed.error_text).to.match(/^The file is application\/pdf: /);
      expect(platform.sandbox.accepted.count).to.equal(before);
      expect(uploadsOf(file.sha256)).to.deep.equal([]);
    });
  }

  it('are tried once more where the provider had to fetch them', async () => {
    const chat = await chats.open();
    const link = { kind: 'image', source: { link: 'http://127.0.0.1:9/a.jpg' } } as const;
    platform.sandbox.faults.add({ kind: 'error', code: 131053 }, { to: chat.number });
    const [id] = await chats.send(chat, link);
    expect(await chats.settled(id!, 'failed')).to.include({ error_kind: 'media' });
    expect(await chats.outcomes(id!)).to.deep.equal(['retry', 'rejected']);
  });

  it('that are still being fetched keep their message waiting, without an attempt, until somebody says so', async () => {
    const chat = await chats.open();
    const mediaId = newId();
    const file = await stored(chat.tenantId);
    await platform.database.db
      .transaction()
      .execute((trx) =>
        insertMedia(trx, [
          { id: mediaId, tenantId: chat.tenantId, origin: 'link', kind: 'document', source: 'https://example.org/a' },
        ]),
      );
    const [id, behind] = await chats.send(chat, document(mediaId), { kind: 'text', text: 'behind it' });
    const reasons = 'switchboard_sends_postponed_total{reason="file"}';
    await until('it was looked at', async () => (await platform.metrics.registry.metrics()).includes(reasons));
    expect(await chats.outcomes(id!)).to.deep.equal([]);
    await platform.database.db.transaction().execute(async (trx) => {
      const ready = { status: 'ready', file_id: file.fileId, lease_until: null } as const;
      await trx.updateTable('media').set(ready).where('id', '=', mediaId).execute();
      await platform.queue.enqueue(trx, [{ queue: 'outbound', data: { conversationId: chat.id } }]);
    });
    await chats.settled(id!, 'read');
    await chats.settled(behind!, 'read');
    expect(chat.phone.inbox.slice(-2).map(({ type }) => type)).to.deep.equal(['document', 'text']);
  });

  it('that will not come fail their message with the reason, and what is behind goes on', async () => {
    const chat = await chats.open();
    const file = await stored(chat.tenantId);
    const failure = { status: 'failed', file_id: null, error_code: 'url_refused', error_text: 'Not found.' } as const;
    await platform.database.db.updateTable('media').set(failure).where('id', '=', file.id).execute();
    const [id, behind] = await chats.send(chat, document(file.id), { kind: 'text', text: 'behind it' });
    expect(await chats.settled(id!, 'failed')).to.include({
      error_kind: 'media',
      error_code: 'url_refused',
      error_text: 'Not found.',
    });
    expect(await chats.outcomes(id!)).to.deep.equal([]);
    await chats.settled(behind!, 'read');
  });

  it('of another tenant, or of nobody, never go out', async () => {
    const chat = await chats.open();
    const file = await stored(chat.tenantId);
    await platform.database.pool.query(`insert into tenants (id, name) values ($1, 'another')`, [chats.otherTenantId]);
    const theirs = await stored(chats.otherTenantId);
    for (const mediaId of [theirs.id, newId()]) {
      const [id] = await chats.send(chat, document(mediaId));
      expect(await chats.settled(id!, 'failed')).to.include({ error_kind: 'media', error_code: 'file_missing' });
    }
    await objects.store.remove(file.objectKey);
    const [id] = await chats.send(chat, document(file.id));
    expect(await chats.settled(id!, 'failed')).to.include({ error_kind: 'media', error_code: 'file_missing' });
    expect(uploadsOf(theirs.sha256)).to.deep.equal([]);
  });

  it('that were going up when their worker died go up again: such a message is not in doubt', async () => {
    const chat = await chats.open();
    const file = await stored(chat.tenantId);
    const abandoned = async (content: ReturnType<typeof document>, isPreparing: boolean) => {
      const [id] = await chats.store(chat, content);
      const attemptId = newId();
      const { db } = platform.database;
      const { tenantId, channelId } = chat;
      const attempt = { id: attemptId, message_id: id!, tenant_id: tenantId, channel_id: channelId, number: 1 };
      await db
        .insertInto('send_attempts')
        .values({ ...attempt, started_at: new Date() })
        .execute();
      const lease = { attempt_id: attemptId, lease_until: new Date(Date.now() - 1) };
      await db
        .updateTable('outbox')
        .set({ ...lease, preparing_attempt_id: isPreparing ? attemptId : null })
        .where('message_id', '=', id!)
        .execute();
      await chats.wake(chat);
      return id!;
    };
    await chats.settled(await abandoned(document(file.id), true), 'read');
    await chats.settled(await abandoned(document(file.id), false), 'uncertain');
  });

  it('keep the queue whole when the token is expired', async () => {
    const chat = await chats.open();
    const file = await stored(chat.tenantId);
    platform.sandbox.faults.add({ kind: 'token_expired' }, { operation: 'upload', times: 1 });
    const [id, behind] = await chats.send(chat, document(file.id), { kind: 'text', text: 'behind it' });
    await until('the channel is paused', () => chats.pausedReason(chat));
    expect((await chats.message(id!)).status).to.equal('queued');
    await chats.resume(chat);
    await chats.settled(id!, 'read');
    await chats.settled(behind!, 'read');
  });

  it('are tried again after a page instead of an answer, without doubt', async () => {
    const chat = await chats.open();
    const file = await stored(chat.tenantId);
    platform.sandbox.faults.add({ kind: 'html' }, { operation: 'upload', times: 1 });
    const [id] = await chats.send(chat, document(file.id));
    await chats.settled(id!, 'read');
    expect(await chats.outcomes(id!)).to.deep.equal(['retry', 'accepted']);
    expect(await platform.metrics.registry.metrics()).to.match(
      /whatsapp_api_latency_seconds_count\{endpoint="meta.upload"\} [1-9]/,
    );
  });
});
