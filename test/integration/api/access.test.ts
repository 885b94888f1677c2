import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import { newId } from '../../../src/domain/ids.ts';
import { scopes } from '../../../src/domain/scope.ts';
import { newApiKey } from '../../../src/platform/secrets.ts';
import { revokeApiKey } from '../../../src/store/api-keys.ts';
import { until } from '../../support/until.ts';
import { connect, refusal, toItemError, type Client, type RpcError } from './client.ts';
import { everyCall, type About } from './every-call.ts';
import {
  addInbound,
  addKey,
  addMedia,
  addPerson,
  addSession,
  addTemplate,
  addTenant,
  addTicket,
  freshPhone,
  startHarness,
} from './harness.ts';
import type { Harness, Tenant } from './harness.ts';
import { addReminder } from './stored-reminders.ts';

describe('access to the api', () => {
  let harness: Harness;
  let ours: Tenant;
  let theirs: Tenant;
  let about: About;
  before(async () => {
    harness = await startHarness();
    ours = await addTenant(harness);
    theirs = await addTenant(harness);
    const person = await addPerson(harness, theirs, { unread: 1 });
    const [messageId] = await addInbound(harness, theirs, person, ['secret']);
    const mediaId = await addMedia(harness, theirs);
    const templateId = await addTemplate(harness, theirs, { name: 'theirs' });
    const { id: ticketId } = await addTicket(harness, theirs, person);
    await addSession(harness, theirs, person);
    const reminderId = await addReminder(harness, theirs, person);
    const work = { ticketId, orderNumber: 'PO-1001', machineCode: 'M-1', reminderId };
    about = { ...person, messageId: messageId!, channelId: theirs.channelId, mediaId, templateId, ...work };
    await asCaller(theirs.key, async ({ orders, operations }) => {
      await orders.UpsertOrder({ number: work.orderNumber, status: 'ORDER_STATUS_PLANNED' });
      await operations.BatchUpsertMachines({ machines: [{ code: work.machineCode }] });
      await operations.SetSlaRules({ rules: [{ kind: 'TICKET_KIND_DEFECT', severity: 'SEVERITY_LOW', minutes: 60 }] });
    });
  });
  after(() => harness.close());

  const asCaller = async <T>(key: string | undefined, work: (client: Client) => Promise<T>): Promise<T> => {
    const client = connect(harness, key);
    return work(client).finally(() => client.close());
  };

  it('covers every method of every service in this test', async () => {
    await asCaller(ours.key, async (client) => {
      const { api } = await import('../../../src/api/definitions.ts');
      const services = [api.MessagingService, api.ContactService, api.TemplateService, api.MediaService];
      const work = [api.TicketService, api.OrderService, api.ReminderService, api.OperationsService];
      const methods = [...services, ...work].flatMap(({ service }) => Object.keys(service));
      expect(Object.keys(everyCall(client, about))).to.have.members(methods);
    });
  });

  describe('by key', () => {
    const refusals = (key: string | undefined, reason: string) => async () =>
      asCaller(key, async (client) => {
        for (const { run } of Object.values(everyCall(client, about))) {
          expect(await refusal(run[0]!())).to.include({ code: Status.UNAUTHENTICATED, reason });
        }
      });

    it('refuses every method without one', refusals(undefined, 'API_KEY_MISSING'));
    it('refuses every method with one that is not known', refusals(newApiKey(), 'API_KEY_INVALID'));
    it('refuses what does not look like one', refusals("x' or '1'='1", 'API_KEY_INVALID'));

    it('refuses one that has expired, from the moment it expires', async () => {
      const key = await addKey(harness, ours.id, { expiresAt: new Date(Date.now() + 60_000) });
      await asCaller(key, async (client) => {
        await client.messaging.ListConversations({});
        harness.clock.offsetMs = 61_000;
        const error = await refusal(client.messaging.ListConversations({})).finally(() => (harness.clock.offsetMs = 0));
        expect(error).to.include({ code: Status.UNAUTHENTICATED, reason: 'API_KEY_EXPIRED' });
      });
    });

    it('refuses one that was revoked, within 10 seconds', async () => {
      const key = await addKey(harness, ours.id);
      await asCaller(key, async (client) => {
        await client.messaging.ListConversations({});
        const { db } = harness.database;
        const { id } = await db
          .selectFrom('api_keys')
          .select('id')
          .where('hint', '=', key.slice(-4))
          .executeTakeFirstOrThrow();
        await revokeApiKey(db, id, new Date());
        const error = await until('the key is refused', async (): Promise<RpcError | undefined> =>
          client.messaging.ListConversations({}).then(
            () => undefined,
            (failure: unknown) => failure as RpcError,
          ),
        );
        expect(error).to.include({ code: Status.UNAUTHENTICATED, reason: 'API_KEY_REVOKED' });
      });
    });

    it('asks each method for its scope, and names the one that is missing', async () => {
      for (const missing of scopes) {
        const key = await addKey(harness, theirs.id, { scopes: scopes.filter((scope) => scope !== missing) });
        await asCaller(key, async (client) => {
          const concerned = Object.values(everyCall(client, about)).filter(({ scope }) => scope === missing);
          expect(concerned).not.to.be.empty;
          for (const { run } of concerned) {
            const error = await refusal(run[0]!());
            expect(error).to.include({ code: Status.PERMISSION_DENIED, reason: 'SCOPE_MISSING' });
            expect(error.metadata['scope']).to.equal(missing);
          }
        });
      }
    });
  });

  describe('by tenant', () => {
    it('answers every method about what is theirs as if it did not exist', async () => {
      await asCaller(ours.key, async (client) => {
        const calls = everyCall(client, about);
        for (const method of [
          'SendMessage',
          'GetMessage',
          'QueryHistory',
          'MarkConversationRead',
          'GetContact',
          'ListTemplates',
          'GetTemplate',
          'UpsertTemplate',
          'DeleteTemplate',
          'SyncTemplates',
          'UploadMedia',
          'GetMedia',
          'LoadSampleTemplates',
          'CloseConversation',
          'GetTicket',
          'ListTickets',
          'UpdateTicket',
          'AddTicketNote',
          'ListTicketNotes',
          'GetOrder',
          'ClearSession',
          'DeleteMachine',
          'EnqueueReminder',
          'GetReminder',
          'ListReminders',
          'PreviewReminder',
          'RescheduleReminder',
          'CancelReminder',
        ] as const) {
          for (const run of calls[method]!.run) {
            expect(await refusal(run()), method).to.include({ code: Status.NOT_FOUND });
          }
        }
        for (const method of ['UpdateContact', 'LinkAddress', 'UnlinkAddress'] as const) {
          for (const run of calls[method]!.run) {
            expect(await refusal(run()), method).to.include({ code: Status.NOT_FOUND, reason: 'CONTACT_NOT_FOUND' });
          }
        }
        const batch = { conversationId: about.conversationId, text: { text: 'x' } };
        const { results } = await client.messaging.BatchSendMessages({ messages: [batch] });
        expect(toItemError(results[0]!.error!)).to.include({ reason: 'CONVERSATION_NOT_FOUND' });
        expect((await client.messaging.ListConversations({ channelId: about.channelId })).conversations).to.be.empty;
        expect((await client.messaging.ListConversations({})).conversations).to.be.empty;
        expect((await client.contacts.ListContacts({ phone: about.phone })).contacts).to.be.empty;
        expect((await client.contacts.ListContacts({})).contacts).to.be.empty;
        expect((await client.tickets.ListTickets({})).tickets).to.be.empty;
        expect((await client.tickets.ListTickets({ contactId: about.contactId })).tickets).to.be.empty;
        expect((await client.orders.ListOrders({})).orders).to.be.empty;
        expect((await client.operations.ListSessions({ contactId: about.contactId })).sessions).to.be.empty;
        expect((await client.operations.ListSessions({})).sessions).to.be.empty;
        expect((await client.operations.ListMachines({})).machines).to.be.empty;
        expect((await client.operations.ListSlaRules({})).rules).to.be.empty;
      });
    });

    it('keeps a foreign id and an id that never existed apart in nothing', async () => {
      const stranger = { contactId: newId(), conversationId: newId(), phone: freshPhone(), messageId: newId() };
      const work = { ticketId: newId(), orderNumber: 'nowhere', machineCode: 'nowhere', reminderId: newId() };
      const nowhere = { ...stranger, channelId: newId(), mediaId: newId(), templateId: newId(), ...work };
      await asCaller(ours.key, async (client) => {
        for (const method of [
          'SendMessage',
          'GetMessage',
          'QueryHistory',
          'MarkConversationRead',
          'GetContact',
          'ListTemplates',
          'GetTemplate',
          'UpsertTemplate',
          'DeleteTemplate',
          'SyncTemplates',
          'UploadMedia',
          'GetMedia',
          'CloseConversation',
          'GetTicket',
          'ListTickets',
          'UpdateTicket',
          'AddTicketNote',
          'ListTicketNotes',
          'GetOrder',
          'ClearSession',
          'DeleteMachine',
          'EnqueueReminder',
          'GetReminder',
          'ListReminders',
          'PreviewReminder',
          'RescheduleReminder',
          'CancelReminder',
        ] as const) {
          const [foreign, absent] = [about, nowhere].map((each) => everyCall(client, each)[method]!.run);
          for (const [index, run] of foreign!.entries()) {
            const [one, other] = [await refusal(run()), await refusal(absent![index]!())];
            const shape = ({ code, reason, message }: RpcError) => ({ code, reason, message });
            expect(shape(one), method).to.deep.equal(shape(other));
          }
        }
      });
    });

    it('lets both tenants have a contact with the same address, and the same request_id', async () => {
      const request = { addresses: [{ kind: 'ADDRESS_KIND_PHONE' as const, value: about.phone }], requestId: newId() };
      const mine = await asCaller(ours.key, (client) => client.contacts.CreateContact(request));
      expect(mine.contact!.id).not.to.equal(about.contactId);
      const free = { ...request, addresses: [{ kind: 'ADDRESS_KIND_PHONE' as const, value: freshPhone() }] };
      const other = await asCaller(theirs.key, (client) => client.contacts.CreateContact(free));
      expect(other.contact!.id).not.to.equal(mine.contact!.id);
    });

    it('lets both tenants have an order, a machine and a rule of the same name', async () => {
      const order = { number: about.orderNumber, status: 'ORDER_STATUS_SHIPPED' as const };
      const machines = [{ code: about.machineCode, name: 'ours' }];
      await asCaller(ours.key, async ({ orders, operations }) => {
        await orders.UpsertOrder(order);
        await operations.BatchUpsertMachines({ machines });
        await operations.SetSlaRules({ rules: [] });
      });
    });

    it('changed nothing of theirs', async () => {
      await asCaller(theirs.key, async (client) => {
        const { ticketId, orderNumber: number } = about;
        const { ticket } = await client.tickets.GetTicket({ ticketId });
        expect(ticket).to.include({ status: 'TICKET_STATUS_OPEN', version: 1 });
        expect((await client.tickets.ListTicketNotes({ ticketId })).notes).to.be.empty;
        expect((await client.orders.GetOrder({ number })).order).to.include({
          status: 'ORDER_STATUS_PLANNED',
          version: 1,
        });
        expect((await client.operations.ListSessions({})).sessions).to.have.length(1);
        expect((await client.operations.ListMachines({})).machines.map(({ name }) => name)).to.deep.equal(['']);
        expect((await client.operations.ListSlaRules({})).rules).to.have.length(1);
        const { messages } = await client.messaging.QueryHistory({ conversationId: about.conversationId });
        expect(messages.map((message) => message.text)).to.deep.equal(['secret']);
        const { conversations } = await client.messaging.ListConversations({ unreadOnly: true });
        expect(conversations.map(({ id }) => id)).to.deep.equal([about.conversationId]);
      });
    });
  });
});
