// A client of the api as other programs have one: promises for calls, errors with their details decoded.
import {
  credentials,
  Metadata,
  type CallOptions,
  type ClientReadableStream,
  type ClientWritableStream,
  type ServiceError,
} from '@grpc/grpc-js';
import type { MessageTypeDefinition, MethodDefinition } from '@grpc/proto-loader';
import { api as definitions, rpc } from '../../../src/api/definitions.ts';
import type { ContactServiceDefinition } from '../../../src/api/gen/switchboard/v1/ContactService.ts';
import type { MediaServiceDefinition } from '../../../src/api/gen/switchboard/v1/MediaService.ts';
import type { MessagingServiceDefinition } from '../../../src/api/gen/switchboard/v1/MessagingService.ts';
import type { OperationsServiceDefinition } from '../../../src/api/gen/switchboard/v1/OperationsService.ts';
import type { OrderServiceDefinition } from '../../../src/api/gen/switchboard/v1/OrderService.ts';
import type { ReminderServiceDefinition } from '../../../src/api/gen/switchboard/v1/ReminderService.ts';
import type { StreamRemindersRequest } from '../../../src/api/gen/switchboard/v1/StreamRemindersRequest.ts';
import type { StreamRemindersResponse__Output as StreamRemindersResponse } from '../../../src/api/gen/switchboard/v1/StreamRemindersResponse.ts';
import type { TemplateServiceDefinition } from '../../../src/api/gen/switchboard/v1/TemplateService.ts';
import type { TicketServiceDefinition } from '../../../src/api/gen/switchboard/v1/TicketService.ts';
import type { UploadMediaRequest } from '../../../src/api/gen/switchboard/v1/UploadMediaRequest.ts';
import type { UploadMediaResponse__Output as UploadMediaResponse } from '../../../src/api/gen/switchboard/v1/UploadMediaResponse.ts';
import type { WatchEventsRequest } from '../../../src/api/gen/switchboard/v1/WatchEventsRequest.ts';
import type { WatchEventsResponse__Output as WatchEventsResponse } from '../../../src/api/gen/switchboard/v1/WatchEventsResponse.ts';

type Calls<Service> = {
  [Method in keyof Service as string extends Method ? never : Method]: Service[Method] extends MethodDefinition<
    infer Request,
    infer _Response,
    infer _RequestOutput,
    infer Response
  >
    ? (request: Request, options?: CallOptions) => Promise<Response>
    : never;
};

export interface Client {
  messaging: Calls<MessagingServiceDefinition>;
  contacts: Calls<ContactServiceDefinition>;
  templates: Calls<TemplateServiceDefinition>;
  tickets: Calls<TicketServiceDefinition>;
  orders: Calls<OrderServiceDefinition>;
  operations: Calls<OperationsServiceDefinition>;
  reminders: Omit<Calls<ReminderServiceDefinition>, 'StreamReminders'>;
  media: Pick<Calls<MediaServiceDefinition>, 'GetMedia'>;
  /** The call's stream, and what it ends with. */
  upload(options?: CallOptions): {
    stream: ClientWritableStream<UploadMediaRequest>;
    answer: Promise<UploadMediaResponse>;
  };
  streamReminders(options?: CallOptions): {
    stream: ClientWritableStream<StreamRemindersRequest>;
    answer: Promise<StreamRemindersResponse>;
  };
  watch(request: WatchEventsRequest, options?: CallOptions): ClientReadableStream<WatchEventsResponse>;
  close(): void;
}

