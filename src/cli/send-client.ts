// A client of the platform's own api, for commands: whom to call, with which key, and refusals in plain words.
import { credentials, Metadata, status as Status, type ServiceError } from '@grpc/grpc-js';
import { api } from '../api/definitions.ts';
import type { GetMessageResponse__Output } from '../api/gen/switchboard/v1/GetMessageResponse.ts';
import type { QueryHistoryResponse__Output } from '../api/gen/switchboard/v1/QueryHistoryResponse.ts';
import type { SendMessageRequest } from '../api/gen/switchboard/v1/SendMessageRequest.ts';
import type { SendMessageResponse__Output } from '../api/gen/switchboard/v1/SendMessageResponse.ts';
import type { Message__Output } from '../api/gen/switchboard/v1/Message.ts';
import { loadConfig } from '../platform/config.ts';
import { findInstance } from '../platform/instance.ts';
import { UsageError } from './report.ts';
import type { Terminal } from './terminal.ts';

export interface ApiClient {
  send(request: SendMessageRequest): Promise<Message__Output>;
  get(messageId: string): Promise<Message__Output>;
  /** The latest message from or to this number; undefined when there is none, or the key may not read. */
  findLatest(phone: string): Promise<Message__Output | undefined>;
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

type Answer<Output> = (error: ServiceError | null, output?: Output) => void;

export function openApiClient({ address, key, isDemo }: ApiPlace): ApiClient {
  const client = new api.MessagingService(address, credentials.createInsecure());
  const metadata = new Metadata();
  metadata.set('authorization', `Bearer ${key}`);
  const answered = <Output>(call: (options: { deadline: number }, answer: Answer<Output>) => void) =>
    new Promise<Output>((resolve, reject) => {
      call({ deadline: Date.now() + callTimeoutMs }, (error, output) =>
        error || output === undefined ? reject(error ?? new Error('no answer')) : resolve(output),
      );
    });
  const plainly = (error: unknown): never => {
    throw inPlainWords(error as ServiceError, address, isDemo);
  };
  return {
    send: async (request) => {
      const sent = answered<SendMessageResponse__Output>((options, done) =>
        client.sendMessage(request, metadata, options, done),
      );
      return (await sent.catch(plainly)).message!;
    },
    get: async (messageId) => {
      const got = answered<GetMessageResponse__Output>((options, done) =>
        client.getMessage({ messageId }, metadata, options, done),
      );
      return (await got.catch(plainly)).message!;
    },
    findLatest: async (phone) => {
      const found = answered<QueryHistoryResponse__Output>((options, done) =>
        client.queryHistory({ phone, pageSize: 1 }, metadata, options, done),
      );
      const nothing = (error: unknown) => (isRefusal(error) ? { messages: [] } : plainly(error));
      return (await found.catch(nothing)).messages[0];
    },
    close: () => client.close(),
  };
}

// Whatever is wrong with the number or the key, sending says it better.
function isRefusal(error: unknown): boolean {
  const { code } = error as ServiceError;
  return [Status.NOT_FOUND, Status.PERMISSION_DENIED, Status.INVALID_ARGUMENT].includes(code);
}

function inPlainWords({ code, details }: ServiceError, address: string, isDemo: boolean): Error {
  if (code === Status.UNAVAILABLE)
    return new UsageError(`No api answers at ${address}. Run npm start first, or give --address <host:port>.`);
  const hint = isDemo && code === Status.FAILED_PRECONDITION ? '\nHere the person can write first: npm run chat' : '';
  return new UsageError(`The api refused (${Status[code]}): ${details}${hint}`);
}
