// What a person is told when their ticket changes: by text, by template, or not at all, and why.
import { expect } from 'chai';
import { sql } from 'kysely';
import type { UpdateTicketRequest } from '../../../src/api/gen/switchboard/v1/UpdateTicketRequest.ts';
import { languages } from '../../../src/domain/language.ts';
import { sampleTemplates } from '../../../src/domain/sample-templates.ts';
import { openDatabase, type DatabaseHandle } from '../../../src/platform/db.ts';
import { metaVia, startPlatform, type Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { connect, refusal, type Client } from './client.ts';
import { addChannel, addPerson, addTemplate, addTenant, addTicket, startHarness } from './harness.ts';
import type { Harness, PersonOptions, Tenant } from './harness.ts';

describe('UpdateTicket tells the person', () => {
  let harness: Harness;
  let tenant: Tenant;
  let client: Client;
  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());
  beforeEach(async () => {
    tenant = await addTenant(harness, { templates_synced_at: new Date() });
    client = connect(harness, tenant.key);
  });
  afterEach(() => client.close());

  const ticketOf = async (language = 'en', options: PersonOptions = {}) => {
    const person = await addPerson(harness, tenant, options);
    return { ...person, ...(await addTicket(harness, tenant, person, { language })) };
  };
  const resolve = ({ id: ticketId }: { id: string }, more: UpdateTicketRequest = { notify: true }) =>
    client.tickets.UpdateTicket({ ticketId, version: 1, status: 'TICKET_STATUS_RESOLVED', ...more });
  const closed: PersonOptions = { windowExpiresAt: new Date(Date.now() - 1_000) };
  const sample = (language: string) =>
    sampleTemplates.find((each) => each.name === 'ticket_update' && each.language === language)!;

  it("in the platform's own words, in the ticket's language", async () => {
    const words = new Set<string>();
    for (const language of languages) {
      const ticket = await ticketOf(language);
      const { notification, message } = await resolve(ticket);
      expect(notification).to.equal('TICKET_NOTIFICATION_TEXT');
      expect(message).to.include({
        kind: 'text',
        conversationId: ticket.conversationId,
        status: 'MESSAGE_STATUS_QUEUED',
      });
      expect(message!.text).to.contain(ticket.number);
      words.add(message!.text.replace(ticket.number, ''));
    }
    expect(words).to.have.length(languages.length);
  });

  it("in the caller's words, in several messages where the channel takes no longer one", async () => {
    const ticket = await ticketOf();
    const { message } = await resolve(ticket, { message: 'We fixed the pipe this morning.' });
    expect(message!.text).to.equal('We fixed the pipe this morning.');
    const channelId = await addChannel(harness, tenant.id, { provider: 'twilio' });
    const over = await ticketOf('en', { channelId });
    const long = await resolve(over, { message: 'We fixed it. '.repeat(200) });
    expect(long.moreMessages).not.to.be.empty;
  });

  it('without any change', async () => {
    const ticket = await ticketOf();
    const request = { ticketId: ticket.id, version: 1, message: 'We are on our way.' };
    const answer = await client.tickets.UpdateTicket(request);
    expect(answer.ticket).to.include({ version: 1, status: 'TICKET_STATUS_OPEN' });
    expect(answer.message!.text).to.equal('We are on our way.');
  });

  it('outside the window by the template, in the closest language that is approved', async () => {
    await addTemplate(harness, tenant, sample('en'));
    await addTemplate(harness, tenant, { ...sample('es_MX'), language: 'es_ES' });
    for (const [language, expected] of [
      ['en', 'It now stands at: Resolved.'],
      ['es-MX', 'Ahora está así: Resuelto.'],
    ] as const) {
      const ticket = await ticketOf(language, closed);
      const { notification, message } = await resolve(ticket, { message: 'in our own words' });
      expect(notification).to.equal('TICKET_NOTIFICATION_TEMPLATE');
      expect(message!.kind).to.equal('template');
      expect(message!.text).to.contain(ticket.number).and.contain(expected);
    }
  });

  it('not outside the window without such a template, and the change stands', async () => {
    await addTemplate(harness, tenant, sample('es_MX'), { status: 'pending' });
    await addTemplate(harness, tenant, { ...sample('en'), language: 'fr', body: 'Only {{1}}, no more.' });
    for (const language of ['es-MX', 'fr', 'zu']) {
      const answer = await resolve(await ticketOf(language, closed));
      expect(answer).to.include({ notification: 'TICKET_NOTIFICATION_WINDOW_CLOSED', message: null });
      expect(answer.ticket).to.include({ status: 'TICKET_STATUS_RESOLVED', version: 2 });
    }
  });

  it('not when they opted out, on a channel that is disabled, or when the conversation is gone', async () => {
    await addTemplate(harness, tenant, sample('en'));
    const { db } = harness.database;
    for (const options of [{}, closed]) {
      const ticket = await ticketOf('en', options);
      await db.updateTable('contacts').set({ opted_out_at: new Date() }).where('id', '=', ticket.contactId).execute();
      expect((await resolve(ticket)).notification).to.equal('TICKET_NOTIFICATION_OPTED_OUT');
    }
    const gone = await ticketOf();
    await db.updateTable('tickets').set({ conversation_id: null }).where('id', '=', gone.id).execute();
    expect((await resolve(gone)).notification).to.equal('TICKET_NOTIFICATION_NO_CONVERSATION');
    const channelId = await addChannel(harness, tenant.id, { enabled: false });
    const disabled = await ticketOf('en', { channelId });
    const answer = await resolve(disabled);
    expect(answer.notification).to.equal('TICKET_NOTIFICATION_CHANNEL_DISABLED');
    expect(answer.ticket!.status).to.equal('TICKET_STATUS_RESOLVED');
  });

  it('of nothing when nobody asks for it, and says under a repeated request_id what it said first', async () => {
    expect((await resolve(await ticketOf(), {})).notification).to.equal('TICKET_NOTIFICATION_UNSPECIFIED');
    const ticket = await ticketOf('en', closed);
    const request = { notify: true, requestId: ticket.id };
    expect((await resolve(ticket, request)).notification).to.equal('TICKET_NOTIFICATION_WINDOW_CLOSED');
    await addTemplate(harness, tenant, sample('en'));
    expect((await resolve(ticket, request)).notification).to.equal('TICKET_NOTIFICATION_WINDOW_CLOSED');
  });

  it('together with the change, or neither', async () => {
    const ticket = await ticketOf();
    await sql`create function no_events() returns trigger language plpgsql as $$ begin raise 'no'; end $$`.execute(
      harness.database.db,
    );
    await sql`create trigger no_events before insert on api_requests for each row execute function no_events()`.execute(
      harness.database.db,
    );
    await refusal(resolve(ticket, { notify: true, requestId: ticket.id }));
    await sql`drop trigger no_events on api_requests`.execute(harness.database.db);
    expect((await client.tickets.GetTicket({ ticketId: ticket.id })).ticket).to.include({ version: 1 });
    const { messages } = await client.messaging.QueryHistory({ conversationId: ticket.conversationId });
    expect(messages).to.be.empty;
  });
});

