// Templates: checked against what the account has, rendered, and the first word to people nobody has talked with.
import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import type { SendMessageRequest } from '../../../src/api/gen/switchboard/v1/SendMessageRequest.ts';
import type { TemplateComponent } from '../../../src/api/gen/switchboard/v1/TemplateComponent.ts';
import { connect, refusal, type Client } from './client.ts';
import { addChannel, addMedia, addPerson, addTemplate, addTenant, freshPhone, startHarness } from './harness.ts';
import type { Harness, Tenant } from './harness.ts';

describe('SendMessage with a template', () => {
  let harness: Harness;
  let tenant: Tenant;
  let client: Client;
  before(async () => {
    harness = await startHarness();
    tenant = await addTenant(harness, { templates_synced_at: new Date() });
    client = connect(harness, tenant.key);
    await addTemplate(harness, tenant, {
      name: 'visit',
      header: { type: 'text', text: 'For {{1}}' },
      body: 'Dear {{1}}, see you on {{2}} at {{3}}. Yes, {{1}}!',
      footer: 'The clinic',
      buttons: [
        { type: 'quick_reply', text: 'Yes' },
        { type: 'url', text: 'Map', url: 'https://example.org/{{1}}' },
        { type: 'url', text: 'Site', url: 'https://example.org' },
        { type: 'copy_code', text: 'Copy' },
      ],
    });
    await addTemplate(harness, tenant, {
      name: 'named',
      parameterFormat: 'named',
      header: { type: 'image' },
      body: '{{pet}} is due on {{day}}.',
    });
    await addTemplate(harness, tenant, { name: 'plain' });
    await addTemplate(harness, tenant, { name: 'sale', category: 'marketing' });
  });
  after(async () => {
    client.close();
    await harness.close();
  });

  const text = (...values: string[]) => values.map((value) => ({ text: value }));
  const header = (value = 'Rex'): TemplateComponent => ({ part: 'PART_HEADER', parameters: text(value) });
  const body = (...values: string[]): TemplateComponent => ({ part: 'PART_BODY', parameters: text(...values) });
  const button = (buttonIndex: number, parameter: object): TemplateComponent => ({
    part: 'PART_BUTTON',
    buttonIndex,
    parameters: [parameter],
  });
  const whole = () => [
    header(),
    body('Ana', 'Monday', '10:00'),
    button(1, { text: 'map' }),
    button(3, { couponCode: 'ABC' }),
  ];
  const template = (name: string, components: TemplateComponent[] = [], language = 'en') => ({
    template: { name, language, components },
  });
  const closed = async () => (await addPerson(harness, tenant, { windowExpiresAt: null })).conversationId;
  const send = async (content: SendMessageRequest) =>
    (await client.messaging.SendMessage({ conversationId: await closed(), ...content })).message!;

  it('goes out without a window, and the history shows its text', async () => {
    const message = await send(template('visit', whole()));
    expect(message).to.include({ kind: 'template', status: 'MESSAGE_STATUS_QUEUED' });
    expect(message.text).to.equal('For Rex\n\nDear Ana, see you on Monday at 10:00. Yes, Ana!\n\nThe clinic');
    const again = await client.messaging.GetMessage({ messageId: message.id });
    expect(again.message!.text).to.equal(message.text);
  });

  it('takes named parameters in any order, and a stored file as header', async () => {
    const mediaId = await addMedia(harness, tenant);
    const message = await send(
      template('named', [
        { part: 'PART_HEADER', parameters: [{ image: { mediaId } }] },
        {
          part: 'PART_BODY',
          parameters: [
            { name: 'day', text: 'Friday' },
            { name: 'pet', text: 'Rex' },
          ],
        },
      ]),
    );
    expect(message.text).to.equal('Rex is due on Friday.');
    expect(message.media.map(({ id }) => id)).to.deep.equal([mediaId]);
  });

  it('spells out every mismatch, with the field', async () => {
    const cases: [TemplateComponent[], string, string][] = [
      [
        [header(), body('Ana', 'Monday'), button(1, { text: 'x' }), button(3, { couponCode: 'x' })],
        'template.components[1]',
        '3 placeholders {{1}}..{{3}}, and 2 were given',
      ],
      [
        [header(), body('1', '2', '3', '4'), button(1, { text: 'x' }), button(3, { couponCode: 'x' })],
        'template.components[1]',
        '4 were given',
      ],
      [whole().slice(1), 'template.components', 'the header has 1 placeholder {{1}}, and 0 were given'],
      [[...whole(), button(7, { buttonPayload: 'x' })], 'template.components[4].parameters[0]', '0 to 3'],
      [[...whole(), button(0, { text: 'x' })], 'template.components[4].parameters[0]', 'quick_reply'],
      [[...whole(), button(2, { text: 'x' })], 'template.components[4].parameters[0]', 'no placeholder'],
      [[...whole(), button(1, { text: 'x' })], 'template.components[4].parameters[0]', 'same button_index'],
      [whole().slice(0, 3), 'template.components', 'coupon_code for button 3'],
      [[...whole(), body('again')], 'template.components[4].part', 'twice'],
      [
        [header(), body('Ana', 'a\nb', '10:00'), ...whole().slice(2)],
        'template.components[1].parameters[1].text',
        'line breaks',
      ],
      [
        [header(), body('Ana', '', '10:00'), ...whole().slice(2)],
        'template.components[1].parameters[1].text',
        'required',
      ],
      [[header(), body('A'.repeat(600), 'x', 'y'), ...whole().slice(2)], 'template.components[1]', '1024'],
    ];
    for (const [components, field, hint] of cases) {
      const error = await refusal(send(template('visit', components)));
      expect(error, hint).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: [field] });
      expect(error.message).to.contain(hint);
    }
    const misnamed = [{ part: 'PART_BODY' as const, parameters: [{ name: 'pett', text: 'x' }, { text: 'y' }] }];
    const error = await refusal(send(template('named', misnamed)));
    expect(error.fields).to.deep.equal([
      'template.components',
      'template.components[0].parameters[0].name',
      'template.components[0].parameters[1].name',
      'template.components[0]',
    ]);
    expect(error.message).to.contain('lacks {{pet}}, {{day}}').and.to.contain('must be image');
  });

  it('names similar templates, and the languages there are', async () => {
    const unknown = await refusal(send(template('visitt')));
    expect(unknown).to.include({ code: Status.FAILED_PRECONDITION, reason: 'TEMPLATE_UNKNOWN' });
    expect(unknown.metadata).to.include({ similar: 'visit' });
    const missing = await refusal(send(template('plain', [], 'es_MX')));
    expect(missing).to.include({ code: Status.FAILED_PRECONDITION, reason: 'TEMPLATE_LANGUAGE_MISSING' });
    expect(missing.metadata).to.include({ languages: 'en' });
  });

  it('is refused until it is approved, with the reason', async () => {
    await addTemplate(harness, tenant, { name: 'bad' }, { status: 'rejected', reason: 'promotional' });
    const error = await refusal(send(template('bad')));
    expect(error).to.include({ code: Status.FAILED_PRECONDITION, reason: 'TEMPLATE_NOT_APPROVED' });
    expect(error.metadata).to.include({ status: 'rejected', reason: 'promotional' });
  });

  it('is taken as given where the account was never read, by Meta only', async () => {
    for (const [provider, reason] of [
      ['meta', undefined],
      ['twilio', 'TEMPLATE_UNKNOWN'],
    ] as const) {
      const other = await addTenant(harness, { provider });
      const caller = connect(harness, other.key);
      const call = caller.messaging.SendMessage({ phone: freshPhone(), ...template('unseen') });
      if (reason === undefined) expect((await call).message!.text).to.equal('[unseen]');
      else expect((await refusal(call)).reason).to.equal(reason);
      caller.close();
    }
  });

  describe('to somebody new', () => {
    const contactsOf = async (phone: string) => {
      const { db } = harness.database;
      const query = db.selectFrom('contact_addresses as a').innerJoin('contacts as c', 'c.id', 'a.contact_id');
      return query.selectAll('c').where('a.tenant_id', '=', tenant.id).where('a.value', '=', phone).execute();
    };

    it('makes one contact and one conversation for every spelling of a number', async () => {
      const phone = freshPhone();
      const digits = phone.slice(1);
      const national = phone.slice(3);
      const spellings = [
        phone,
        `0${national}`,
        `00${digits}`,
        digits,
        `whatsapp:${phone}`,
        `+27 (0)${national}`.replace('(0)', ''),
        `0${national.slice(0, 2)} ${national.slice(2, 5)}-${national.slice(5)}`,
        `(0${national.slice(0, 2)}) ${national.slice(2)}`,
      ];
      const sent = await Promise.all(
        spellings.map((spelling) => client.messaging.SendMessage({ phone: spelling, ...template('plain') })),
      );
      expect(new Set(sent.map(({ message }) => message!.conversationId))).to.have.length(1);
      const contacts = await contactsOf(phone);
      expect(contacts.map(({ status }) => status)).to.deep.equal(['active']);
    });

    it('makes one also when two servers are asked at once', async () => {
      const second = await harness.startAnother();
      const other = connect({ api: second }, tenant.key);
      const phone = freshPhone();
      const calls = Array.from({ length: 12 }, (_, n) =>
        (n % 2 ? client : other).messaging.SendMessage({ phone, ...template('plain') }),
      );
      const sent = await Promise.all(calls);
      expect(new Set(sent.map(({ message }) => message!.contactId))).to.have.length(1);
      expect(await contactsOf(phone)).to.have.length(1);
      other.close();
      await second.stop();
    });

    it('leaves nothing behind when it is refused', async () => {
      const phone = freshPhone();
      const { results } = await client.messaging.BatchSendMessages({
        messages: [
          { phone, ...template('nowhere') },
          { phone, text: { text: 'free text' } },
        ],
      });
      expect(results.map(({ outcome }) => outcome)).to.deep.equal(['error', 'error']);
      expect(await contactsOf(phone)).to.deep.equal([]);
    });

    it('begins a conversation with a known contact on another channel, at their first phone', async () => {
      const person = await addPerson(harness, tenant);
      const channelId = await addChannel(harness, tenant.id, { enabled: true });
      const { contactId, phone } = person;
      const { message } = await client.messaging.SendMessage({ contactId, channelId, ...template('any') });
      expect(message!.contactId).to.equal(contactId);
      expect(message!.conversationId).not.to.equal(person.conversationId);
      const { db } = harness.database;
      const query = db.selectFrom('conversations').select('recipient').where('id', '=', message!.conversationId);
      expect((await query.executeTakeFirstOrThrow()).recipient).to.equal(phone);
      await db.deleteFrom('contact_addresses').where('contact_id', '=', contactId).execute();
      const third = await addChannel(harness, tenant.id);
      const lost = client.messaging.SendMessage({ contactId, channelId: third, ...template('any') });
      expect((await refusal(lost)).reason).to.equal('CONTACT_UNREACHABLE');
      await db.updateTable('channels').set({ enabled: false }).where('id', 'in', [channelId, third]).execute();
    });
  });

  describe('to people who do not want it', () => {
    const wishes = async (paths: string[], at: Date | null) => {
      const person = await addPerson(harness, tenant);
      const seconds = at && Math.floor(at.getTime() / 1_000);
      const stamp = seconds === null ? null : { seconds };
      const contact = { id: person.contactId, optedOutAt: stamp, marketingOptedOutAt: stamp };
      const changed = await client.contacts.UpdateContact({ contact, updateMask: { paths } });
      return { ...person, contact: changed.contact! };
    };

    it('sends nothing to who opted out, and no marketing to who wants none', async () => {
      const out = await wishes(['opted_out_at'], new Date());
      const { conversationId } = out;
      for (const content of [{ text: { text: 'x' } }, template('plain')]) {
        const error = await refusal(client.messaging.SendMessage({ conversationId, ...content }));
        expect(error).to.include({ code: Status.FAILED_PRECONDITION, reason: 'OPTED_OUT', precondition: 'OPTED_OUT' });
      }
      const without = await wishes(['marketing_opted_out_at'], new Date());
      const marketing = client.messaging.SendMessage({ conversationId: without.conversationId, ...template('sale') });
      expect((await refusal(marketing)).reason).to.equal('OPTED_OUT_MARKETING');
      await client.messaging.SendMessage({ conversationId: without.conversationId, ...template('plain') });
    });

    it('sends again once the opt-out is taken back', async () => {
      const { contactId, conversationId, contact } = await wishes(['opted_out_at'], new Date());
      expect(contact.optedOutAt).not.to.equal(null);
      const updateMask = { paths: ['opted_out_at'] };
      await client.contacts.UpdateContact({ contact: { id: contactId }, updateMask });
      await client.messaging.SendMessage({ conversationId, text: { text: 'x' } });
    });

    it('refuses an opt-out in the future', async () => {
      const error = await refusal(wishes(['opted_out_at'], new Date(Date.now() + 3_600_000)));
      expect(error).to.deep.include({ code: Status.INVALID_ARGUMENT, fields: ['contact.opted_out_at'] });
    });

    it('sends no bulk messages to an inactive contact, but any other', async () => {
      const { conversationId } = await addPerson(harness, tenant, { status: 'inactive' });
      await client.messaging.SendMessage({ conversationId, ...template('plain') });
      const bulk = client.messaging.SendMessage({ conversationId, bulk: true, ...template('plain') });
      expect((await refusal(bulk)).reason).to.equal('CONTACT_INACTIVE');
    });
  });
});
