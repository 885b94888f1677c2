// Who is this? From webhook items to people, conversations and messages.
import { expect } from 'chai';
import { catalogues } from '../../../src/intake/locales/index.ts';
import type { ChannelDirectory } from '../../../src/store/channel-directory.ts';
import { metaEnvelope, metaText, signedMeta } from '../../support/meta.ts';
import { metaVia, startPlatform, twilioVia, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';

describe('identity', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform();
  });
  after(() => platform.close());

  const db = () => platform.database.db;
  const inbound = async (externalId: string) =>
    db().selectFrom('messages').selectAll().where('external_id', '=', externalId).execute();
  const storedInbound = (externalId: string) =>
    until(`${externalId} is stored`, async () => (await inbound(externalId))[0]);
  const contactOf = (phone: string) =>
    db()
      .selectFrom('contact_addresses')
      .innerJoin('contacts', 'contacts.id', 'contact_addresses.contact_id')
      .selectAll('contacts')
      .where('value', '=', phone)
      .execute();
  const conversationOf = (id: string) =>
    db().selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

  async function configure(provider: 'meta' | 'twilio', change: object): Promise<void> {
    await db().updateTable('channels').set(change).where('provider', '=', provider).execute();
    await (platform.channels satisfies ChannelDirectory).refresh();
  }

  it('makes a contact with phone, BSUID and name, and one conversation for all its messages', async () => {
    const phone = platform.sandbox.phone('+27821110001', { profileName: 'Thandi', bsuid: 'ZA.1110001' });
    const first = await phone.send({ via: metaVia, text: 'one' });
    const second = await phone.send({ via: metaVia, text: 'two' });
    const [one, two] = [await storedInbound(first.externalId), await storedInbound(second.externalId)];
    expect(one.conversation_id).to.equal(two.conversation_id);
    const [contact] = await contactOf('+27821110001');
    expect(contact).to.include({ name: 'Thandi', status: 'active' });
    expect((await contactOf('ZA.1110001'))[0]?.id).to.equal(contact?.id);
    const conversation = await conversationOf(one.conversation_id);
    expect(conversation).to.include({ unread_count: 2, recipient: '+27821110001' });
    const expiry = conversation.window_expires_at!.getTime() - Date.now();
    expect(expiry).to.be.within(23.9 * 3600_000, 24 * 3600_000);
  });

  it('takes every spelling of a number for one person, over both providers', async () => {
    const viaMeta = await platform.sandbox.phone('+5215512345678').send({ via: metaVia, text: 'hola' });
    const viaTwilio = await platform.sandbox
      .phone('+525512345678', { bsuid: null })
      .send({ via: twilioVia, text: 'hola' });
    const [one, two] = [await storedInbound(viaMeta.externalId), await storedInbound(viaTwilio.externalId)];
    const people = await Promise.all(
      [one, two].map(async (message) => (await conversationOf(message.conversation_id)).contact_id),
    );
    expect(people[0]).to.equal(people[1]);
    expect(one.conversation_id).not.to.equal(two.conversation_id);
  });

  it('knows a person by BSUID when the phone is hidden, and when it comes back', async () => {
    const phone = platform.sandbox.phone('+27821110003', { bsuid: 'ZA.1110003' });
    const open = await storedInbound((await phone.send({ via: metaVia, text: 'with number' })).externalId);
    phone.update({ hideNumber: true });
    const hidden = await storedInbound((await phone.send({ via: metaVia, text: 'without number' })).externalId);
    expect(hidden.conversation_id).to.equal(open.conversation_id);
    expect((await conversationOf(open.conversation_id)).recipient).to.equal('ZA.1110003');
  });

  it('has one effect for one item, though it comes ten times at once and again later', async () => {
    const envelope = metaEnvelope({ messages: [metaText('wamid.once', 'only once', '27821110004')] });
    await Promise.all(Array.from({ length: 10 }, () => signedMeta(platform.info.receiverUrl!, envelope)));
    await platform.sandbox.accepted.waitFor((message) => message.body === '[Echo] only once');
    // Completed jobs are forgotten after a while, and the provider may still repeat itself.
    await platform.database.pool.query("delete from pgboss.job where name = 'identity'");
    await signedMeta(platform.info.receiverUrl!, envelope);
    await until('the repetition is worked off', async () => {
      const { rows } = await platform.database.pool.query(
        "select from pgboss.job where name = 'identity' and state < 'completed'",
      );
      return rows.length === 0;
    });
    expect(await inbound('wamid.once')).to.have.length(1);
    const conversation = await conversationOf((await inbound('wamid.once'))[0]!.conversation_id);
    expect(conversation.unread_count).to.equal(1);
    expect(platform.sandbox.accepted.list((message) => message.body === '[Echo] only once')).to.have.length(1);
  });

  it('dead-letters a poison item with its cause, and handles the others of its batch', async () => {
    const poison = { id: 'wamid.poison', timestamp: '1760000000', type: 'text', text: { body: 'no sender' } };
    const good = metaText('wamid.good', 'beside poison', '27821110005');
    await signedMeta(platform.info.receiverUrl!, metaEnvelope({ messages: [poison, good] }));
    await platform.sandbox.accepted.waitFor((message) => message.body === '[Echo] beside poison');
    const dead = await until('the dead letter', async () => {
      const { rows } = await platform.database.pool.query(
        `select source_name, data->>'externalId' as external_id, source_output, output from pgboss.job where name = 'dead-letters'`,
      );
      return rows.find((row: { external_id: string }) => row.external_id === 'wamid.poison');
    });
    expect(dead.source_name).to.equal('identity');
    expect(JSON.stringify(dead)).to.include('the message cannot be read').and.include('names no sender');
  });

  it('keeps items of unknown kinds with their payload', async () => {
    const change = { field: 'partner_solutions', value: { event: 'SOLUTION_CREATED' } };
    await signedMeta(platform.info.receiverUrl!, {
      object: 'whatsapp_business_account',
      entry: [{ id: '1', changes: [change] }],
    });
    const row = await until('it is kept', () =>
      db().selectFrom('webhook_events').selectAll().where('kind', '=', 'partner_solutions').executeTakeFirst(),
    );
    expect(row).to.include({ provider: 'meta', reason: 'unknown_kind' });
    expect(JSON.stringify(row.payload)).to.include('SOLUTION_CREATED');
  });

  it('takes the tenant of a shared channel from the contact', async () => {
    const { ensureTenant } = await import('../../../src/store/tenants.ts');
    const tenantId = await ensureTenant(db(), 'clinic');
    const contactId = '01890000-0000-7000-8000-00000000c001';
    await db().insertInto('contacts').values({ id: contactId, tenant_id: tenantId, name: 'Patient' }).execute();
    const address = { tenant_id: tenantId, contact_id: contactId, kind: 'phone' as const, value: '+27821110006' };
    await db().insertInto('contact_addresses').values(address).execute();
    await configure('twilio', { shared: true });
    try {
      const known = await platform.sandbox
        .phone('+27821110006', { bsuid: null })
        .send({ via: twilioVia, text: 'hello' });
      const stranger = await platform.sandbox
        .phone('+27821110007', { bsuid: null })
        .send({ via: twilioVia, text: 'hello' });
      const message = await storedInbound(known.externalId);
      expect(message.tenant_id).to.equal(tenantId);
      expect((await conversationOf(message.conversation_id)).contact_id).to.equal(contactId);
      expect((await storedInbound(stranger.externalId)).tenant_id).not.to.equal(tenantId);
    } finally {
      await configure('twilio', { shared: false });
    }
  });

  describe('where registration is asked for', () => {
    before(() => configure('meta', { unknown_sender: 'register', registration_url: 'https://example.org/join' }));
    after(() => configure('meta', { unknown_sender: 'create', registration_url: null }));

    it('prompts an unknown sender once a day, keeps the messages, and starts no dialogue', async () => {
      const phone = platform.sandbox.phone('+27821110010');
      const first = await phone.send({ via: metaVia, text: 'hello?' });
      const prompt = await phone.waitForMessage();
      expect(prompt.text).to.include('https://example.org/join');
      const second = await phone.send({ via: metaVia, text: 'anybody?' });
      const message = await storedInbound(second.externalId);
      expect((await inbound(first.externalId))[0]?.conversation_id).to.equal(message.conversation_id);
      expect((await contactOf('+27821110010'))[0]?.status).to.equal('unregistered');
      await until('nothing waits', async () => {
        const { rows } = await platform.database.pool.query(
          "select from pgboss.job where state < 'completed' and name <> 'dead-letters'",
        );
        return rows.length === 0;
      });
      expect(phone.inbox.map(({ text }) => text)).to.deep.equal([prompt.text]);
    });

    it('prompts in the language of the phone’s country, and names nobody where there is no address', async () => {
      const [mexican, brazilian] = ['+525511110013', '+5511987650013'].map((number) => platform.sandbox.phone(number));
      await mexican!.send({ via: metaVia, text: 'hola' });
      const prompt = 'Este número es solo para personas registradas en la organización. Por favor regístrese aquí: ';
      expect((await mexican!.waitForMessage()).text).to.equal(`${prompt}https://example.org/join`);
      await configure('meta', { registration_url: null });
      try {
        await brazilian!.send({ via: metaVia, text: 'oi' });
        expect((await brazilian!.waitForMessage()).text).to.equal(catalogues['pt-BR']['identity.register']);
      } finally {
        await configure('meta', { registration_url: 'https://example.org/join' });
      }
    });

    it('prompts again after a day', async () => {
      const phone = platform.sandbox.phone('+27821110011');
      await phone.send({ via: metaVia, text: 'hello?' });
      await phone.waitForMessage();
      await platform.database.pool.query(
        "update contacts set registration_prompted_at = registration_prompted_at - interval '25 hours'",
      );
      await phone.send({ via: metaVia, text: 'hello again' });
      await until('the second prompt', () => phone.inbox.length === 2);
    });

    it('prompts a contact set inactive, and answers one that is active', async () => {
      await configure('meta', { unknown_sender: 'create' });
      const phone = platform.sandbox.phone('+27821110012');
      await phone.send({ via: metaVia, text: 'first' });
      expect((await phone.waitForMessage()).text).to.equal('[Echo] first');
      await configure('meta', { unknown_sender: 'register' });
      await phone.send({ via: metaVia, text: 'active' });
      await phone.waitForMessage(({ text }) => text === '[Echo] active');
      const [contact] = await contactOf('+27821110012');
      await db().updateTable('contacts').set({ status: 'inactive' }).where('id', '=', contact!.id).execute();
      await phone.send({ via: metaVia, text: 'inactive' });
      await phone.waitForMessage(({ text }) => text.includes('https://example.org/join'));
    });
  });
});
