// A watch of events, as a client keeps one.
import type { ClientReadableStream } from '@grpc/grpc-js';
import type { WatchEventsRequest } from '../../../src/api/gen/switchboard/v1/WatchEventsRequest.ts';
import type { WatchEventsResponse__Output as Response } from '../../../src/api/gen/switchboard/v1/WatchEventsResponse.ts';
import { until } from '../../support/until.ts';
import { toRpcError, type Client, type RpcError } from './client.ts';

/** A watch that keeps what it was sent. */
export interface Watch {
  responses: Response[];
  ids: string[];
  error: RpcError | undefined;
  stream: ClientReadableStream<Response>;
  /** Resolves once the stream has ended. */
  ended: Promise<void>;
}

/** Resolves once it is in place, or refused. */
export async function startWatch(client: Client, request: WatchEventsRequest): Promise<Watch> {
  const stream = client.watch(request);
  const { promise, resolve } = Promise.withResolvers<void>();
  const kept: Watch = { responses: [], ids: [], error: undefined, stream, ended: promise };
  stream.on('data', (response: Response) => {
    kept.responses.push(response);
    if (response.event) kept.ids.push(response.event.id);
  });
  stream.on('error', (error) => {
    kept.error = toRpcError(error);
    resolve();
  });
  stream.on('end', resolve);
  await until('the watch is in place', () => kept.responses.length > 0 || kept.error !== undefined);
  return kept;
}