describe('UpdateTicket, all the way to the phone', () => {
  let platform: Platform;
  let client: Client;
  let database: DatabaseHandle;
  before(async () => {
    platform = await startPlatform({ roles: ['receiver', 'worker', 'api'] });
    client = connect({ api: { address: platform.info.grpcAddress! } }, platform.info.apiKey);
    database = openDatabase({ url: platform.databaseUrl, poolSize: 1, onError: () => undefined });
  });
  after(async () => {
    client.close();
    await database.close();
    await platform.close();
  });

  it('arrives', async () => {
    const phone = platform.sandbox.phone('+27821239011');
    await phone.send({ via: metaVia, text: 'hello' });
    const person = await until('the conversation', async () => {
      const { conversations } = await client.messaging.ListConversations({});
      return conversations[0] && { conversationId: conversations[0].id, contactId: conversations[0].contactId };
    });
    const row = await database.db.selectFrom('conversations').select('tenant_id as id').executeTakeFirstOrThrow();
    const { number } = await addTicket({ database }, row, person, { language: 'af' });
    const request = { number, version: 1, status: 'TICKET_STATUS_RESOLVED', notify: true } as const;
    const { message } = await client.tickets.UpdateTicket(request);
    expect(message!.text).to.equal(`Nuus oor *${number}*: dit is opgelos. Dankie dat jy ons laat weet het.`);
    const arrived = await phone.waitForMessage(({ text }) => text === message!.text);
    await until('it was delivered', async () => {
      const now = (await client.messaging.GetMessage({ messageId: message!.id })).message!;
      return now.providerMessageId === arrived.externalId && now.deliveredAt;
    });
  });
});
