// One call of every RPC there is: for what must hold for all of them.
import type { EnqueueReminderRequest } from '../../../src/api/gen/switchboard/v1/EnqueueReminderRequest.ts';
import type { Scope } from '../../../src/domain/scope.ts';
import { toRpcError, type Client } from './client.ts';
import type { Person } from './harness.ts';

/** What the calls are about. */
export type About = Person & { messageId: string; channelId: string; mediaId: string; templateId: string } & {
  ticketId: string;
  orderNumber: string;
  machineCode: string;
  reminderId: string;
};

/** A watch's end as a promise, so that it can stand beside the unary calls. */
function watchOnce(client: Client): Promise<void> {
  const stream = client.watch({});
  return new Promise((resolve, reject) => {
    stream.on('error', (error) => reject(toRpcError(error)));
    stream.on('data', () => {
      resolve();
      stream.cancel();
    });
  });
}

function uploadOnce(client: Client, channelId: string): Promise<unknown> {
  const { stream, answer } = client.upload();
  stream.write({ metadata: { channelId } });
  stream.end({ chunk: Buffer.from('hello') });
  return answer;
}

function streamOnce(client: Client, reminder: EnqueueReminderRequest): Promise<unknown> {
  const { stream, answer } = client.streamReminders();
  stream.end({ reminders: [reminder] });
  return answer;
}

