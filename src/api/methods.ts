// Which method does what, and the scope it asks for.
import type { Server } from '@grpc/grpc-js';
import { clientStream, serverStream, unary, type ApiContext } from './call.ts';
import { api as definitions, tolerant } from './definitions.ts';
import type { ContactServiceHandlers } from './gen/switchboard/v1/ContactService.ts';
import type { MediaServiceHandlers } from './gen/switchboard/v1/MediaService.ts';
import type { MessagingServiceHandlers } from './gen/switchboard/v1/MessagingService.ts';
import type { OperationsServiceHandlers } from './gen/switchboard/v1/OperationsService.ts';
import type { OrderServiceHandlers } from './gen/switchboard/v1/OrderService.ts';
import type { ReminderServiceHandlers } from './gen/switchboard/v1/ReminderService.ts';
import type { TemplateServiceHandlers } from './gen/switchboard/v1/TemplateService.ts';
import type { TicketServiceHandlers } from './gen/switchboard/v1/TicketService.ts';
import { linkAddress, unlinkAddress } from './services/addresses.ts';
import { updateContact } from './services/contact-changes.ts';
import { createContact, getContact, listContacts } from './services/contacts.ts';
import { closeConversation, listConversations, markConversationRead } from './services/conversations.ts';
import { queryHistory } from './services/history.ts';
import { getMedia } from './services/media.ts';
import { batchUpsertMachines, deleteMachine, listMachines } from './services/machines.ts';
import { batchSendMessages, getMessage, sendMessage } from './services/messages.ts';
import { batchUpsertOrders, upsertOrder } from './services/order-writes.ts';
import { getOrder, listOrders } from './services/orders.ts';
import { cancelReminder, rescheduleReminder } from './services/reminder-changes.ts';
import { previewReminder } from './services/reminder-preview.ts';
import { streamReminders } from './services/reminder-stream.ts';
import { batchEnqueueReminders, enqueueReminder } from './services/reminder-writes.ts';
import { getReminder, listReminders } from './services/reminders.ts';
import { clearSession, listSessions } from './services/sessions.ts';
import { listSlaRules, setSlaRules } from './services/sla-rules.ts';
import { deleteTemplate, loadSampleTemplates, upsertTemplate } from './services/template-writes.ts';
import { getTemplate, listTemplates, syncTemplates } from './services/templates.ts';
import { addTicketNote, listTicketNotes } from './services/ticket-notes.ts';
import { updateTicket } from './services/ticket-updates.ts';
import { getTicket, listTickets } from './services/tickets.ts';
import { uploadMedia } from './services/upload.ts';
import { watchEvents } from './services/watch.ts';

/** For the health service. */
export const serviceNames = [
  'MessagingService',
  'ContactService',
  'TemplateService',
  'MediaService',
  'TicketService',
  'OrderService',
  'ReminderService',
  'OperationsService',
] as const;

export function addServices(server: Server, context: ApiContext): void {
  server.addService(tolerant(definitions.MessagingService.service), messagingHandlers(context));
  server.addService(tolerant(definitions.ContactService.service), contactHandlers(context));
  server.addService(tolerant(definitions.TemplateService.service), templateHandlers(context));
  server.addService(tolerant(definitions.MediaService.service), mediaHandlers(context));
  server.addService(tolerant(definitions.TicketService.service), ticketHandlers(context));
  server.addService(tolerant(definitions.OrderService.service), orderHandlers(context));
  server.addService(tolerant(definitions.ReminderService.service), reminderHandlers(context));
  server.addService(tolerant(definitions.OperationsService.service), operationsHandlers(context));
}

function messagingHandlers(context: ApiContext): MessagingServiceHandlers {
  return {
    SendMessage: unary(context, 'messages:send', sendMessage),
    BatchSendMessages: unary(context, 'messages:send', batchSendMessages),
    GetMessage: unary(context, 'messages:read', getMessage),
    QueryHistory: unary(context, 'messages:read', queryHistory),
    ListConversations: unary(context, 'messages:read', listConversations),
    MarkConversationRead: unary(context, 'messages:read', markConversationRead),
    CloseConversation: unary(context, 'messages:send', closeConversation),
    WatchEvents: serverStream(context, 'events:watch', watchEvents),
  };
}

function contactHandlers(context: ApiContext): ContactServiceHandlers {
  return {
    CreateContact: unary(context, 'contacts:write', createContact),
    GetContact: unary(context, 'contacts:read', getContact),
    ListContacts: unary(context, 'contacts:read', listContacts),
    UpdateContact: unary(context, 'contacts:write', updateContact),
    LinkAddress: unary(context, 'contacts:write', linkAddress),
    UnlinkAddress: unary(context, 'contacts:write', unlinkAddress),
  };
}

function templateHandlers(context: ApiContext): TemplateServiceHandlers {
  return {
    ListTemplates: unary(context, 'templates:read', listTemplates),
    GetTemplate: unary(context, 'templates:read', getTemplate),
    UpsertTemplate: unary(context, 'templates:write', upsertTemplate),
    DeleteTemplate: unary(context, 'templates:write', deleteTemplate),
    SyncTemplates: unary(context, 'templates:write', syncTemplates),
    LoadSampleTemplates: unary(context, 'templates:write', loadSampleTemplates),
  };
}

function mediaHandlers(context: ApiContext): MediaServiceHandlers {
  return {
    UploadMedia: clientStream(context, 'media:write', uploadMedia),
    GetMedia: unary(context, 'media:read', getMedia),
  };
}

function ticketHandlers(context: ApiContext): TicketServiceHandlers {
  return {
    GetTicket: unary(context, 'tickets:read', getTicket),
    ListTickets: unary(context, 'tickets:read', listTickets),
    UpdateTicket: unary(context, 'tickets:write', updateTicket),
    AddTicketNote: unary(context, 'tickets:write', addTicketNote),
    ListTicketNotes: unary(context, 'tickets:read', listTicketNotes),
  };
}

function orderHandlers(context: ApiContext): OrderServiceHandlers {
  return {
    UpsertOrder: unary(context, 'orders:write', upsertOrder),
    BatchUpsertOrders: unary(context, 'orders:write', batchUpsertOrders),
    GetOrder: unary(context, 'orders:read', getOrder),
    ListOrders: unary(context, 'orders:read', listOrders),
  };
}

function reminderHandlers(context: ApiContext): ReminderServiceHandlers {
  return {
    EnqueueReminder: unary(context, 'reminders:write', enqueueReminder),
    BatchEnqueueReminders: unary(context, 'reminders:write', batchEnqueueReminders),
    StreamReminders: clientStream(context, 'reminders:write', streamReminders),
    GetReminder: unary(context, 'reminders:read', getReminder),
    ListReminders: unary(context, 'reminders:read', listReminders),
    CancelReminder: unary(context, 'reminders:write', cancelReminder),
    RescheduleReminder: unary(context, 'reminders:write', rescheduleReminder),
    PreviewReminder: unary(context, 'reminders:read', previewReminder),
  };
}

function operationsHandlers(context: ApiContext): OperationsServiceHandlers {
  return {
    ListSessions: unary(context, 'operations:read', listSessions),
    ClearSession: unary(context, 'operations:write', clearSession),
    BatchUpsertMachines: unary(context, 'operations:write', batchUpsertMachines),
    DeleteMachine: unary(context, 'operations:write', deleteMachine),
    ListMachines: unary(context, 'operations:read', listMachines),
    SetSlaRules: unary(context, 'operations:write', setSlaRules),
    ListSlaRules: unary(context, 'operations:read', listSlaRules),
  };
}
