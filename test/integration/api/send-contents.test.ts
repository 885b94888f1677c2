// Every kind of content: what it becomes, and what is refused with which field.
import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import type { SendMessageRequest } from '../../../src/api/gen/switchboard/v1/SendMessageRequest.ts';
import { idFloor, newId } from '../../../src/domain/ids.ts';
import { connect, refusal, type Client } from './client.ts';
import { addInbound, addPerson, addTenant, freshPhone, startHarness } from './harness.ts';
import type { Harness, Person, Tenant } from './harness.ts';

describe('SendMessage with every kind of content', () => {
  let harness: Harness;
  let meta: Tenant;
  let twilio: Tenant;
  let client: Client;
  let twilioClient: Client;
  let person: Person;
  let twilioPerson: Person;
  before(async () => {
    harness = await startHarness();
    meta = await addTenant(harness);
    twilio = await addTenant(harness, { provider: 'twilio' });
    client = connect(harness, meta.key);
    twilioClient = connect(harness, twilio.key);
    person = await addPerson(harness, meta);
    twilioPerson = await addPerson(harness, twilio);
  });
  after(async () => {
    client.close();
    twilioClient.close();
    await harness.close();
  });

  const send = async (content: SendMessageRequest) =>
    (await client.messaging.SendMessage({ conversationId: person.conversationId, ...content })).message!;
  const sendTwilio = (content: SendMessageRequest) =>
    twilioClient.messaging.SendMessage({ conversationId: twilioPerson.conversationId, ...content });
  const payloadOf = async (id: string) => {
    const { db } = harness.database;
    return (await db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow()).payload;
  };

  it('stores what each says, readable and in full', async () => {
    const buttons = [{ id: 'yes', title: 'Yes' }];
    const rows = [{ id: 'r1', title: 'One', description: 'the first' }];
    const phones = [{ phone: '+27821234567', type: 'CELL' }];
    const cards = [{ formattedName: 'Dr Ana Vet', firstName: 'Ana', phones }];
    for (const [content, kind, text, payload] of [
      [{ location: { latitude: 1.5, longitude: -2 } }, 'location', '1.5, -2', { latitude: 1.5, longitude: -2 }],
      [{ contacts: { contacts: cards } }, 'contacts', 'Dr Ana Vet', undefined],
      [
        { interactive: { body: 'Sure?', buttons: { buttons } } },
        'interactive',
        'Sure?',
        { body: 'Sure?', action: { type: 'buttons', buttons } },
      ],
      [
        { interactive: { body: 'Which?', list: { button: 'Choose', sections: [{ rows }] } } },
        'interactive',
        'Which?',
        { body: 'Which?', action: { type: 'list', button: 'Choose', sections: [{ rows }] } },
      ],
      [
        { interactive: { body: 'See', link: { title: 'Open', url: 'https://example.org/x' } } },
        'interactive',
        'See',
        { body: 'See', action: { type: 'link', title: 'Open', url: 'https://example.org/x' } },
      ],
      [
        { interactive: { body: 'Where?', locationRequest: {} } },
        'interactive',
        'Where?',
        { body: 'Where?', action: { type: 'location_request' } },
      ],
    ] as const) {
      const message = await send(content as unknown as SendMessageRequest);
      expect(message).to.include({ kind, text, status: 'MESSAGE_STATUS_QUEUED' });
      if (payload) expect(await payloadOf(message.id)).to.deep.equal(payload);
    }
  });

  it('names each field that breaks a limit, and the limit', async () => {
    const long = (length: number) => 'x'.repeat(length);
    const button = (id: string, title: string) => ({ id, title });
    for (const [content, field, limit] of [
      [{ location: { latitude: 91, longitude: 0 } }, 'location.latitude', '90'],
      [{ location: { latitude: Number.NaN, longitude: 0 } }, 'location.latitude', '90'],
      [{ contacts: {} }, 'contacts.contacts', '1 to 10'],
      [{ contacts: { contacts: [{ formattedName: 'A', phones: [] }] } }, 'contacts.contacts[0].first_name', 'required'],
      [{ interactive: { body: 'x' } }, 'interactive.action', 'required'],
      [{ interactive: { body: long(1_025), locationRequest: {} } }, 'interactive.body', '1024'],
      [{ interactive: { body: 'x', buttons: {} } }, 'interactive.buttons.buttons', '1 to 3'],
      [
        { interactive: { body: 'x', buttons: { buttons: [button('a', long(21))] } } },
        'interactive.buttons.buttons[0].title',
        '20',
      ],
      [
        { interactive: { body: 'x', buttons: { buttons: [button('a', 'A'), button('a', 'B')] } } },
        'interactive.buttons.buttons[1].id',
        'same id',
      ],
      [
        { interactive: { body: 'x', buttons: { buttons: [button('a', 'A'), button('b', 'A')] } } },
        'interactive.buttons.buttons[1].title',
        'same title',
      ],
      [
        {
          interactive: {
            body: 'x',
            list: { button: 'x', sections: [{ rows: Array.from({ length: 11 }, (_, n) => button(`${n}`, `${n}`)) }] },
          },
        },
        'interactive.list.sections',
        '10 rows',
      ],
      [
        { interactive: { body: 'x', link: { title: 'x', url: 'javascript:alert(1)' } } },
        'interactive.link.url',
        'http',
      ],
      [{ media: { kind: 'MEDIA_KIND_IMAGE' } }, 'media.source', 'media_id or link'],
      [{ media: { source: { link: 'https://example.org/a' } } }, 'media.kind', 'IMAGE'],
      [
        { media: { kind: 'MEDIA_KIND_AUDIO', source: { link: 'https://example.org/a' }, caption: 'x' } },
        'media.caption',
        'audio',
      ],
      [
        { media: { kind: 'MEDIA_KIND_IMAGE', source: { link: 'https://example.org/a' }, caption: long(1_025) } },
        'media.caption',
        '1024',
      ],
      [{ reaction: { messageId: newId(), emoji: 'no emoji' } }, 'reaction.emoji', 'one emoji'],
      [{ template: { name: 'Not A Name', language: 'en' } }, 'template.name', 'lower-case'],
    ] as const) {
      const error = await refusal(send(content as unknown as SendMessageRequest));
      expect(error, JSON.stringify(content)).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: [field] });
      expect(error.message).to.contain(limit);
    }
  });

  it('refuses on a Twilio channel what it cannot show', async () => {
    const [inbound] = await addInbound(harness, twilio, twilioPerson, ['hello']);
    const link = 'https://example.org/a';
    for (const [content, field] of [
      [{ reaction: { messageId: inbound, emoji: '👍' } }, 'reaction'],
      [{ contacts: { contacts: [{ formattedName: 'A', firstName: 'A' }] } }, 'contacts'],
      [{ media: { kind: 'MEDIA_KIND_DOCUMENT', source: { link }, caption: 'x' } }, 'media.caption'],
      [{ media: { kind: 'MEDIA_KIND_DOCUMENT', source: { link }, filename: 'x.pdf' } }, 'media.filename'],
      [{ media: { kind: 'MEDIA_KIND_AUDIO', source: { link }, voice: true } }, 'media.voice'],
      [{ interactive: { body: 'x', flow: { flowId: '1', title: 'x', flowToken: 'x' } } }, 'interactive.flow'],
    ] as const) {
      const error = await refusal(sendTwilio(content as SendMessageRequest));
      expect(error, field).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: [field] });
      expect(error.message).to.contain('Twilio');
    }
    expect((await sendTwilio({ interactive: { body: 'x', locationRequest: {} } })).message!.kind).to.equal(
      'interactive',
    );
  });

  it('sends nothing but text by SMS, to anyone and without a window', async () => {
    const sms = await addTenant(harness, { provider: 'twilio', transport: 'sms' });
    const other = connect(harness, sms.key);
    const phone = freshPhone();
    const { message } = await other.messaging.SendMessage({ phone, text: { text: 'hello' } });
    expect(message!.status).to.equal('MESSAGE_STATUS_QUEUED');
    const error = await refusal(other.messaging.SendMessage({ phone, location: { latitude: 1, longitude: 1 } }));
    expect(error).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: ['location'] });
    other.close();
  });

  describe('a text longer than one message', () => {
    const bodiesOf = async (conversationId: string) => {
      const { db } = harness.database;
      const query = db.selectFrom('messages').select('body').where('conversation_id', '=', conversationId);
      return (await query.orderBy('id').execute()).map(({ body }) => body);
    };
    const paragraph = 'A sentence of words. '.repeat(40).trim();

    it('becomes several, in order, and one request_id stands for all of them', async () => {
      const { conversationId } = await addPerson(harness, twilio);
      const text = [paragraph, paragraph, paragraph].join('\n\n');
      const request = { conversationId, requestId: conversationId, text: { text } };
      const first = await twilioClient.messaging.SendMessage(request);
      const all = [first.message!, ...first.moreMessages];
      expect(all.map((message) => message.text)).to.deep.equal([paragraph, paragraph, paragraph]);
      expect(await bodiesOf(conversationId)).to.deep.equal([paragraph, paragraph, paragraph]);
      const again = await twilioClient.messaging.SendMessage(request);
      expect([again.message!, ...again.moreMessages].map(({ id }) => id)).to.deep.equal(all.map(({ id }) => id));
      const { results } = await twilioClient.messaging.BatchSendMessages({ messages: [request] });
      expect(results[0]!.moreMessages.map(({ id }) => id)).to.deep.equal(all.slice(1).map(({ id }) => id));
      expect(await bodiesOf(conversationId)).to.have.length(3);
    });

    it('quotes with the first only', async () => {
      const other = await addPerson(harness, twilio);
      const [replyToMessageId] = await addInbound(harness, twilio, other, ['question']);
      const { conversationId } = other;
      const request = { conversationId, replyToMessageId: replyToMessageId!, text: { text: 'x'.repeat(1_601) } };
      const { message, moreMessages } = await twilioClient.messaging.SendMessage(request);
      expect([message!, ...moreMessages].map((each) => each.replyToMessageId)).to.deep.equal([replyToMessageId, '']);
    });

    it('is one message where the provider takes it', async () => {
      const { message, moreMessages } = await client.messaging.SendMessage({
        conversationId: person.conversationId,
        text: { text: 'x'.repeat(4_096) },
      });
      expect(message!.text).to.have.length(4_096);
      expect(moreMessages).to.deep.equal([]);
    });

    it('is refused when it needs more than ten, and nothing is stored', async () => {
      const { conversationId } = await addPerson(harness, twilio);
      for (const length of [16_001, 40_961]) {
        const request = { conversationId, text: { text: 'x'.repeat(length) } };
        const error = await refusal(twilioClient.messaging.SendMessage(request));
        expect(error).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: ['text.text'] });
      }
      expect(await bodiesOf(conversationId)).to.deep.equal([]);
    });
  });

  describe('a reaction', () => {
    const react = (messageId: string) => send({ reaction: { messageId, emoji: '👩‍👩‍👧' } });

    it('is about the message by its id at the provider', async () => {
      const [inbound] = await addInbound(harness, meta, person, ['hello']);
      const { id, text } = await react(inbound!);
      expect(text).to.equal('👩‍👩‍👧');
      expect(await payloadOf(id)).to.deep.equal({ to: `wamid.${inbound}`, emoji: '👩‍👩‍👧' });
    });

    it('is refused for a message elsewhere, one not with the provider yet, and an old one', async () => {
      const other = await addPerson(harness, meta);
      const [elsewhere] = await addInbound(harness, meta, other, ['hello']);
      expect((await refusal(react(elsewhere!))).reason).to.equal('MESSAGE_NOT_FOUND');
      const queued = await send({ text: { text: 'x' } });
      expect((await refusal(react(queued.id))).reason).to.equal('REPLY_NOT_SENT');
      const { db } = harness.database;
      const old = idFloor(new Date(Date.now() - 31 * 24 * 3_600_000));
      const [inbound] = await addInbound(harness, meta, person, ['long ago']);
      await db.updateTable('messages').set({ id: old }).where('id', '=', inbound!).execute();
      expect((await refusal(react(old))).reason).to.equal('REACTION_TOO_LATE');
    });
  });

  it('marks bulk messages, so that all others go first', async () => {
    const bulk = await send({ text: { text: 'x' }, bulk: true });
    const other = await send({ text: { text: 'x' } });
    const { db } = harness.database;
    const rows = await db.selectFrom('outbox').selectAll().where('message_id', 'in', [bulk.id, other.id]).execute();
    expect(rows.map((row) => [row.message_id, row.bulk])).to.deep.include.members([
      [bulk.id, true],
      [other.id, false],
    ]);
  });
});
