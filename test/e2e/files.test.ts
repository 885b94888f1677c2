// A person's files through the whole program: what they send is stored, and what they say is answered as if it were written.
import { expect } from 'chai';
import { findMedia } from '../../src/store/media.ts';
import { image } from '../support/images.ts';
import { metaVia, startPlatform, twilioVia, type Platform } from '../support/platform.ts';
import { says, startSpeechHost, type SpeechHost } from '../support/speech.ts';
import { until } from '../support/until.ts';

describe('files in conversations', () => {
  let platform: Platform;
  let host: SpeechHost;
  before(async () => {
    host = await startSpeechHost();
    platform = await startPlatform({ env: { STT_BASE_URL: host.url, STT_API_KEY: 'speech-key' } });
  });
  after(async () => {
    await platform.close();
    await host.close();
  });
  afterEach(() => platform.sandbox.faults.clear());

  let people = 0;
  const person = () => platform.sandbox.phone(`+2783200${String((people += 1) + 1000)}`, { bsuid: null });
  const ogg = (content: string) => ({
    bytes: Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(22), Buffer.from(`OpusHead${content}`)]),
    contentType: 'audio/ogg; codecs=opus',
    voice: true,
  });
  /** The files of the message, once all are ready. */
  const filesOf = (externalId: string) =>
    until('its files are ready', async () => {
      const { db } = platform.database;
      const message = await db
        .selectFrom('messages')
        .select('media_ids')
        .where('external_id', '=', externalId)
        .execute();
      const ids = message[0]?.media_ids ?? [];
      const found = await db.transaction().execute((trx) => findMedia(trx, ids));
      const media = ids.map((id) => found.get(id)!);
      return media.length > 0 && media.every(({ status }) => status === 'ready') && media;
    });

  for (const via of [metaVia, twilioVia]) {
    it(`are stored with the message they came with, over ${via.provider}`, async () => {
      const bytes = await image();
      const { externalId } = await person().send({ via, text: 'Look', file: { bytes, contentType: 'image/jpeg' } });
      const [media] = await filesOf(externalId);
      expect(media).to.include({ kind: 'image', declaredType: 'image/jpeg' });
      expect(media!.file).to.include({ size: bytes.length, width: 1200, height: 800 });
      expect(media!.file!.thumbnails).to.have.length(2);
    });
  }

  it('that come several at once are all stored (Twilio)', async () => {
    const files = await Promise.all(
      [300, 400, 500].map(async (width) => ({ bytes: await image({ width }), contentType: 'image/jpeg' })),
    );
    const { externalId } = await person().send({ via: twilioVia, files });
    expect((await filesOf(externalId)).map(({ file }) => file!.width)).to.deep.equal([300, 400, 500]);
  });

  it('do not hold back the text that comes with them, whatever becomes of them', async () => {
    platform.sandbox.faults.add({ kind: 'server_error' }, { operation: 'download' });
    const phone = person();
    await phone.send({ via: metaVia, text: 'Look', file: { bytes: await image(), contentType: 'image/jpeg' } });
    expect((await phone.waitForMessage()).text).to.include('Look');
  });

  it('that are voice notes are answered as if they had been written, and what follows waits its turn', async () => {
    host.answer = (response) => setTimeout(() => says('good morning')(response), 700);
    const phone = person();
    const { externalId } = await phone.send({ via: metaVia, file: ogg('a') });
    await phone.send({ via: metaVia, text: 'second' });
    expect((await phone.waitForMessage()).text).to.equal('[Echo] good morning');
    expect((await phone.waitForMessage()).text).to.equal('[Echo] second');
    expect(host.requests.at(-1)!.headers.authorization).to.equal('Bearer speech-key');
    const [media] = await filesOf(externalId);
    expect(media).to.include({ voice: true, transcript: 'good morning', transcriptStatus: 'done' });
    expect(Buffer.from(await (host.requests.at(-1)!.form.get('file') as File).arrayBuffer())).to.deep.equal(
      ogg('a').bytes,
    );
  });

  it('that are voice notes without words are answered all the same', async () => {
    host.answer = (response) => void response.writeHead(400).end();
    const phone = person();
    await phone.send({ via: metaVia, file: ogg('b') });
    expect((await phone.waitForMessage()).text).to.include('[Echo]');
  });
});
