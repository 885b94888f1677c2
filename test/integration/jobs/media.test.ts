// What people send is fetched, checked, stored once and shown small; what is wrong with it harms nothing else.
import { readdir, writeFile, utimes } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import type { MediaKind } from '../../../src/domain/media.ts';
import { ensureTenant } from '../../../src/store/tenants.ts';
import { animatedSticker, bomb, image } from '../../support/images.ts';
import { metaVia } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { sha256Of, startMediaRig, type MediaRig, type Worker } from './media-rig.ts';

describe('files of people', () => {
  let rig: MediaRig;
  let worker: Worker;
  before(async () => {
    rig = await startMediaRig();
    worker = await rig.startWorker();
  });
  after(() => rig.close());
  afterEach(() => rig.sandbox.faults.clear());

  let counter = 0;
  /** Bytes that nobody else has. */
  const document = (size = 2_000) => {
    counter += 1;
    return Buffer.concat([Buffer.from(`%PDF-1.7\n${counter}\n`), Buffer.alloc(size, counter % 251)]);
  };
  const pdf = (bytes = document()) => ({ bytes, contentType: 'application/pdf' });
  const events = async (mediaId: string) => {
    const rows = await rig.database.db.selectFrom('events').selectAll().where('type', '=', 'media_changed').execute();
    return rows
      .map((row) => row.data as { mediaId: string; status: string })
      .filter((data) => data.mediaId === mediaId);
  };
  const downloads = async (status: string) => {
    const { values } = await worker.metrics.mediaDownloads.get();
    return values.find(({ labels }) => labels.status === status)?.value ?? 0;
  };

  for (const provider of ['meta', 'twilio'] as const) {
    it(`are stored as ${provider} has them`, async () => {
      const bytes = document();
      const id = await rig.receive(pdf(bytes), { provider });
      const { status, file } = await rig.settled(id);
      expect(status).to.equal('ready');
      expect(file).to.include({
        sha256: sha256Of(bytes),
        size: bytes.length,
        contentType: 'application/pdf',
        width: null,
      });
      expect(file!.thumbnails).to.deep.equal([]);
      expect(await rig.read(file!.objectKey)).to.deep.equal(bytes);
      expect(await events(id)).to.deep.equal([{ mediaId: id, status: 'ready' }]);
      expect(await rig.row(id)).to.include({ error_code: null, lease_until: null, attempts: 1 });
    });
  }

  it('leave nothing on the worker’s disk', async () => {
    await rig.settled(await rig.receive(pdf()));
    expect(await readdir(rig.workDir)).to.deep.equal([]);
  });

  it('of images come with thumbnails and their measures, without where they were taken', async () => {
    const bytes = await image({ gps: true, orientation: 6, width: 1200, height: 800 });
    const { file } = await rig.settled(await rig.receive({ bytes, contentType: 'image/jpeg' }, { kind: 'image' }));
    expect(file).to.include({ contentType: 'image/jpeg', width: 800, height: 1200 });
    const sizes = file!.thumbnails.map(({ size, width, height }) => [size, width, height]);
    expect(sizes).to.have.deep.members([
      ['small', 171, 256],
      ['large', 683, 1024],
    ]);
    for (const { key } of file!.thumbnails) {
      const { format, exif } = await sharp(await rig.read(key)).metadata();
      expect([format, exif]).to.deep.equal(['webp', undefined]);
    }
    expect(await rig.read(file!.objectKey), 'the original is kept as it was sent').to.deep.equal(bytes);
  });

  it('of stickers that move show their first frame', async () => {
    const bytes = await animatedSticker();
    const { file } = await rig.settled(await rig.receive({ bytes, contentType: 'image/webp' }, { kind: 'sticker' }));
    expect(file!.thumbnails).to.have.length(2);
  });

  for (const [name, kind, contentType, bytes, stored] of [
    [
      'an SVG that poses as a PNG',
      'image',
      'image/png',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'image/svg+xml',
    ],
    [
      'a page that poses as a JPEG',
      'image',
      'image/jpeg',
      Buffer.from('<!doctype html><script>alert(1)</script>'),
      'text/html',
    ],
    ['a PDF that poses as a sticker', 'sticker', 'image/webp', Buffer.from('%PDF-1.7\nsticker'), 'application/pdf'],
    ['half a JPEG', 'image', 'image/jpeg', () => image().then((whole) => whole.subarray(0, 4_000)), 'image/jpeg'],
    ['an image of 256 million pixels', 'image', 'image/png', () => bomb(), 'image/png'],
  ] as const) {
    it(`are stored as what they are, without thumbnails: ${name}`, async () => {
      const content = typeof bytes === 'function' ? await bytes() : bytes;
      const about = { kind: kind as MediaKind };
      const media = await rig.settled(await rig.receive({ bytes: content, contentType }, about), 20_000);
      expect(media).to.include({ status: 'ready', declaredType: contentType });
      expect(media.file).to.include({ contentType: stored, size: content.length });
      expect(media.file!.thumbnails).to.deep.equal([]);
    });
  }

  it('are stored once for each tenant, however often they come', async () => {
    const bytes = await image({ width: 300, height: 200 });
    const first = await rig.settled(await rig.receive({ bytes, contentType: 'image/jpeg' }));
    const puts = rig.objects.puts;
    const duplicates = await downloads('duplicate');
    const second = await rig.settled(await rig.receive({ bytes, contentType: 'image/jpeg' }, { provider: 'twilio' }));
    expect(second.file).to.deep.equal(first.file);
    expect(rig.objects.puts, 'nothing is uploaded again').to.equal(puts);
    expect(await downloads('duplicate')).to.equal(duplicates + 1);
    const keys = [first.file!.objectKey, ...first.file!.thumbnails.map(({ key }) => key)];
    for (const key of keys) await rig.objects.remove(key);
    const third = await rig.settled(await rig.receive({ bytes, contentType: 'image/jpeg' }));
    expect(third.file).to.deep.equal(first.file);
    expect(await rig.read(keys[0]!), 'what went from the store is put back').to.deep.equal(bytes);
    for (const key of keys) await rig.read(key);
  });

  it('are not shared between tenants', async () => {
    const bytes = document();
    const other = await ensureTenant(rig.database.db, 'another');
    const [mine, theirs] = await Promise.all([
      rig.settled(await rig.receive(pdf(bytes))),
      rig.settled(await rig.receive(pdf(bytes), { tenantId: other })),
    ]);
    expect(mine.file!.id).not.to.equal(theirs.file!.id);
    expect(mine.file!.objectKey).not.to.equal(theirs.file!.objectKey);
  });

  it('that come many times at once are one file and one object', async () => {
    const bytes = await image({ width: 640, height: 480 });
    await rig.startWorker().then(async (second) => {
      const ids = await Promise.all(
        Array.from({ length: 8 }, () => rig.receive({ bytes, contentType: 'image/jpeg' }, { kind: 'image' })),
      );
      const all = await Promise.all(ids.map((id) => rig.settled(id)));
      expect(all.map(({ status }) => status)).to.deep.equal(ids.map(() => 'ready'));
      expect(new Set(all.map(({ file }) => file!.id)).size).to.equal(1);
      const { objectKey, thumbnails } = all[0]!.file!;
      const keys = [objectKey, ...thumbnails.map(({ key }) => key)];
      await second.stop();
      const leftovers = () =>
        [...rig.objects.keys].filter((key) => ids.some((id) => key.includes(id)) && !keys.includes(key));
      await until('objects that lost are removed', () => leftovers().length === 0);
      for (const key of keys) expect(await rig.read(key)).not.to.have.length(0);
    });
  });

  it('keep their bytes when a slow worker brings others for the same message', async () => {
    const bytes = document();
    const id = await rig.receive(pdf(bytes));
    const { file } = await rig.settled(id);
    const others = await rig.sandbox.files.add(metaVia, pdf());
    const again = { status: 'pending', file_id: null, source: others.id } as const;
    await rig.database.db.updateTable('media').set(again).where('id', '=', id).execute();
    expect((await rig.settled(id)).file!.sha256).not.to.equal(file!.sha256);
    expect(await rig.read(file!.objectKey)).to.deep.equal(bytes);
  });

  it('that the provider has no more are given up, and said to be', async () => {
    const { id: expired } = await rig.sandbox.files.add({ provider: 'meta', phoneNumberId: '100000000000003' }, pdf());
    rig.sandbox.files.expire(expired);
    const id = await rig.insert({ channelId: rig.channels.meta, source: expired });
    const media = await rig.settled(id);
    expect(media).to.include({ status: 'failed', file: null });
    expect(media.errorText).to.match(/does not have the file/);
    expect(await events(id)).to.deep.equal([{ mediaId: id, status: 'failed' }]);
  });

  /** Waits until an attempt has failed, and says why. */
  const postponed = (id: string) =>
    until('an attempt has failed', async () => {
      const row = await rig.row(id);
      return row.lease_until === null && row.error_code !== null && row;
    });

  for (const [name, fault, code, flaws] of [
    ['the connection is cut', { kind: 'truncated' }, 'truncated', 0],
    ['the body stalls', { kind: 'stalled' }, 'truncated', 0],
    ['a page comes instead', { kind: 'html' }, 'not_a_file', 0],
    ['the provider is in trouble', { kind: 'server_error', httpStatus: 503, body: 'html' }, 'http_503', 0],
    ['other bytes come than were sent', { kind: 'wrong_sha256' }, 'hash_mismatch', 1],
  ] as const) {
    it(`are fetched again when ${name}`, async () => {
      rig.sandbox.faults.add(fault, { operation: 'download', times: 1 });
      const id = await rig.receive(pdf());
      expect(await postponed(id)).to.include({ error_code: code, flaws, attempts: 1 });
      expect(await rig.settled(id)).to.include({ status: 'ready', errorCode: null });
      expect(await rig.row(id)).to.include({ attempts: 2 });
    });
  }

  /** As if it had come wrong five times before. */
  async function receiveOnceMore(...args: Parameters<MediaRig['receive']>): Promise<string> {
    const id = await rig.receive(...args);
    await rig.database.db.updateTable('media').set({ flaws: 5 }).where('id', '=', id).execute();
    return id;
  }

  it('of another hash than was told are tried six times, and never stored', async () => {
    const keys = rig.objects.keys.size;
    rig.sandbox.faults.add({ kind: 'wrong_sha256' }, { operation: 'download', times: 6 });
    const id = await rig.receive(pdf());
    await postponed(id);
    await rig.database.db.updateTable('media').set({ flaws: 5 }).where('id', '=', id).execute();
    expect(await rig.settled(id)).to.include({ status: 'failed', errorCode: 'hash_mismatch', file: null });
    expect(rig.objects.keys).to.have.property('size', keys);
  });

  it('of no bytes are tried six times', async () => {
    const id = await receiveOnceMore(
      { bytes: Buffer.alloc(0), contentType: 'application/pdf' },
      { provider: 'twilio' },
    );
    expect(await rig.settled(id)).to.include({ status: 'failed', errorCode: 'empty' });
  });

  it('that never end are given up at 100 MB, and leave nothing behind', async function endless() {
    this.timeout(60_000);
    rig.sandbox.faults.add({ kind: 'endless' }, { operation: 'download', times: 1 });
    const id = await rig.receive(pdf(), { provider: 'twilio' });
    expect(await rig.settled(id, 50_000)).to.include({ status: 'failed', errorCode: 'too_large' });
    expect(await readdir(rig.workDir)).to.deep.equal([]);
  });

  it('wait while the store is down, and are stored once it is back', async () => {
    await rig.objects.goAway();
    const ids = await Promise.all([
      rig.receive(pdf()),
      rig.receive({ bytes: await image(), contentType: 'image/jpeg' }),
    ]);
    for (const id of ids) expect(await postponed(id)).to.include({ error_code: 'storage', flaws: 0 });
    await rig.objects.comeBack();
    for (const id of ids) expect(await rig.settled(id, 15_000)).to.include({ status: 'ready', errorCode: null });
  });

  it('of a slow channel do not hold up those of another', async () => {
    rig.sandbox.faults.add({ kind: 'slow', ms: 1_500 }, { operation: 'media', from: '100000000000003' });
    const slow = await Promise.all(Array.from({ length: 12 }, () => rig.receive(pdf())));
    const begun = Date.now();
    const swift = await Promise.all(Array.from({ length: 12 }, () => rig.receive(pdf(), { provider: 'twilio' })));
    await Promise.all(swift.map((id) => rig.settled(id)));
    expect(Date.now() - begun).to.be.lessThan(1_500);
    expect((await rig.media(slow.at(-1)!)).status).to.equal('pending');
    rig.sandbox.faults.clear();
    await Promise.all(slow.map((id) => rig.settled(id, 15_000)));
  });

  it('are forgotten by nobody, also when no job names them', async () => {
    const id = await rig.receive(pdf(), { kind: 'document' });
    const lost = await rig.receive(pdf());
    await Promise.all([rig.settled(id), rig.settled(lost)]);
    await rig.database.db
      .updateTable('media')
      .set({ status: 'pending', file_id: null, lease_until: new Date(Date.now() - 1), attempts: 7 })
      .where('id', '=', lost)
      .execute();
    expect((await rig.settled(lost)).status).to.equal('ready');
    expect(await rig.row(lost)).to.include({ attempts: 8 });
  });

  it('that a killed worker left on the disk are cleared away by the next', async () => {
    const [old, young] = ['old', 'young'].map((name) => path.join(rig.workDir, name));
    await Promise.all([writeFile(old!, 'x'), writeFile(young!, 'x')]);
    await utimes(old!, 1, 1);
    const second = await rig.startWorker();
    await rig.settled(await rig.receive(pdf()));
    await until('it is cleared away', async () => {
      // Either worker may have been the one to fetch the file.
      await rig.settled(await rig.receive(pdf()));
      return (await readdir(rig.workDir)).every((name) => name !== 'old');
    });
    expect(await readdir(rig.workDir)).to.include('young');
    await second.stop();
  });

  it('say nothing of their addresses in the log', () => {
    const log = rig.logLines.join('');
    expect(log).to.include('file stored');
    expect(log).not.to.match(/attachments|Media\/ME|sandbox-access-token/);
  });
});