/** By method: the scope it needs, and calls of it about the given things. */
export function everyCall(client: Client, about: About) {
  const { contactId, conversationId, phone, messageId, channelId, templateId, mediaId } = about;
  const { ticketId, orderNumber: number, machineCode: code, reminderId } = about;
  const at = { seconds: '2000000000' };
  const reminder = { contactId, channelId, template: { name: 'x', language: 'en' }, at };
  const { messaging, contacts, templates, media, tickets, orders, operations, reminders } = client;
  const definition = { name: 'x', language: 'en', category: 'TEMPLATE_CATEGORY_UTILITY', body: 'x' } as const;
  const text = { text: { text: 'x' } };
  const address = { kind: 'ADDRESS_KIND_PHONE' as const, value: phone };
  const calls: { [method: string]: { scope: Scope; run: (() => Promise<unknown>)[] } } = {
    SendMessage: {
      scope: 'messages:send',
      run: [
        () => messaging.SendMessage({ conversationId, ...text }),
        () => messaging.SendMessage({ contactId, channelId, ...text }),
        () => messaging.SendMessage({ contactId, ...text }),
      ],
    },
    BatchSendMessages: {
      scope: 'messages:send',
      run: [() => messaging.BatchSendMessages({ messages: [{ conversationId, ...text }] })],
    },
    GetMessage: { scope: 'messages:read', run: [() => messaging.GetMessage({ messageId })] },
    QueryHistory: {
      scope: 'messages:read',
      run: [
        () => messaging.QueryHistory({ conversationId }),
        () => messaging.QueryHistory({ contactId }),
        () => messaging.QueryHistory({ phone }),
      ],
    },
    ListConversations: { scope: 'messages:read', run: [() => messaging.ListConversations({ channelId })] },
    MarkConversationRead: { scope: 'messages:read', run: [() => messaging.MarkConversationRead({ conversationId })] },
    WatchEvents: { scope: 'events:watch', run: [() => watchOnce(client)] },
    CreateContact: { scope: 'contacts:write', run: [() => contacts.CreateContact({ addresses: [address] })] },
    GetContact: { scope: 'contacts:read', run: [() => contacts.GetContact({ contactId })] },
    ListContacts: { scope: 'contacts:read', run: [() => contacts.ListContacts({ phone })] },
    UpdateContact: {
      scope: 'contacts:write',
      run: [() => contacts.UpdateContact({ contact: { id: contactId }, updateMask: { paths: ['name'] } })],
    },
    LinkAddress: { scope: 'contacts:write', run: [() => contacts.LinkAddress({ contactId, address })] },
    ListTemplates: { scope: 'templates:read', run: [() => templates.ListTemplates({ channelId })] },
    GetTemplate: { scope: 'templates:read', run: [() => templates.GetTemplate({ templateId })] },
    UpsertTemplate: { scope: 'templates:write', run: [() => templates.UpsertTemplate({ channelId, definition })] },
    DeleteTemplate: { scope: 'templates:write', run: [() => templates.DeleteTemplate({ templateId })] },
    SyncTemplates: { scope: 'templates:write', run: [() => templates.SyncTemplates({ channelId })] },
    LoadSampleTemplates: { scope: 'templates:write', run: [() => templates.LoadSampleTemplates({ channelId })] },
    UploadMedia: { scope: 'media:write', run: [() => uploadOnce(client, channelId)] },
    GetMedia: { scope: 'media:read', run: [() => media.GetMedia({ mediaId })] },
    CloseConversation: { scope: 'messages:send', run: [() => messaging.CloseConversation({ conversationId })] },
    GetTicket: { scope: 'tickets:read', run: [() => tickets.GetTicket({ ticketId })] },
    ListTickets: { scope: 'tickets:read', run: [() => tickets.ListTickets({ orderNumber: number })] },
    UpdateTicket: {
      scope: 'tickets:write',
      run: [() => tickets.UpdateTicket({ ticketId, version: 1, status: 'TICKET_STATUS_CLOSED', notify: true })],
    },
    AddTicketNote: { scope: 'tickets:write', run: [() => tickets.AddTicketNote({ ticketId, text: 'x' })] },
    ListTicketNotes: { scope: 'tickets:read', run: [() => tickets.ListTicketNotes({ ticketId })] },
    UpsertOrder: { scope: 'orders:write', run: [() => orders.UpsertOrder({ number, status: 'ORDER_STATUS_READY' })] },
    BatchUpsertOrders: { scope: 'orders:write', run: [() => orders.BatchUpsertOrders({ orders: [{ number }] })] },
    GetOrder: { scope: 'orders:read', run: [() => orders.GetOrder({ number })] },
    ListOrders: { scope: 'orders:read', run: [() => orders.ListOrders({})] },
    ListSessions: { scope: 'operations:read', run: [() => operations.ListSessions({ contactId })] },
    ClearSession: { scope: 'operations:write', run: [() => operations.ClearSession({ conversationId })] },
    BatchUpsertMachines: {
      scope: 'operations:write',
      run: [() => operations.BatchUpsertMachines({ machines: [{ code }] })],
    },
    DeleteMachine: { scope: 'operations:write', run: [() => operations.DeleteMachine({ code })] },
    ListMachines: { scope: 'operations:read', run: [() => operations.ListMachines({})] },
    SetSlaRules: { scope: 'operations:write', run: [() => operations.SetSlaRules({ rules: [] })] },
    ListSlaRules: { scope: 'operations:read', run: [() => operations.ListSlaRules({})] },
    EnqueueReminder: {
      scope: 'reminders:write',
      run: [() => reminders.EnqueueReminder(reminder), () => reminders.EnqueueReminder({ ...reminder, channelId: '' })],
    },
    BatchEnqueueReminders: {
      scope: 'reminders:write',
      run: [() => reminders.BatchEnqueueReminders({ reminders: [reminder] })],
    },
    StreamReminders: { scope: 'reminders:write', run: [() => streamOnce(client, reminder)] },
    GetReminder: { scope: 'reminders:read', run: [() => reminders.GetReminder({ reminderId })] },
    ListReminders: { scope: 'reminders:read', run: [() => reminders.ListReminders({ contactId })] },
    PreviewReminder: {
      scope: 'reminders:read',
      run: [() => reminders.PreviewReminder({ reminderId }), () => reminders.PreviewReminder({ reminder })],
    },
    RescheduleReminder: {
      scope: 'reminders:write',
      run: [() => reminders.RescheduleReminder({ reminderId, version: 1, at })],
    },
    CancelReminder: { scope: 'reminders:write', run: [() => reminders.CancelReminder({ reminderId })] },
    UnlinkAddress: { scope: 'contacts:write', run: [() => contacts.UnlinkAddress({ contactId, address })] },
  };
  return calls;
}
