// Answers to reminders where no flow takes them: whose they are, and in which order. What people see is in the transcripts.
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import type { Phone, PhoneMessage, Via } from '../../../src/sandbox/index.ts';
import { storeReceived } from '../../../src/store/inbox.ts';
import { enqueueReminder } from '../../support/transcripts/reminder.ts';
import { openSharedStage, type Stage } from '../../support/transcripts/stage.ts';
import { until } from '../../support/until.ts';
import { freshPhone } from '../api/harness.ts';
import { textMessage } from './chats.ts';

const template = 'appointment_reminder';
const values = ['María', 'Firulais', 'lunes', '10:30', 'la Clínica'];

for (const carrier of ['meta', 'twilio'] as const) {
  describe(`the answer to a reminder that no flow takes, over ${carrier}`, () => {
    let stage: Stage;
    before(async () => (stage = await openSharedStage(carrier)));
    after(() => stage.close());

    interface Person {
      phone: Phone;
      tenantId: string;
      contactId: string;
    }

    const db = () => stage.platform.database.db;
    const newPerson = async (tenantId: string): Promise<Person> => {
      const number = freshPhone();
      const contactId = newId();
      const contact = { id: contactId, tenant_id: tenantId, locale: 'es-MX' };
      await db().insertInto('contacts').values(contact).execute();
      const address = { tenant_id: tenantId, contact_id: contactId, kind: 'phone' as const, value: number };
      await db().insertInto('contact_addresses').values(address).execute();
      return { phone: stage.platform.sandbox.phone(number, { bsuid: null }), tenantId, contactId };
    };
    const remind = async ({ phone, tenantId, contactId }: Person, via: Via): Promise<PhoneMessage> => {
      const to = { tenantId, contactId, channelId: stage.channelOf(via), recipient: phone.number };
      await enqueueReminder(db(), { ...to, template, values });
      const isReminder = ({ text }: PhoneMessage) => text.includes('Firulais');
      return phone.waitForMessage(isReminder, 10_000);
    };
    const answerOf = async ({ contactId }: Person) => {
      const query = db().selectFrom('reminder_occurrences as o').innerJoin('reminders as r', 'r.id', 'o.reminder_id');
      return (await query.select('answer').where('contact_id', '=', contactId).executeTakeFirstOrThrow()).answer;
    };
    const answered = (person: Person, answer: string) =>
      until(`the answer is ${answer}`, async () => (await answerOf(person)) === answer);
    const mailbox = async ({ contactId }: Person) => {
      const query = db().selectFrom('inbox').innerJoin('conversations as c', 'c.id', 'inbox.conversation_id');
      return query.select(['inbox.attempts', 'c.id']).where('contact_id', '=', contactId).execute();
    };
    /** Everything that they wrote is dealt with. */
    const heard = async (person: Person, externalId: string) => {
      const arrived = () =>
        db().selectFrom('messages').select('id').where('external_id', '=', externalId).executeTakeFirst();
      await until('it is stored', arrived);
      await until('it is dealt with', async () => (await mailbox(person)).length === 0);
    };

    const comeAtOnce = async (
      { tenantId, contactId }: Person,
      written: readonly [string, string?][],
      start = Date.now(),
    ) => {
      const { database, queue } = stage.platform;
      const query = db().selectFrom('conversations').select('id').where('contact_id', '=', contactId);
      const { id: conversationId } = await query.executeTakeFirstOrThrow();
      const messages = written.map(([body, replyTo], n) => ({
        ...textMessage(tenantId, conversationId, body, new Date(start + n)),
        replyTo,
      }));
      await database.db.transaction().execute(async (trx) => {
        await storeReceived(trx, messages);
        await queue.enqueue(trx, [{ queue: 'intake', data: { conversationId } }]);
      });
    };

    it('is not of a stranger, whichever message they quote', async () => {
      const via = stage.viaOf('menu');
      const [own, other] = [await stage.newTenant(), await stage.newTenant()];
      const person = await newPerson(own);
      const { externalId: replyTo } = await remind(person, via);
      for (const tenantId of [own, other]) {
        const stranger = await newPerson(tenantId);
        await stranger.phone.send({ via, text: 'sí', replyTo });
        const { text } = await stranger.phone.waitForMessage();
        expect(text).to.include('¿En qué le puedo ayudar?');
      }
      expect(await answerOf(person)).to.equal(null);
      await person.phone.send({ via, text: 'sí', replyTo });
      await answered(person, 'confirmed');
    });

    it('is not found by a quote on another channel', async () => {
      const person = await newPerson(await stage.newTenant());
      const { externalId: replyTo } = await remind(person, stage.viaOf('menu'));
      await person.phone.send({ via: stage.viaOf('echo'), text: 'sí', replyTo });
      await person.phone.waitForMessage(({ text }) => text === '[Echo] sí');
      expect(await answerOf(person)).to.equal(null);
    });

    it('is not what is typed once something else was said, by the flow or by a person', async () => {
      const via = stage.viaOf('menu');
      const person = await newPerson(await stage.newTenant());
      await remind(person, via);
      await person.phone.send({ via, text: 'menú' });
      await person.phone.waitForMessage(({ text }) => text.includes('¿En qué'));
      await heard(person, (await person.phone.send({ via, text: 'sí' })).externalId);
      await db()
        .updateTable('conversations')
        .set({ status: 'handed_over' })
        .where('contact_id', '=', person.contactId)
        .execute();
      await heard(person, (await person.phone.send({ via, text: 'sí' })).externalId);
      expect(await answerOf(person)).to.equal(null);
    });

    it('is not what was written before it was sent, however late that is read', async () => {
      const via = stage.viaOf('echo');
      const person = await newPerson(await stage.newTenant());
      await remind(person, via);
      await comeAtOnce(person, [['sí']], Date.now() - 60_000);
      await until('it is dealt with', async () => (await mailbox(person)).length === 0);
      expect(await answerOf(person)).to.equal(null);
    });

    it('is answered in its turn, among messages that come at once', async () => {
      const via = stage.viaOf('menu');
      const person = await newPerson(await stage.newTenant());
      await person.phone.send({ via, text: 'menú' });
      await person.phone.waitForMessage();
      const { externalId: replyTo } = await remind(person, via);
      const before = person.phone.inbox.length;
      await comeAtOnce(person, [['ayuda'], ['sí', replyTo], ['no voy a ir', replyTo], ['1']]);
      const said = await until('all are answered', () => {
        const texts = person.phone.inbox.slice(before).map(({ text }) => text);
        return texts.length >= 4 && texts;
      });
      expect(said[0]).to.include('*menú*');
      expect(said.slice(1)).to.deep.equal([
        'Gracias, queda anotado.',
        'Gracias por avisar. Ya lo comunicamos a quien corresponde.',
        '¿Qué pedido es? Por favor escriba su número, por ejemplo PO-1001.',
      ]);
      expect(await answerOf(person)).to.equal('declined');
    });

    it('is recorded even where nobody knows the flow', async () => {
      const via = stage.viaOf('echo');
      const person = await newPerson(await stage.newTenant());
      const reminder = await remind(person, via);
      await db().updateTable('channels').set({ flow: 'gone' }).where('id', '=', stage.channelOf(via)).execute();
      await stage.platform.channels.refresh();
      await person.phone.tap(reminder, 'Reagendar');
      await answered(person, 'reschedule_requested');
      expect((await mailbox(person)).map(({ attempts }) => attempts)).to.deep.equal([1]);
    });
  });
}
