// The gRPC server: which method does what with which scope, and starting and stopping. Health and reflection are open.
import { Server, ServerCredentials, type ServerOptions } from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db.ts';
import type { Logger } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { ObjectStore } from '../platform/objects.ts';
import type { Queue } from '../platform/queue.ts';
import { createAuthenticator } from './auth.ts';
import { clientStream, serverStream, unary, type ApiContext } from './call.ts';
import { api as definitions, tolerant } from './definitions.ts';
import { createEventFeed } from './feed.ts';
import type { ContactServiceHandlers } from './gen/switchboard/v1/ContactService.ts';
import type { MediaServiceHandlers } from './gen/switchboard/v1/MediaService.ts';
import type { MessagingServiceHandlers } from './gen/switchboard/v1/MessagingService.ts';
import type { OperationsServiceHandlers } from './gen/switchboard/v1/OperationsService.ts';
import type { OrderServiceHandlers } from './gen/switchboard/v1/OrderService.ts';
import type { TemplateServiceHandlers } from './gen/switchboard/v1/TemplateService.ts';
import type { TicketServiceHandlers } from './gen/switchboard/v1/TicketService.ts';
import { addReflection } from './reflection.ts';
import { createSender } from './sender.ts';
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
import { clearSession, listSessions } from './services/sessions.ts';
import { listSlaRules, setSlaRules } from './services/sla-rules.ts';
import { deleteTemplate, loadSampleTemplates, upsertTemplate } from './services/template-writes.ts';
import { getTemplate, listTemplates, syncTemplates } from './services/templates.ts';
import { addTicketNote, listTicketNotes } from './services/ticket-notes.ts';
import { updateTicket } from './services/ticket-updates.ts';
import { getTicket, listTickets } from './services/tickets.ts';
import { uploadMedia } from './services/upload.ts';
import { watchEvents } from './services/watch.ts';

export interface ApiOptions {
  db: Database;
  objects: ObjectStore;
  /** Where uploads lie until they are stored; made when it is missing. */
  workDir: string;
  queue: Pick<Queue, 'enqueue'>;
  log: Logger;
  clock: Clock;
  host: string;
  /** 0: any free one. */
  port: number;
  metrics?: Pick<Metrics, 'grpcCalls' | 'grpcLatency'>;
  /** How long a revoked key may go on working, at most. Default: 5 seconds. */
  keyCacheMs?: number;
}

export interface Api {
  /** `host:port`, for clients. */
  address: string;
  port: number;
  /** Refuses new calls, ends streams, waits for calls in progress (10 seconds at most), closes. */
  stop(): Promise<void>;
}

const drainMs = 10_000;

const serverOptions: ServerOptions = {
  'grpc.max_receive_message_length': 4 * 1024 * 1024,
  'grpc.max_concurrent_streams': 1_000,
  // Load balancers and NATs drop silent connections after minutes; a dead peer is noticed within 80 seconds.
  'grpc.keepalive_time_ms': 60_000,
  'grpc.keepalive_timeout_ms': 20_000,
};

/** Listening when it resolves; rejects when the port cannot be had. */
export async function startApi(options: ApiOptions): Promise<Api> {
  const { db, objects, workDir, queue, log, clock, metrics, keyCacheMs = 5_000 } = options;
  const stopping = new AbortController();
  const auth = createAuthenticator(db, clock, keyCacheMs);
  const sender = createSender({ db, queue, clock });
  const feed = createEventFeed(db, log);
  const shared = { db, objects, workDir, queue, log, clock, metrics, auth, keyCacheMs };
  const context = { ...shared, sender, feed, stopping: stopping.signal };
  const server = new Server(serverOptions);
  server.addService(tolerant(definitions.MessagingService.service), messaging(context));
  server.addService(tolerant(definitions.ContactService.service), contactHandlers(context));
  server.addService(tolerant(definitions.TemplateService.service), templateHandlers(context));
  server.addService(tolerant(definitions.MediaService.service), mediaHandlers(context));
  server.addService(tolerant(definitions.TicketService.service), ticketHandlers(context));
  server.addService(tolerant(definitions.OrderService.service), orderHandlers(context));
  server.addService(tolerant(definitions.OperationsService.service), operationsHandlers(context));
  addReflection(server);
  const health = new HealthImplementation(healthOf('SERVING'));
  health.addToServer(server);
  const port = await listen(server, options.host, options.port);
  return {
    address: `${options.host}:${port}`,
    port,
    stop: async () => {
      for (const service of Object.keys(healthOf('SERVING'))) health.setStatus(service, 'NOT_SERVING');
      stopping.abort();
      await drain(server);
      feed.stop();
    },
  };
}

function healthOf(status: 'SERVING') {
  const services = [
    'MessagingService',
    'ContactService',
    'TemplateService',
    'MediaService',
    'TicketService',
    'OrderService',
    'OperationsService',
  ];
  return { '': status, ...Object.fromEntries(services.map((name) => [`switchboard.v1.${name}`, status])) };
}

function messaging(context: ApiContext): MessagingServiceHandlers {
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

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
}

async function drain(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    server.forceShutdown();
    resolve();
  }, drainMs);
  server.tryShutdown(() => resolve());
  await promise;
  clearTimeout(timer);
}
