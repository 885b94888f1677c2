// Voice notes become words, and the conversation waits for them, for a bounded time.
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { createHttpClient } from '../../../src/platform/http.ts';
import { createTranscriber } from '../../../src/platform/speech.ts';
import { says, startSpeechHost, type SpeechHost } from '../../support/speech.ts';
import { until } from '../../support/until.ts';
import { mergeContacts } from '../../../src/store/merge.ts';
import { addInbound, addPerson } from '../api/harness.ts';
import { startMediaRig, type MediaRig } from './media-rig.ts';

describe('voice notes', () => {
  const http = createHttpClient();
  let rig: MediaRig;
  let host: SpeechHost;
  before(async () => {
    rig = await startMediaRig();
    host = await startSpeechHost();
    const settings = { baseUrl: host.url, apiKey: undefined, model: 'whisper-1' };
    await rig.startWorker({ transcribe: createTranscriber(http, settings, 3_000) });
  });
  after(async () => {
    await rig.close();
    await host.close();
    await http.close();
  });
  beforeEach(() => {
    host.answer = says('there is a hole in the road');
  });
  afterEach(() => rig.sandbox.faults.clear());

  let counter = 0;
  const ogg = () => ({
    bytes: Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(22), Buffer.from(`OpusHead${(counter += 1)}`)]),
    contentType: 'audio/ogg; codecs=opus',
  });

  /** A voice note as it was received: in the inbox, held for so long, with a wake-up at the end of that. */
  async function voiceNote(holdMs = 45_000, file = ogg()) {
    const tenant = { id: rig.tenantId, channelId: rig.channels.meta, key: '' };
    const person = await addPerson(rig, tenant);
    const [messageId] = await addInbound(rig, tenant, person, ['[voice]']);
    const { conversationId } = person;
    const holdUntil = new Date(Date.now() + holdMs);
    const entry = {
      conversation_id: conversationId,
      message_id: messageId!,
      provider_at: new Date(),
      hold_until: holdUntil,
    };
    const fileId = newId();
    await rig.database.db.transaction().execute(async (trx) => {
      await trx.insertInto('inbox').values(entry).execute();
      await trx
        .updateTable('messages')
        .set({ media_ids: [fileId] })
        .where('id', '=', messageId!)
        .execute();
      await rig.database.queue.enqueue(trx, [{ queue: 'intake', data: { conversationId }, startAt: holdUntil }]);
    });
    const id = await rig.receive(file, {
      id: fileId,
      kind: 'audio',
      voice: true,
      awaitsTranscript: true,
      conversationId,
      messageId: messageId!,
    });
    return { id, messageId: messageId!, contactId: person.contactId };
  }
  type VoiceNote = Awaited<ReturnType<typeof voiceNote>>;

  const transcribed = ({ id }: VoiceNote, timeoutMs?: number) =>
    until(
      'its words are there, or will not be',
      async () => {
        const media = await rig.media(id);
        return media.transcriptStatus !== 'pending' && media;
      },
      timeoutMs,
    );
  const bodyOf = async ({ messageId }: VoiceNote) => {
    const query = rig.database.db.selectFrom('messages').select('body').where('id', '=', messageId);
    return (await query.executeTakeFirstOrThrow()).body;
  };
  /** The conversation was woken, and its mail handled. */
  const goesOn = ({ messageId }: VoiceNote) =>
    until('the conversation goes on', async () => {
      const query = rig.database.db.selectFrom('inbox').select('message_id').where('message_id', '=', messageId);
      return (await query.executeTakeFirst()) === undefined;
    });

  it('are stored, and their message says what was said', async () => {
    const note = await voiceNote();
    const media = await transcribed(note);
    expect(media).to.include({ status: 'ready', transcriptStatus: 'done', transcript: 'there is a hole in the road' });
    expect(media.file).to.include({ contentType: 'audio/ogg' });
    expect(await bodyOf(note)).to.equal('there is a hole in the road');
    await goesOn(note);
    expect(await rig.row(note.id)).to.include({ lease_until: null });
  });

  it('of silence keep their own body', async () => {
    host.answer = says(' ');
    const note = await voiceNote();
    expect(await transcribed(note)).to.include({ transcriptStatus: 'done', transcript: '' });
    expect(await bodyOf(note)).to.equal('[voice]');
    await goesOn(note);
  });

  it('whose words a database cannot hold are kept with what it can', async () => {
    host.answer = says('a\0b');
    const note = await voiceNote();
    expect(await transcribed(note)).to.include({ transcript: 'a\uFFFDb' });
  });

  it('are ready without words when the endpoint fails', async () => {
    host.answer = (response) => void response.writeHead(400).end();
    const note = await voiceNote();
    expect(await transcribed(note)).to.include({ status: 'ready', transcriptStatus: 'failed', transcript: null });
    expect(await bodyOf(note)).to.equal('[voice]');
    await goesOn(note);
  });

  it('are ready without words when the endpoint is too slow, and the file is there long before', async () => {
    host.answer = () => undefined;
    const note = await voiceNote();
    expect(await rig.settled(note.id)).to.include({ status: 'ready', transcriptStatus: 'pending' });
    expect(await transcribed(note)).to.include({ transcriptStatus: 'failed' });
    await goesOn(note);
  });

  it('are not waited for beyond their hold, and their words still come', async () => {
    rig.sandbox.faults.add({ kind: 'slow', ms: 2_500 }, { operation: 'download', times: 1 });
    const note = await voiceNote(300);
    await goesOn(note);
    expect((await rig.media(note.id)).transcriptStatus).to.equal('pending');
    expect(await transcribed(note)).to.include({ transcriptStatus: 'done' });
    expect(await bodyOf(note)).to.equal('there is a hole in the road');
  });

  it('that are lost have no words, and hold nobody up', async () => {
    const note = await voiceNote(45_000, { ...ogg(), bytes: Buffer.alloc(0) });
    await rig.database.db.updateTable('media').set({ flaws: 5 }).where('id', '=', note.id).execute();
    expect(await transcribed(note)).to.include({ status: 'failed', transcriptStatus: 'failed' });
    await goesOn(note);
  });

  it('that are none hold nobody up', async () => {
    const asked = host.requests.length;
    const note = await voiceNote(45_000, {
      bytes: Buffer.from(`%PDF-1.7\n${(counter += 1)}`),
      contentType: 'audio/ogg',
    });
    expect(await transcribed(note)).to.include({ status: 'ready', transcriptStatus: 'failed' });
    expect(host.requests).to.have.length(asked);
    await goesOn(note);
  });

  it('are transcribed by another worker when theirs died after storing them', async () => {
    const note = await voiceNote();
    await transcribed(note);
    await rig.database.db
      .updateTable('media')
      .set({ transcript_status: 'pending', transcript: null, lease_until: new Date(Date.now() - 1) })
      .where('id', '=', note.id)
      .execute();
    expect(await transcribed(note)).to.include({ transcript: 'there is a hole in the road' });
  });

  it('are fetched before files that nobody waits for', async () => {
    rig.sandbox.faults.add({ kind: 'slow', ms: 300 }, { operation: 'download' });
    const files = await Promise.all(
      Array.from({ length: 16 }, (_, n) =>
        rig.receive({ bytes: Buffer.from(`%PDF-1.7\nx${n}`), contentType: 'application/pdf' }),
      ),
    );
    const note = await voiceNote();
    await transcribed(note);
    const waiting = await Promise.all(files.map(async (id) => (await rig.media(id)).status));
    expect(waiting.filter((status) => status === 'pending')).not.to.have.length(0);
    rig.sandbox.faults.clear();
    await Promise.all(files.map((id) => rig.settled(id)));
  });

  it('are answered where they are, when their conversation is merged while they are held', async () => {
    host.answer = () => undefined;
    const [survivor, note] = [await voiceNote(1), await voiceNote()];
    await goesOn(survivor);
    await until('it is being transcribed', async () => (await rig.media(note.id)).status === 'ready');
    const merge = { tenantId: rig.tenantId, survivorId: survivor.contactId, mergedIds: [note.contactId] };
    const [merged] = await rig.database.db.transaction().execute((trx) => mergeContacts(trx, [merge]));
    // Whoever merged looks again when the hold ends, which is long after.
    expect(merged!.conversations[0]!.holdUntil!.getTime() - Date.now()).to.be.within(20_000, 45_000);
    expect((await rig.media(note.id)).transcriptStatus).to.equal('pending');
    await goesOn(note);
    expect(await transcribed(note)).to.include({ transcriptStatus: 'failed' });
  });

  it('say nothing of what was said in the log', () => {
    expect(rig.logLines.join('')).not.to.include('hole in the road');
  });
});