/** @param key none: calls carry no authorization. */
export function connect({ api }: { api: { address: string } }, key?: string): Client {
  const metadata = new Metadata();
  if (key !== undefined) metadata.set('authorization', `Bearer ${key}`);
  const messaging = new definitions.MessagingService(api.address, credentials.createInsecure());
  const contacts = new definitions.ContactService(api.address, credentials.createInsecure());
  const templates = new definitions.TemplateService(api.address, credentials.createInsecure());
  const tickets = new definitions.TicketService(api.address, credentials.createInsecure());
  const orders = new definitions.OrderService(api.address, credentials.createInsecure());
  const operations = new definitions.OperationsService(api.address, credentials.createInsecure());
  const reminders = new definitions.ReminderService(api.address, credentials.createInsecure());
  const media = new definitions.MediaService(api.address, credentials.createInsecure());
  return {
    messaging: calls<MessagingServiceDefinition>(messaging, metadata),
    contacts: calls<ContactServiceDefinition>(contacts, metadata),
    templates: calls<TemplateServiceDefinition>(templates, metadata),
    tickets: calls<TicketServiceDefinition>(tickets, metadata),
    orders: calls<OrderServiceDefinition>(orders, metadata),
    operations: calls<OperationsServiceDefinition>(operations, metadata),
    reminders: calls<ReminderServiceDefinition>(reminders, metadata),
    media: calls<MediaServiceDefinition>(media, metadata),
    upload: (options = {}) => {
      const { answer, end } = answerOf<UploadMediaResponse>();
      return { stream: media.uploadMedia(metadata, options, end), answer };
    },
    streamReminders: (options = {}) => {
      const { answer, end } = answerOf<StreamRemindersResponse>();
      return { stream: reminders.streamReminders(metadata, options, end), answer };
    },
    watch: (request, options = {}) => messaging.watchEvents(request, metadata, options),
    close: () => {
      for (const each of [messaging, contacts, templates, tickets, orders, operations, reminders, media]) each.close();
    },
  };
}

function answerOf<Response>() {
  const { promise: answer, resolve, reject } = Promise.withResolvers<Response>();
  answer.catch(() => undefined); // Whoever only writes learns of it there.
  const end = (error: ServiceError | null, response?: Response) => {
    if (error) reject(toRpcError(error));
    else resolve(response!);
  };
  return { answer, end };
}

type Invoke = (
  request: unknown,
  metadata: Metadata,
  options: CallOptions,
  callback: (error: ServiceError | null, response: unknown) => void,
) => void;

function calls<Service>(client: object, metadata: Metadata): Calls<Service> {
  const invoke = (method: string) => (request: unknown, options: CallOptions) =>
    new Promise((resolve, reject) => {
      const run = (client as { [method: string]: Invoke })[method]!;
      run.call(client, request, metadata, { deadline: Date.now() + 20_000, ...options }, (error, response) => {
        if (error) reject(toRpcError(error));
        else resolve(response);
      });
    });
  return new Proxy({}, { get: (_target, method: string) => invoke(method) }) as Calls<Service>;
}

/** An error as clients see it. */
export class RpcError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly metadata: { [key: string]: string };
  /** Paths of the fields that were wrong. */
  readonly fields: string[];
  readonly precondition: string | undefined;
  readonly retries: boolean;

  constructor(code: number, message: string, details: readonly Detail[]) {
    super(message);
    const read = <Output>(name: string, type: MessageTypeDefinition<never, Output>) => {
      const found = details.find((detail) => detail.type_url === `type.googleapis.com/google.rpc.${name}`);
      return found && type.deserialize(found.value);
    };
    const info = read('ErrorInfo', rpc.ErrorInfo);
    this.code = code;
    this.reason = info?.reason ?? '';
    this.metadata = info?.metadata ?? {};
    this.fields = read('BadRequest', rpc.BadRequest)?.fieldViolations.map(({ field }) => field) ?? [];
    this.precondition = read('PreconditionFailure', rpc.PreconditionFailure)?.violations[0]?.type;
    this.retries = read('RetryInfo', rpc.RetryInfo) !== undefined;
  }
}

interface Detail {
  type_url: string;
  value: Buffer;
}

/** @param failure what grpc-js ends a call with. */
export function toRpcError(failure: Error): RpcError {
  const error = failure as ServiceError;
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  const details = bytes === undefined ? [] : rpc.Status.deserialize(Buffer.from(bytes)).details;
  return new RpcError(error.code, error.details, details);
}

/** The error of an item in a batch. */
export function toItemError(status: { code: number; message: string; details: readonly object[] }): RpcError {
  return new RpcError(status.code, status.message, status.details as unknown as Detail[]);
}

/** The RpcError that a call ends with. */
export async function refusal(work: Promise<unknown>): Promise<RpcError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof RpcError) return error;
    throw error;
  }
  throw new Error('the call succeeded');
}
