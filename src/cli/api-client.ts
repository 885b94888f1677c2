// A client of the platform's own api, for commands: whom to call, with which key, and refusals in plain words.
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { credentials, Metadata, status as Status, type ClientWritableStream, type ServiceError } from '@grpc/grpc-js';
import { api } from '../api/definitions.ts';
import type { GetMessageResponse__Output } from '../api/gen/switchboard/v1/GetMessageResponse.ts';
import type { ListTemplatesRequest } from '../api/gen/switchboard/v1/ListTemplatesRequest.ts';
import type { ListTemplatesResponse__Output } from '../api/gen/switchboard/v1/ListTemplatesResponse.ts';
import type { LoadSampleTemplatesRequest } from '../api/gen/switchboard/v1/LoadSampleTemplatesRequest.ts';
import type { LoadSampleTemplatesResponse__Output } from '../api/gen/switchboard/v1/LoadSampleTemplatesResponse.ts';
import type { Media__Output } from '../api/gen/switchboard/v1/Media.ts';
import type { Message__Output } from '../api/gen/switchboard/v1/Message.ts';
import type { QueryHistoryResponse__Output } from '../api/gen/switchboard/v1/QueryHistoryResponse.ts';
import type { SendMessageRequest } from '../api/gen/switchboard/v1/SendMessageRequest.ts';
import type { SendMessageResponse__Output } from '../api/gen/switchboard/v1/SendMessageResponse.ts';
import type { SyncTemplatesResponse__Output } from '../api/gen/switchboard/v1/SyncTemplatesResponse.ts';
import type { Template__Output } from '../api/gen/switchboard/v1/Template.ts';
import type { UploadMediaRequest } from '../api/gen/switchboard/v1/UploadMediaRequest.ts';
import type { UploadMediaResponse__Output } from '../api/gen/switchboard/v1/UploadMediaResponse.ts';
import type { UploadMetadata } from '../api/gen/switchboard/v1/UploadMetadata.ts';
import type { UpsertTemplateRequest } from '../api/gen/switchboard/v1/UpsertTemplateRequest.ts';
import type { UpsertTemplateResponse__Output } from '../api/gen/switchboard/v1/UpsertTemplateResponse.ts';
import { loadConfig } from '../platform/config.ts';
import { findInstance } from '../platform/instance.ts';
import { UsageError } from './report.ts';
import type { Terminal } from './terminal.ts';

/** Every call ends with its answer, or throws UsageError with why not. */
export interface ApiClient {
  /** The messages it became: more than one for a long text. */
  send(request: SendMessageRequest): Promise<Message__Output[]>;
  get(messageId: string): Promise<Message__Output>;
  /** The latest message from or to this number; undefined when there is none, or the key may not read. */
  findLatest(phone: string): Promise<Message__Output | undefined>;
  upload(file: string, metadata: UploadMetadata): Promise<Media__Output>;
  /** All pages. */
  listTemplates(request: ListTemplatesRequest): Promise<Template__Output[]>;
  upsertTemplate(request: UpsertTemplateRequest): Promise<Template__Output>;
  loadSampleTemplates(request: LoadSampleTemplatesRequest): Promise<Template__Output[]>;
  syncTemplates(channelId: string): Promise<SyncTemplatesResponse__Output>;
  close(): void;
}

export interface ApiPlace {
  address: string;
  key: string;
  /** Whether it is the instance running here, with its sandbox. */
  isDemo: boolean;
}

/** Throws UsageError when there is no key. */
export async function findApi({ env }: Terminal, given: { address?: string; key?: string }): Promise<ApiPlace> {
  const { dataDir, grpcPort } = loadConfig(env);
  const instance = await findInstance(dataDir);
  const address = given.address ?? instance?.grpcAddress ?? `127.0.0.1:${grpcPort}`;
  const isDemo = address === instance?.grpcAddress;
  const key = given.key ?? env['SWITCHBOARD_API_KEY'] ?? (isDemo ? instance?.apiKey : undefined);
  if (key) return { address, key, isDemo };
  throw new UsageError(
    instance
      ? 'There is no api key to call with. Set SWITCHBOARD_API_KEY; keys create makes one.'
      : 'No Switchboard runs here. Run npm start first, or give --address and set SWITCHBOARD_API_KEY.',
  );
}

const callTimeoutMs = 10_000;
const uploadTimeoutMs = 600_000;

type Answer<Output> = (error: ServiceError | null, output?: Output) => void;

