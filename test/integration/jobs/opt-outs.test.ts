// People who want to hear no more: told once how to come back, left alone until they do, and heard all the same.
import { expect } from 'chai';
import type { Language } from '../../../src/domain/language.ts';
import { catalogues } from '../../../src/intake/locales/index.ts';
import { demoMeta } from '../../../src/sandbox/demo.ts';
import type { Phone, PhoneSend } from '../../../src/sandbox/index.ts';
import { metaEnvelope, metaText, signedMeta } from '../../support/meta.ts';
import { peopleOf } from '../../support/people.ts';
import { metaVia, startPlatform, twilioVia, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';

describe('a person who opts out', () => {
  let platform: Platform;
  let people: ReturnType<typeof peopleOf>;
  before(async () => {
    platform = await startPlatform();
    people = peopleOf(platform);
  });
  after(() => platform.close());

  let count = 0;
  const newPhone = () => platform.sandbox.phone(`+2784222${String(1000 + (count += 1))}`, { bsuid: null });
  const contactOf = async (phone: Phone) => (await people.contactsOf(phone.number))[0]!;
  const heard = (phone: Phone) => phone.inbox.map(({ text }) => text);
  const changesOf = async (phone: Phone) =>
    (await people.eventsOf((await contactOf(phone)).id)).map(({ change }) => change);
  const say = async (phone: Phone, message: Omit<PhoneSend, 'via'>, via = metaVia) => {
    const { externalId } = await phone.send({ via, ...message });
    return people.stored(externalId);
  };
  const settled = async (phone: Phone, messages: number) => {
    await until(`${messages} messages`, () => phone.inbox.length >= messages);
    await people.quiet();
  };
  const english = catalogues.en;

  it('is told once how to come back, then hears nothing; what they write is kept and announced', async () => {
    const phone = newPhone();
    await say(phone, { text: 'hello' });
    await phone.waitForMessage();
    await say(phone, { text: 'Stop.' });
    const { id, conversation_id } = await say(phone, { text: 'are you there?' });
    await settled(phone, 2);
    expect(heard(phone)).to.deep.equal(['[Echo] hello', english['identity.stopped']]);
    expect((await contactOf(phone)).opted_out_at).to.be.instanceOf(Date);
    expect(await changesOf(phone)).to.deep.equal(['opted_out']);
    const { rows } = await platform.database.pool.query('select type from events where message_id = $1', [id]);
    expect(rows).to.deep.equal([{ type: 'message_received' }]);
    expect(await people.bodiesOf(conversation_id)).to.deep.equal(['hello', 'Stop.', 'are you there?']);
  });

  it('hears again after START, which before would have been a word like others', async () => {
    const phone = newPhone();
    await say(phone, { text: 'start' });
    await phone.waitForMessage(({ text }) => text === '[Echo] start');
    await say(phone, { text: 'stop' });
    await phone.waitForMessage(({ text }) => text === english['identity.stopped']);
    await say(phone, { text: 'START' });
    await phone.waitForMessage(({ text }) => text === english['identity.resumed']);
    await say(phone, { text: 'hello again' });
    await phone.waitForMessage(({ text }) => text === '[Echo] hello again');
    expect(await changesOf(phone)).to.deep.equal(['opted_out', 'opted_in']);
    expect((await contactOf(phone)).opted_out_at).to.equal(null);
  });

  it('is reminded of the way back once a day, by what they say and not by a reaction', async () => {
    const phone = newPhone();
    const { external_id } = await say(phone, { text: 'STOP' });
    await settled(phone, 1);
    const dayLater = () =>
      platform.database.pool.query("update contacts set opt_out_told_at = opt_out_told_at - interval '25 hours'");
    await dayLater();
    await say(phone, { message: { type: 'reaction', reaction: { message_id: external_id, emoji: '👍' } } });
    await people.quiet();
    expect(heard(phone)).to.deep.equal([english['identity.stopped']]);
    await say(phone, { text: 'hello?' });
    await say(phone, { text: 'anybody?' });
    await settled(phone, 2);
    expect(heard(phone)).to.deep.equal([english['identity.stopped'], english['identity.opted_out']]);
  });

  it('is told in their language: that of the contact, of the phone’s country, or of the word', async () => {
    const byContact = newPhone();
    await say(byContact, { text: 'hello' });
    await byContact.waitForMessage();
    const { id } = await contactOf(byContact);
    await platform.database.db.updateTable('contacts').set({ locale: 'es_MX' }).where('id', '=', id).execute();
    const said: [Phone, word: string, Language][] = [
      [byContact, 'STOP', 'es-MX'],
      [platform.sandbox.phone('+5511987650001', { bsuid: null }), 'STOP', 'pt-BR'],
      [newPhone(), 'Arrêt !', 'en'],
      [newPhone(), 'Staak', 'af'],
      [platform.sandbox.phone('+4915122220001', { bsuid: null }), 'Arrêt !', 'fr'],
    ];
    for (const [phone, word, language] of said) {
      await say(phone, { text: word });
      const stopped = catalogues[language]['identity.stopped'];
      expect((await phone.waitForMessage(({ text }) => !text.startsWith('[Echo]'))).text).to.equal(stopped);
    }
  });

  it('is spoken to in the channel’s language where nothing else tells theirs', async () => {
    const { db } = platform.database;
    const speak = async (locale: string | null) => {
      await db.updateTable('channels').set({ locale }).where('provider', '=', 'meta').execute();
      await platform.channels.refresh();
    };
    await speak('zu');
    try {
      const phone = newPhone();
      await say(phone, { text: 'STOP' });
      await phone.waitForMessage(({ text }) => text === catalogues.zu['identity.stopped']);
      await db.updateTable('contacts').set({ opt_out_told_at: null }).execute();
      await say(phone, { text: 'hello?' });
      await phone.waitForMessage(({ text }) => text === catalogues.zu['identity.opted_out']);
      await say(phone, { text: 'START' });
      await phone.waitForMessage(({ text }) => text === catalogues.zu['identity.resumed']);
    } finally {
      await speak(null);
    }
  });

  it('may do so by the button of a template, and not by an answer that happens to be the word', async () => {
    const [byButton, byAnswer] = [newPhone(), newPhone()];
    await say(byButton, { message: { type: 'button', button: { payload: 'X', text: 'Stop' } } });
    await byButton.waitForMessage(({ text }) => text === english['identity.stopped']);
    const reply = { type: 'button_reply', button_reply: { id: 'low', title: 'Baja' } };
    await say(byAnswer, { message: { type: 'interactive', interactive: reply } });
    await byAnswer.waitForMessage(({ text }) => text === '[Echo] Baja');
    expect((await contactOf(byAnswer)).opted_out_at).to.equal(null);
  });

  it('is not told by us what the provider has told them', async () => {
    const phone = newPhone();
    await say(phone, { text: 'STOP', params: { OptOutType: 'STOP' } }, twilioVia);
    await people.quiet();
    expect((await contactOf(phone)).opted_out_at).to.be.instanceOf(Date);
    await say(phone, { text: 'START', params: { OptOutType: 'START' } }, twilioVia);
    await until('opted in', async () => (await contactOf(phone)).opted_out_at === null);
    await say(phone, { text: 'back' }, twilioVia);
    await phone.waitForMessage(({ text }) => text === '[Echo] back');
    expect(heard(phone)).to.deep.equal(['[Echo] back']);
    expect(await changesOf(phone)).to.deep.equal(['opted_out', 'opted_in']);
  });

  it('changes their mind as often as they say so in one webhook, in order', async () => {
    const phone = newPhone();
    const from = phone.number.slice(1);
    // A webhook written by hand opens no window in the sandbox.
    platform.sandbox.openWindow(demoMeta.phoneNumberId, phone.waId);
    const said = ['stop', 'start', 'stop', 'start', 'hello'];
    const messages = said.map((text, n) => metaText(`wamid.mind-${n}`, text, from));
    await signedMeta(platform.info.receiverUrl!, metaEnvelope({ messages }));
    await phone.waitForMessage(({ text }) => text === '[Echo] hello');
    expect(await changesOf(phone)).to.deep.equal(['opted_out', 'opted_in', 'opted_out', 'opted_in']);
    expect((await contactOf(phone)).opted_out_at).to.equal(null);
  });
});
