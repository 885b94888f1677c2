import { status as Status } from '@grpc/grpc-js';
import { expect } from 'chai';
import fc from 'fast-check';
import { api as definitions } from '../../../src/api/definitions.ts';
import {
  list,
  long,
  number,
  operationsRequests,
  optional,
  orderRequests,
  pageOf,
  record,
  reminderRequests,
  ticketRequests,
  time,
} from './anything.ts';
import { connect, RpcError, type Client } from './client.ts';
import {
  addInbound,
  addMedia,
  addPerson,
  addSession,
  addTemplate,
  addTenant,
  addTicket,
  startHarness,
  type Harness,
} from './harness.ts';
import { addReminder } from './stored-reminders.ts';

// Whatever is sent, the answer is one of these: never INTERNAL, UNKNOWN or a broken connection.
const answers = new Set([
  Status.OK,
  Status.INVALID_ARGUMENT,
  Status.NOT_FOUND,
  Status.ALREADY_EXISTS,
  Status.FAILED_PRECONDITION,
  Status.ABORTED,
  Status.UNIMPLEMENTED,
]);

describe('the api, fed with anything', () => {
  let harness: Harness;
  let client: Client;
  let real: string[];
  before(async () => {
    harness = await startHarness();
    const tenant = await addTenant(harness);
    const person = await addPerson(harness, tenant);
    const templateId = await addTemplate(harness, tenant, { name: 'visit', body: 'On {{1}}' });
    const mediaId = await addMedia(harness, tenant);
    const ticket = await addTicket(harness, tenant, person);
    await addSession(harness, tenant, person);
    const reminderId = await addReminder(harness, tenant, person);
    const ids = await addInbound(harness, tenant, person, ['hello']);
    real = [
      tenant.id,
      tenant.channelId,
      person.contactId,
      person.conversationId,
      person.phone,
      templateId,
      mediaId,
      ticket.id,
      ticket.number,
      reminderId,
      ...ids,
    ];
    client = connect(harness, tenant.key);
  });
  after(async () => {
    client.close();
    await harness.close();
  });

  const text = () =>
    fc.oneof(
      fc.constantFrom(...real),
      fc.constantFrom(
        '',
        '0',
        '\0',
        '\ud800',
        '+',
        '../..',
        "' or 1=1 --",
        '9'.repeat(60),
        'ZA.x',
        'name',
        'opted_out_at',
        'visit',
        'en',
        '👍',
        '{{1}}',
        'https://example.org/a',
      ),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.uuid(),
    );
  // As the .proto files have them; numbers stand for enums, also such as no version names.
  const requests = (): { [method: string]: fc.Arbitrary<object> } => {
    const source = record({ mediaId: text(), link: text() });
    const address = record({ kind: number(), value: text(), account: text() });
    const typed = record({ phone: text(), email: text(), url: text(), type: text() });
    const card = record({
      formattedName: text(),
      firstName: text(),
      phones: list(typed),
      emails: list(typed),
      urls: list(typed),
    });
    const row = record({ id: text(), title: text(), description: text() });
    const interactive = record({
      header: record({ text: optional(text()), image: optional(source) }),
      body: text(),
      footer: text(),
      buttons: optional(record({ buttons: list(row) })),
      list: optional(record({ button: text(), sections: list(record({ title: text(), rows: list(row) })) })),
      link: optional(record({ title: text(), url: text() })),
      flow: optional(record({ flowId: text(), title: text(), flowToken: text() })),
    });
    const currency = record({ code: text(), amount_1000: long(), fallback: text() });
    const parameter = record({
      name: text(),
      text: optional(text()),
      currency: optional(currency),
      image: optional(source),
      buttonPayload: optional(text()),
    });
    const component = record({ part: number(), buttonIndex: number(), parameters: list(parameter) });
    const button = record({ text: text(), url: optional(record({ url: text() })), quickReply: optional(record({})) });
    const definition = record({
      name: text(),
      language: text(),
      category: number(),
      parameterFormat: number(),
      header: record({ format: number(), text: text() }),
      body: text(),
      footer: text(),
      buttons: list(button),
      samples: fc.dictionary(text(), text(), { maxKeys: 3 }),
    });
    const send = record({
      conversationId: text(),
      contactId: text(),
      phone: text(),
      channelId: optional(text()),
      replyToMessageId: optional(text()),
      requestId: optional(text()),
      text: record({ text: text(), previewUrl: fc.boolean() }),
      media: optional(record({ kind: number(), source, caption: text(), filename: text(), voice: fc.boolean() })),
      location: optional(record({ latitude: fc.double(), longitude: fc.double(), name: text() })),
      reaction: optional(record({ messageId: text(), emoji: text() })),
      contacts: optional(record({ contacts: list(card) })),
      interactive: optional(interactive),
      template: optional(record({ name: text(), language: text(), components: list(component) })),
      bulk: fc.boolean(),
    });
    const contact = record({
      id: text(),
      name: text(),
      locale: text(),
      status: number(),
      addresses: list(address),
      optedOutAt: time(),
    });
    return {
      SendMessage: send,
      BatchSendMessages: record({ messages: list(send) }),
      GetMessage: record({ messageId: text() }),
      QueryHistory: record({
        conversationId: text(),
        contactId: text(),
        phone: text(),
        startTime: time(),
        endTime: time(),
        direction: number(),
        ...pageOf(text),
      }),
      ListConversations: record({
        statuses: list(number()),
        channelId: text(),
        unreadOnly: fc.boolean(),
        ...pageOf(text),
      }),
      MarkConversationRead: record({ conversationId: text() }),
      CreateContact: record({ name: text(), addresses: list(address), locale: text(), requestId: optional(text()) }),
      GetContact: record({ contactId: text() }),
      ListContacts: record({ phone: text(), status: number(), ...pageOf(text) }),
      UpdateContact: record({ contact, updateMask: record({ paths: list(text()) }) }),
      LinkAddress: record({ contactId: text(), address }),
      UnlinkAddress: record({ contactId: text(), address }),
      ListTemplates: record({ channelId: text(), statuses: list(number()), namePrefix: text(), ...pageOf(text) }),
      GetTemplate: record({ templateId: text() }),
      UpsertTemplate: record({ channelId: text(), definition, submit: fc.boolean() }),
      DeleteTemplate: record({ templateId: text() }),
      SyncTemplates: record({ channelId: text() }),
      LoadSampleTemplates: record({ channelId: text(), names: list(text()), submit: fc.boolean() }),
      CloseConversation: record({ conversationId: text() }),
      ...ticketRequests(text),
      ...orderRequests(text),
      ...operationsRequests(text),
      ...reminderRequests(text),
    };
  };

  const servicesOf = ({ messaging, contacts, templates, tickets, orders, operations, reminders }: Client) => [
    { definition: definitions.MessagingService, calls: messaging },
    { definition: definitions.ContactService, calls: contacts },
    { definition: definitions.TemplateService, calls: templates },
    { definition: definitions.TicketService, calls: tickets },
    { definition: definitions.OrderService, calls: orders },
    { definition: definitions.OperationsService, calls: operations },
    { definition: definitions.ReminderService, calls: reminders },
  ];
  type Method = (request: object) => Promise<unknown>;
  const codeOf = async (method: string, request: object): Promise<number> => {
    const service = servicesOf(client).find(({ definition }) => method in definition.service)!.calls;
    try {
      await (service as unknown as { [method: string]: Method })[method]!(request);
      return Status.OK;
    } catch (error) {
      if (error instanceof RpcError) return error.code;
      throw error;
    }
  };

  const { MessagingService, ContactService, TemplateService } = definitions;
  const { TicketService, OrderService, OperationsService, ReminderService } = definitions;
  const conversing = [MessagingService, ContactService, TemplateService];
  const streams = new Set(['WatchEvents', 'StreamReminders']);
  for (const service of [...conversing, TicketService, OrderService, OperationsService, ReminderService]) {
    for (const method of Object.keys(service.service).filter((name) => !streams.has(name))) {
      it(`answers ${method} with a reason`, async () => {
        const property = fc.asyncProperty(requests()[method]!, async (request) => {
          const code = await codeOf(method, request);
          expect(answers.has(code), `${Status[code]} for ${JSON.stringify(request)}`).to.equal(true);
        });
        await fc.assert(property, { numRuns: 120 });
      });
    }
  }

  it('refuses any resume token that it did not make', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(text(), fc.base64String()), async (resumeToken) => {
        fc.pre(resumeToken !== '');
        const stream = client.watch({ resumeToken });
        const code = await new Promise((resolve) => {
          stream.on('error', (error: { code?: number }) => resolve(error.code));
          stream.on('data', () => resolve(Status.OK));
        });
        stream.cancel();
        expect(code).to.equal(Status.INVALID_ARGUMENT);
      }),
      { numRuns: 60 },
    );
  });
});
