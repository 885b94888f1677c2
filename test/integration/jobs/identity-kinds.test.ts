// Every kind of message through the whole platform: readable, with its ids, files and failures, and in its place.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { idTime } from '../../../src/domain/ids.ts';
import { asArray, asObject, asText } from '../../../src/domain/json.ts';
import type { Flow, FlowMessage } from '../../../src/intake/flow.ts';
import { echoFlow } from '../../../src/intake/flows/echo.ts';
import { flowMap } from '../../../src/intake/registry.ts';
import { demoMeta } from '../../../src/sandbox/demo.ts';
import { metaEnvelope, metaText, signedMeta } from '../../support/meta.ts';
import { peopleOf } from '../../support/people.ts';
import { metaVia, startPlatform, twilioVia, type Platform } from '../../support/platform.ts';
import { says, startSpeechHost, type SpeechHost } from '../../support/speech.ts';
import { until } from '../../support/until.ts';

const fixtures = path.join(import.meta.dirname, '../../fixtures/meta');

describe('messages of every kind', () => {
  let platform: Platform;
  let people: ReturnType<typeof peopleOf>;
  let speech: SpeechHost;
  const seen: FlowMessage[] = [];
  /** Keeps what it is given, and says what it was. */
  const watching: Flow = {
    ...echoFlow,
    name: 'watching',
    *step({ state, message }) {
      seen.push(message);
      return { state, replies: [{ kind: 'text', text: `${message.kind}: ${message.text || message.shown}` }] };
    },
  };
  before(async () => {
    speech = await startSpeechHost();
    platform = await startPlatform({
      overrides: { flows: flowMap([watching]) },
      env: { STT_BASE_URL: speech.url, STT_API_KEY: 'x' },
    });
    people = peopleOf(platform);
    await platform.database.db.updateTable('channels').set({ flow: 'watching' }).execute();
    await platform.channels.refresh();
  });
  after(async () => {
    await platform.close();
    await speech.close();
  });

  const seenOf = (id: string) => until('the flow has it', () => seen.find((message) => message.id === id));
  const mediaOf = (messageId: string) =>
    platform.database.db.selectFrom('media').selectAll().where('message_id', '=', messageId).orderBy('id').execute();

  it('are stored whole though they come in one batch with items that nobody can read', async () => {
    const messages = readdirSync(fixtures).flatMap((file) => {
      const envelope = asObject(JSON.parse(readFileSync(path.join(fixtures, file), 'utf8')));
      const changes = asArray(envelope['entry']).flatMap((entry) => asArray(asObject(entry)['changes']));
      return changes.flatMap((change) => asArray(asObject(asObject(change)['value'])['messages'])).map(asObject);
    });
    const own = messages.filter((message) => asText(message['id']) !== '');
    const unreadable = { id: 'wamid.nobody-wrote-this', type: 'image', image: { id: '1', sha256: 'x' } };
    const before = new Set(own.map((message) => asText(message['type'])));
    expect(before.size).to.be.greaterThan(17);
    await signedMeta(platform.info.receiverUrl!, metaEnvelope({ messages: [unreadable, ...own, unreadable] }));
    const ids = new Set(own.map((message) => asText(message['id'])));
    await until('all are stored', async () => {
      const query = platform.database.db
        .selectFrom('messages')
        .select('external_id')
        .where('direction', '=', 'inbound');
      return (await query.where('external_id', 'in', [...ids]).execute()).length === ids.size;
    });
    for (const message of own) {
      const [row] = await people.inbound(asText(message['id']));
      expect(row?.body, asText(message['type'])).to.be.a('string').and.not.equal('');
      if (row!.kind !== 'text') expect(row!.payload).to.deep.equal(message);
    }
    await people.quiet();
  });

  it('keep what was tapped, for programs and for the flow', async () => {
    const phone = platform.sandbox.phone('+27841110001', { bsuid: null });
    const reply = { type: 'list_reply', list_reply: { id: 'row-7', title: 'Water', description: 'Leaks' } };
    const { externalId } = await phone.send({ via: metaVia, message: { type: 'interactive', interactive: reply } });
    const row = await people.stored(externalId);
    expect(row).to.include({ kind: 'interactive', body: 'Water', reply_id: 'row-7' });
    expect(await seenOf(row.id)).to.include({ text: 'Water', replyId: 'row-7' });
    const params = { ButtonText: 'Yes', ButtonPayload: 'YES_1' };
    const viaTwilio = await phone.send({ via: twilioVia, text: 'Yes', params });
    expect(await people.stored(viaTwilio.externalId)).to.include({ kind: 'button', body: 'Yes', reply_id: 'YES_1' });
  });

  it('keep both what was said and its edit, and name the message they are about', async () => {
    const phone = platform.sandbox.phone('+27841110002', { bsuid: null });
    const first = await phone.send({ via: metaVia, text: 'wrnog' });
    const edit = { original_message_id: first.externalId, message: { type: 'text', text: { body: 'right' } } };
    const edited = await phone.send({ via: metaVia, message: { type: 'edit', edit } });
    const revoke = { original_message_id: first.externalId };
    const revoked = await phone.send({ via: metaVia, message: { type: 'revoke', revoke } });
    expect(await people.stored(first.externalId)).to.include({ body: 'wrnog' });
    const about = { reply_to: first.externalId };
    expect(await people.stored(edited.externalId)).to.include({ kind: 'edit', body: 'right', ...about });
    expect(await people.stored(revoked.externalId)).to.include({ kind: 'revoke', body: '[message deleted]', ...about });
  });

  it('say what the provider says went wrong with them', async () => {
    const phone = platform.sandbox.phone('+27841110003', { bsuid: null });
    const errors = [{ code: 131052, title: 'Media download error' }];
    const { externalId } = await phone.send({ via: metaVia, message: { type: 'video', video: undefined, errors } });
    expect(await people.stored(externalId)).to.include({
      status: 'received',
      error_code: '131052',
      error_kind: 'media',
    });
  });

  it('have their files fetched, several of one message in order, and are answered meanwhile', async () => {
    const phone = platform.sandbox.phone('+27841110004', { bsuid: null });
    const pdf = (n: number) => ({ bytes: Buffer.from(`%PDF-1.7\n${n}`), contentType: 'application/pdf' });
    const { externalId } = await phone.send({ via: twilioVia, text: 'two', files: [pdf(1), pdf(2)] });
    const row = await people.stored(externalId);
    const files = await mediaOf(row.id);
    expect(row.media_ids)
      .to.deep.equal(files.map(({ id }) => id))
      .and.have.length(2);
    expect(files[0]).to.include({ origin: 'inbound', kind: 'document', declared_type: 'application/pdf' });
    const keptDays = (files[0]!.expires_at!.getTime() - idTime(row.id).getTime()) / 86_400_000;
    expect(keptDays).to.equal(7);
    expect((await seenOf(row.id)).media).to.deep.equal(files.map(({ id }) => ({ id, kind: 'document' })));
    await until('both are there', async () => (await mediaOf(row.id)).every(({ status }) => status === 'ready'));
  });

  it('survive a hash that is none, and hashes in base64 become what they stand for', async () => {
    const messages = ['not a hash', `${'A'.repeat(43)}=`].map((sha256, n) => {
      const { text: _, ...message } = metaText(`wamid.hash-${n}`, '', '27841110005');
      return { ...message, type: 'image', image: { id: `9${n}`, mime_type: 'image/png', sha256 } };
    });
    await signedMeta(platform.info.receiverUrl!, metaEnvelope({ messages }));
    const [odd] = await mediaOf((await people.stored('wamid.hash-0')).id);
    const [good] = await mediaOf((await people.stored('wamid.hash-1')).id);
    expect(odd?.declared_sha256).to.equal(null);
    expect(good?.declared_sha256?.toString('hex')).to.equal('00'.repeat(32));
  });

  it('wait for the words of a voice note, with what comes after it, and not for any other file', async () => {
    const phone = platform.sandbox.phone('+27841110006', { bsuid: null });
    let answer!: () => void;
    speech.answer = (response) => void (answer = () => says('the tap drips')(response));
    const bytes = Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(22), Buffer.from('OpusHead6')]);
    const file = { bytes, contentType: 'audio/ogg; codecs=opus', voice: true };
    const voice = await people.stored((await phone.send({ via: metaVia, file })).externalId);
    const behind = await people.stored((await phone.send({ via: metaVia, text: 'behind it' })).externalId);
    expect(voice.body).to.equal('[voice message]');
    const held = await platform.database.db
      .selectFrom('inbox')
      .selectAll()
      .where('message_id', '=', voice.id)
      .execute();
    // By the time of arrival, which is in the id.
    const waits = (held[0]!.hold_until!.getTime() - idTime(voice.id).getTime()) / 1000;
    expect(waits).to.equal(45);
    await until('the endpoint is asked', () => (answer as unknown) !== undefined);
    await people.quiet();
    expect(seen.some(({ id }) => id === voice.id || id === behind.id)).to.equal(false);
    // Another person is not held up.
    const other = platform.sandbox.phone('+27841110007', { bsuid: null });
    await other.send({ via: metaVia, text: 'not behind it' });
    await other.waitForMessage(({ text }) => text === 'text: not behind it');
    answer();
    await phone.waitForMessage(({ text }) => text === 'text: behind it');
    expect(phone.inbox.map(({ text }) => text)).to.deep.equal(['audio: the tap drips', 'text: behind it']);
  });

  it('go on without the words when they do not come in time', async () => {
    const phone = platform.sandbox.phone('+27841110008', { bsuid: null });
    speech.answer = () => undefined;
    const bytes = Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(22), Buffer.from('OpusHead8')]);
    const file = { bytes, contentType: 'audio/ogg; codecs=opus', voice: true };
    const { id, conversation_id } = await people.stored((await phone.send({ via: metaVia, file })).externalId);
    const { rows } = await platform.database.pool.query(
      "select start_after from pgboss.job where name = 'intake' and data->>'conversationId' = $1 and state = 'created'",
      [conversation_id],
    );
    const [held] = await platform.database.db.selectFrom('inbox').selectAll().where('message_id', '=', id).execute();
    expect(rows.map(({ start_after }) => start_after)).to.deep.equal([held!.hold_until]);
    await platform.database.pool.query('update inbox set hold_until = now() where message_id = $1', [id]);
    const wake = { queue: 'intake', data: { conversationId: conversation_id } } as const;
    await platform.database.db.transaction().execute((trx) => platform.queue.enqueue(trx, [wake]));
    await phone.waitForMessage(({ text }) => text === 'audio: [voice message]');
  });

  it('answer what was offered as numbered text, once', async () => {
    const phone = platform.sandbox.phone('+27841110009', { bsuid: null });
    const { conversation_id } = await people.stored((await phone.send({ via: twilioVia, text: 'hello' })).externalId);
    await phone.waitForMessage();
    const replyOptions = JSON.stringify([
      { id: 'water', title: 'Water' },
      { id: 'roads', title: 'Roads' },
    ]);
    const { db } = platform.database;
    const conversation = db.updateTable('conversations').where('id', '=', conversation_id);
    await conversation.set({ reply_options: replyOptions as never }).execute();
    const first = await people.stored((await phone.send({ via: twilioVia, text: '2.' })).externalId);
    expect(await seenOf(first.id)).to.include({ text: 'Roads', replyId: 'roads' });
    const second = await people.stored((await phone.send({ via: twilioVia, text: '2' })).externalId);
    expect(await seenOf(second.id))
      .to.include({ text: '2' })
      .and.not.have.property('replyId');
    expect(first.body).to.equal('2.');
  });

  it('of a number that is not ours are kept, and fetch nothing', async () => {
    const { text: _, ...message } = metaText('wamid.not-ours', '', '27841110010');
    const image = { ...message, type: 'image', image: { id: '5', mime_type: 'image/png' } };
    await signedMeta(platform.info.receiverUrl!, metaEnvelope({ messages: [image] }, `${demoMeta.phoneNumberId}9`));
    await people.quiet();
    const { db } = platform.database;
    expect(await people.inbound('wamid.not-ours')).to.deep.equal([]);
    const kept = await db.selectFrom('webhook_events').select('kind').execute();
    expect(kept.map(({ kind }) => kind)).to.include('message_for_unknown_channel');
  });
});
