// MediaService: uploads of every size and honesty, and addresses to read files from.
import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import type { UploadMetadata } from '../../../src/api/gen/switchboard/v1/UploadMetadata.ts';
import { newId } from '../../../src/domain/ids.ts';
import { image } from '../../support/images.ts';
import { until } from '../../support/until.ts';
import { connect, refusal, type Client } from './client.ts';
import { addChannel, addPerson, addTenant, startHarness, type Harness, type Tenant } from './harness.ts';

describe('MediaService', () => {
  let harness: Harness;
  let tenant: Tenant;
  let client: Client;
  let picture: Buffer;
  before(async () => {
    harness = await startHarness();
    picture = await image();
  });
  after(() => harness.close());
  beforeEach(async () => {
    tenant = await addTenant(harness);
    client = connect(harness, tenant.key);
  });
  afterEach(() => client.close());

  const pdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 9)]);
  const upload = async (bytes: Buffer, metadata: UploadMetadata = {}, chunkSize = 1_000_000) => {
    const { stream, answer } = client.upload();
    stream.on('error', () => undefined);
    stream.write({ metadata });
    for (let at = 0; at < bytes.length; at += chunkSize) stream.write({ chunk: bytes.subarray(at, at + chunkSize) });
    stream.end();
    return (await answer).media!;
  };
  const objects = async () => (await readdir(harness.objects.bucketDir, { recursive: true })).length;
  const leftovers = async () => (await readdir(harness.workDir)).length;

  it('stores a file, finds out what it is, and gives it back by an address that anyone can read', async () => {
    const media = await upload(picture, { filename: 'cat.jpg', contentType: 'image/jpg' }, 1_000);
    expect(media).to.include({
      kind: 'MEDIA_KIND_IMAGE',
      status: 'MEDIA_STATUS_READY',
      contentType: 'image/jpeg',
      size: picture.length,
      filename: 'cat.jpg',
      sha256: createHash('sha256').update(picture).digest('hex'),
    });
    const got = await client.media.GetMedia({ mediaId: media.id });
    expect(got.media).to.deep.equal(media);
    const response = await fetch(got.url);
    expect(response.headers.get('content-type')).to.equal('image/jpeg');
    expect(Buffer.from(await response.arrayBuffer()).equals(picture)).to.equal(true);
    const seconds = Number(got.expiresAt!.seconds) - Date.now() / 1_000;
    expect(seconds).to.be.within(290, 301);
    const bare = got.url.split('?')[0]!;
    expect((await fetch(bare)).status).to.equal(403);
  });

  it('can be sent afterwards', async () => {
    const { id: mediaId } = await upload(picture);
    const { conversationId } = await addPerson(harness, tenant);
    const media = { kind: 'MEDIA_KIND_IMAGE' as const, source: { mediaId } };
    const { message } = await client.messaging.SendMessage({ conversationId, media });
    expect(message!.media[0]!.id).to.equal(mediaId);
  });

  it('stores the same bytes once for a tenant, under an id for each upload, also at the same time', async () => {
    const bytes = pdf(5_000);
    const before = await objects();
    const stored = await Promise.all(Array.from({ length: 5 }, () => upload(bytes)));
    stored.push(await upload(bytes));
    expect(new Set(stored.map(({ id }) => id))).to.have.length(6);
    const { db } = harness.database;
    const files = await db.selectFrom('media_files').selectAll().where('tenant_id', '=', tenant.id).execute();
    expect(files).to.have.length(1);
    const [file] = files;
    const { url } = await client.media.GetMedia({ mediaId: stored[3]!.id });
    expect(url).to.contain(encodeURI(file!.object_key));
    expect((await fetch(url)).status).to.equal(200);
    // The others' objects are removed again: one object, and the directories it is in.
    expect((await objects()) - before).to.be.lessThan(5);
  });

  it('puts back what went from the store when the same bytes come again', async () => {
    const { id } = await upload(picture);
    const file = () =>
      harness.database.db.selectFrom('media_files').selectAll().where('tenant_id', '=', tenant.id).execute();
    const [before] = await file();
    await harness.objects.store.remove(before!.object_key);
    const again = await upload(picture);
    for (const mediaId of [id, again.id]) {
      const { url } = await client.media.GetMedia({ mediaId });
      expect((await fetch(url)).status).to.equal(200);
    }
    expect((await file()).map((row) => row.id)).to.deep.equal([before!.id]);
  });

  it('takes 100 MB with little memory, no faster than it can write', async () => {
    const size = 100 * 1024 * 1024;
    const { stream, answer } = client.upload();
    stream.write({ metadata: { kind: 'MEDIA_KIND_DOCUMENT', size } });
    const chunk = randomBytes(1_048_576);
    let highest = 0;
    const before = process.memoryUsage().rss;
    for (let n = 0; n < 100; n++) {
      const part = n === 0 ? Buffer.concat([Buffer.from('%PDF-1.7\n'), chunk.subarray(9)]) : chunk;
      if (!stream.write({ chunk: part })) await new Promise((resolve) => stream.once('drain', resolve));
      highest = Math.max(highest, process.memoryUsage().rss - before);
    }
    stream.end();
    expect((await answer).media).to.include({ size, contentType: 'application/pdf' });
    // Client and server are one process here.
    expect(highest).to.be.lessThan(150 * 1024 * 1024);
  }).timeout(60_000);

  it('names what is wrong with an upload', async () => {
    const html = Buffer.from('<!doctype html><script>alert(1)</script>');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>');
    const twilio = await addChannel(harness, tenant.id, { provider: 'twilio' });
    const sms = await addChannel(harness, tenant.id, { provider: 'twilio', transport: 'sms' });
    const cases: [Buffer, UploadMetadata, string, string][] = [
      [Buffer.alloc(0), {}, 'chunk', 'required'],
      [html, { contentType: 'image/png' }, 'metadata.content_type', 'text/html'],
      [svg, { kind: 'MEDIA_KIND_IMAGE' }, 'metadata.kind', 'image/svg+xml'],
      [html, {}, 'chunk', 'text/html'],
      [picture.subarray(0, 2), { kind: 'MEDIA_KIND_IMAGE' }, 'metadata.kind', 'image/jpeg, image/png'],
      [picture, { kind: 'MEDIA_KIND_DOCUMENT' }, 'metadata.kind', 'image/jpeg'],
      [picture, { size: 7 }, 'metadata.size', `is 7, and ${picture.length} came`],
      [picture, { size: 200 * 1024 * 1024 }, 'metadata.size', '104857600'],
      [picture, { sha256: 'ab'.repeat(32) }, 'metadata.sha256', 'not that of the bytes'],
      [picture, { sha256: 'x' }, 'metadata.sha256', 'hex'],
      [picture, { filename: '../../etc/passwd' }, 'metadata.filename', 'slashes'],
      [picture, { channelId: sms }, 'metadata.channel_id', 'SMS'],
      [Buffer.from('plain text'), { channelId: twilio }, 'chunk', 'twilio'],
      [
        await image({ format: 'webp', width: 50, height: 50 }),
        { kind: 'MEDIA_KIND_IMAGE' },
        'metadata.kind',
        'image/webp',
      ],
      [Buffer.concat([picture, randomBytes(6 * 1024 * 1024)]), { kind: 'MEDIA_KIND_IMAGE' }, 'chunk', '5242880'],
    ];
    for (const [bytes, metadata, field, hint] of cases) {
      const error = await refusal(upload(bytes, metadata));
      expect(error, hint).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: [field] });
      expect(error.message).to.contain(hint);
    }
    const foreign = await addTenant(harness);
    for (const channelId of [newId(), foreign.channelId]) {
      expect((await refusal(upload(picture, { channelId }))).reason).to.equal('CHANNEL_NOT_FOUND');
    }
    expect(await leftovers()).to.equal(0);
  });

  it('refuses parts in another order, empty ones and large ones', async () => {
    const orders = [
      [{ chunk: picture }],
      [{}],
      [{ metadata: {} }, { metadata: {} }],
      [{ metadata: {} }, { chunk: Buffer.alloc(0) }],
      [{ metadata: {} }, { chunk: Buffer.alloc(1_048_577) }],
      [],
    ];
    for (const requests of orders) {
      const { stream, answer } = client.upload();
      for (const request of requests) stream.write(request);
      stream.end();
      expect((await refusal(answer)).code).to.equal(Status.INVALID_ARGUMENT);
    }
  });

  it('answers while the caller is still sending', async () => {
    const { stream, answer } = client.upload();
    stream.on('error', () => undefined);
    stream.write({ metadata: { kind: 'MEDIA_KIND_STICKER' } });
    stream.write({ chunk: randomBytes(1_000_000) });
    expect((await refusal(answer)).fields).to.deep.equal(['chunk']);
  });

  it('leaves nothing behind when the caller goes away or the deadline passes', async () => {
    const before = await objects();
    const cancelled = client.upload();
    cancelled.stream.write({ metadata: {} });
    cancelled.stream.write({ chunk: picture });
    await until('it is under way', async () => (await leftovers()) > 0);
    cancelled.stream.cancel();
    expect((await refusal(cancelled.answer)).code).to.equal(Status.CANCELLED);
    const late = client.upload({ deadline: Date.now() + 200 });
    late.stream.write({ metadata: {} });
    late.stream.write({ chunk: picture });
    expect((await refusal(late.answer)).code).to.equal(Status.DEADLINE_EXCEEDED);
    await until('nothing is left', async () => (await leftovers()) === 0);
    expect(await objects()).to.equal(before);
    const { db } = harness.database;
    expect(await db.selectFrom('media').select('id').where('tenant_id', '=', tenant.id).execute()).to.be.empty;
  });

  it("shows nobody what is another tenant's", async () => {
    const { id: mediaId } = await upload(picture);
    const other = connect(harness, (await addTenant(harness)).key);
    const error = await refusal(other.media.GetMedia({ mediaId }));
    expect(error).to.include({ code: Status.NOT_FOUND, reason: 'MEDIA_NOT_FOUND' });
    other.close();
  });

  it('asks to be tried again while storage is down', async () => {
    const down = await startHarness();
    const owner = await addTenant(down);
    const caller = connect(down, owner.key);
    await down.objects.close();
    const { stream, answer } = caller.upload({ deadline: Date.now() + 25_000 });
    stream.write({ metadata: {} });
    stream.write({ chunk: picture });
    stream.end();
    expect(await refusal(answer)).to.include({ code: Status.UNAVAILABLE, retries: true });
    caller.close();
    await down.api.stop();
    await down.database.close();
  });
});
