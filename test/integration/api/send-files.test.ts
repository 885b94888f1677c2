// Files of messages: stored ones, and links to what is to be fetched.
import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import type { SendMessageRequest } from '../../../src/api/gen/switchboard/v1/SendMessageRequest.ts';
import { newId } from '../../../src/domain/ids.ts';
import { connect, refusal, type Client } from './client.ts';
import { addMedia, addPerson, addTenant, startHarness } from './harness.ts';
import type { Harness, Person, Tenant } from './harness.ts';

describe('SendMessage with a file', () => {
  let harness: Harness;
  let meta: Tenant;
  let client: Client;
  let person: Person;
  before(async () => {
    harness = await startHarness();
    meta = await addTenant(harness);
    client = connect(harness, meta.key);
    person = await addPerson(harness, meta);
  });
  after(async () => {
    client.close();
    await harness.close();
  });

  const send = async (content: SendMessageRequest) =>
    (await client.messaging.SendMessage({ conversationId: person.conversationId, ...content })).message!;
  const payloadOf = async (id: string) => {
    const { db } = harness.database;
    return (await db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow()).payload;
  };
  const image = (source: object, more: object = {}) => send({ media: { kind: 'MEDIA_KIND_IMAGE', source, ...more } });

  it('that is stored goes out by its id, and the message shows it', async () => {
    const mediaId = await addMedia(harness, meta);
    const message = await image({ mediaId }, { caption: 'look' });
    expect(message).to.include({ kind: 'image', text: 'look' });
    expect(message.media).to.have.length(1);
    expect(message.media[0]).to.include({
      id: mediaId,
      status: 'MEDIA_STATUS_READY',
      contentType: 'image/jpeg',
      size: 1_000,
    });
    expect(await payloadOf(message.id)).to.deep.equal({ source: { mediaId }, caption: 'look' });
  });

  it('by link becomes one to be fetched, and the message waits for it', async () => {
    const message = await image({ link: 'https://example.org/cat.png' });
    expect(message.media[0]).to.include({ status: 'MEDIA_STATUS_PENDING', kind: 'MEDIA_KIND_IMAGE' });
    const { db, queue } = harness.database;
    const mediaId = message.media[0]!.id;
    const row = await db.selectFrom('media').selectAll().where('id', '=', mediaId).executeTakeFirstOrThrow();
    expect(row).to.include({
      origin: 'link',
      source: 'https://example.org/cat.png',
      message_id: message.id,
      conversation_id: person.conversationId,
    });
    expect(await queue.boss.findJobs('media', { data: { mediaId } })).to.have.length(1);
  });

  it('by link is refused where no public file can be', async () => {
    for (const link of [
      'ftp://example.org/a',
      'https://user:secret@example.org/a',
      'http://localhost/a',
      'http://127.1/a',
      'http://0x7f000001/a',
      'http://169.254.169.254/latest/meta-data',
      'http://[::1]/a',
      'http://[::ffff:10.0.0.1]/a',
      'http://10.1.2.3/a',
      'http://printer/a',
      'not a url',
      `https://example.org/${'a'.repeat(2_048)}`,
    ]) {
      const error = await refusal(image({ link }));
      expect(error, link).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: ['media.source.link'] });
    }
  });

  it('is refused when it is not there, failed, still coming, or of another tenant', async () => {
    const cases = [
      [newId(), 'MEDIA_NOT_FOUND'],
      [await addMedia(harness, await addTenant(harness)), 'MEDIA_NOT_FOUND'],
      [await addMedia(harness, meta, { status: 'failed' }), 'MEDIA_FAILED'],
      [await addMedia(harness, meta, { status: 'pending' }), 'MEDIA_PENDING'],
    ] as const;
    for (const [mediaId, reason] of cases) expect((await refusal(image({ mediaId }))).reason).to.equal(reason);
  });

  it('is refused with type or size beyond the limits of its kind on the channel', async () => {
    const pdf = await addMedia(harness, meta, { kind: 'document', contentType: 'application/pdf' });
    const large = await addMedia(harness, meta, { size: 5 * 1024 * 1024 + 1 });
    for (const mediaId of [pdf, large]) {
      const error = await refusal(image({ mediaId }));
      expect(error).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: ['media.source.media_id'] });
    }
    const mp3 = await addMedia(harness, meta, { kind: 'audio', contentType: 'audio/mpeg' });
    const voice = send({ media: { kind: 'MEDIA_KIND_AUDIO', source: { mediaId: mp3 }, voice: true } });
    expect((await refusal(voice)).fields).to.deep.equal(['media.voice']);
    const interactive = { header: { image: { mediaId: pdf } }, body: 'x' };
    const withHeader = send({ interactive: { ...interactive, buttons: { buttons: [{ id: 'a', title: 'A' }] } } });
    expect((await refusal(withHeader)).fields).to.deep.equal(['interactive.header.image.media_id']);
  });
});