export function openApiClient(place: ApiPlace): ApiClient {
  const messaging = new api.MessagingService(place.address, credentials.createInsecure());
  const templates = new api.TemplateService(place.address, credentials.createInsecure());
  const media = new api.MediaService(place.address, credentials.createInsecure());
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${place.key}`);
  const ask: Ask = (call, timeoutMs = callTimeoutMs) =>
    answered((done) => call(metadata, { deadline: Date.now() + timeoutMs }, done));
  const askPlainly: Ask = (call, timeoutMs) =>
    ask(call, timeoutMs).catch((error: unknown) => {
      throw inPlainWords(error as ServiceError, place);
    });
  return {
    ...messagingCalls(messaging, ask, askPlainly, place),
    ...templateCalls(templates, askPlainly),
    upload: async (file, about) =>
      (await askPlainly<UploadMediaResponse__Output>(uploadOf(media, file, about), uploadTimeoutMs)).media!,
    close: () => {
      for (const client of [messaging, templates, media]) client.close();
    },
  };
}

type Call<Output> = (metadata: Metadata, options: { deadline: number }, answer: Answer<Output>) => unknown;
type Ask = <Output>(call: Call<Output>, timeoutMs?: number) => Promise<Output>;

function messagingCalls(
  client: InstanceType<typeof api.MessagingService>,
  ask: Ask,
  askPlainly: Ask,
  place: ApiPlace,
): Pick<ApiClient, 'send' | 'get' | 'findLatest'> {
  return {
    send: async (request) => {
      const sent = await askPlainly<SendMessageResponse__Output>((...rest) => client.sendMessage(request, ...rest));
      return [sent.message!, ...sent.moreMessages];
    },
    get: async (messageId) => {
      const got = await askPlainly<GetMessageResponse__Output>((...rest) => client.getMessage({ messageId }, ...rest));
      return got.message!;
    },
    findLatest: async (phone) => {
      const request = { phone, pageSize: 1 };
      const found = ask<QueryHistoryResponse__Output>((...rest) => client.queryHistory(request, ...rest));
      const { messages } = await found.catch((error: unknown) => {
        if (isRefusal(error)) return { messages: [] };
        throw inPlainWords(error as ServiceError, place);
      });
      return messages[0];
    },
  };
}

function templateCalls(
  client: InstanceType<typeof api.TemplateService>,
  ask: Ask,
): Pick<ApiClient, 'listTemplates' | 'upsertTemplate' | 'loadSampleTemplates' | 'syncTemplates'> {
  const listPage = (request: ListTemplatesRequest) =>
    ask<ListTemplatesResponse__Output>((...rest) => client.listTemplates(request, ...rest));
  return {
    listTemplates: async (request) => {
      const all: Template__Output[] = [];
      for (let pageToken = ''; ;) {
        const page = await listPage({ ...request, pageSize: 200, pageToken });
        all.push(...page.templates);
        pageToken = page.nextPageToken;
        if (pageToken === '') return all;
      }
    },
    upsertTemplate: async (request) => {
      const written = ask<UpsertTemplateResponse__Output>((...rest) => client.upsertTemplate(request, ...rest));
      return (await written).template!;
    },
    loadSampleTemplates: async (request) => {
      const loaded = ask<LoadSampleTemplatesResponse__Output>((...rest) =>
        client.loadSampleTemplates(request, ...rest),
      );
      return (await loaded).templates;
    },
    syncTemplates: (channelId) =>
      ask<SyncTemplatesResponse__Output>((...rest) => client.syncTemplates({ channelId }, ...rest)),
  };
}

function uploadOf(
  client: InstanceType<typeof api.MediaService>,
  file: string,
  about: UploadMetadata,
): Call<UploadMediaResponse__Output> {
  return (...rest) => {
    const stream = client.uploadMedia(...rest);
    // What breaks the stream ends the call, which says it better.
    feed(stream, requestsOf(file, about)).catch(() => stream.cancel());
  };
}

function answered<Output>(call: (answer: Answer<Output>) => unknown): Promise<Output> {
  return new Promise<Output>((resolve, reject) => {
    call((error, output) =>
      error || output === undefined ? reject(error ?? new Error('no answer')) : resolve(output),
    );
  });
}

async function feed(
  stream: ClientWritableStream<UploadMediaRequest>,
  requests: AsyncIterable<UploadMediaRequest>,
): Promise<void> {
  for await (const request of requests) if (!stream.write(request)) await once(stream, 'drain');
  stream.end();
}

async function* requestsOf(file: string, metadata: UploadMetadata): AsyncGenerator<UploadMediaRequest> {
  yield { metadata: { filename: path.basename(file), ...metadata } };
  for await (const chunk of createReadStream(file, { highWaterMark: 512 * 1024 })) yield { chunk: chunk as Buffer };
}

// Whatever is wrong with the number or the key, sending says it better.
function isRefusal(error: unknown): boolean {
  const { code } = error as ServiceError;
  return [Status.NOT_FOUND, Status.PERMISSION_DENIED, Status.INVALID_ARGUMENT].includes(code);
}

function inPlainWords({ code, details }: ServiceError, { address, isDemo }: ApiPlace): Error {
  if (code === Status.UNAVAILABLE)
    return new UsageError(`No api answers at ${address}. Run npm start first, or give --address <host:port>.`);
  const hint = isDemo && code === Status.FAILED_PRECONDITION ? '\nHere the person can write first: npm run chat' : '';
  return new UsageError(`The api refused (${Status[code]}): ${details}${hint}`);
}
