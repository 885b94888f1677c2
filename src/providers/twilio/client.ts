// Twilio's official client, on our own HTTP transport: it builds the requests, and we keep knowing what became of them.
import twilio from 'twilio';
import { asObject, asOptionalText } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/webhook.ts';
import type { HttpClient, HttpResponse } from '../../platform/http.ts';
import { retryAfterMs } from '../network.ts';
import type { ChannelAccess, ProviderSettings } from '../provider.ts';

export type TwilioClient = ReturnType<typeof twilio>;
type Transport = NonNullable<NonNullable<Parameters<typeof twilio>[2]>['httpClient']>;
type TransportRequest = Parameters<Transport['request']>[0];

/** Any answer but success. Ours instead of the client's own error, which forgets the headers. */
export class TwilioRefusal extends Error {
  override name = 'TwilioRefusal';
  readonly status: number;
  readonly code: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(response: HttpResponse) {
    super(`Twilio answered ${response.status}`);
    this.status = response.status;
    this.code = errorCode(response.text);
    this.retryAfterMs = retryAfterMs(response);
  }
}

function errorCode(text: string): string | undefined {
  try {
    return asOptionalText(asObject(JSON.parse(text))['code']);
  } catch {
    return undefined;
  }
}

/** One client for each account and token. */
export function createTwilioClients(settings: ProviderSettings): (channel: ChannelAccess) => TwilioClient {
  const clients = new Map<string, TwilioClient>();
  return (channel) => {
    // The library refuses to start without one; Twilio then says that it is wrong.
    const authToken = channel.secrets['authToken']?.[0] || 'missing';
    const baseUrl = channel.apiUrl ?? settings.twilioApiUrl;
    const key = JSON.stringify([channel.account, authToken, baseUrl]);
    const existing = clients.get(key);
    if (existing) return existing;
    const client = twilio(channel.account, authToken, { httpClient: transport(settings.http, settings.sendTimeoutMs) });
    // Twilio itself has a host for each; whoever stands in for it has one for all.
    if (baseUrl !== undefined) {
      for (const domain of [client.api, client.content, client.messaging]) domain.baseUrl = baseUrl;
    }
    clients.set(key, client);
    return client;
  };
}

/**
 * A call to an API of JSON, which the client's own methods build wrongly: they send names that Twilio does not know.
 * @param path with its query.
 * @throws TwilioRefusal, HttpFailure, SyntaxError.
 */
export async function callTwilio(
  client: TwilioClient,
  domain: 'content' | 'messaging',
  method: 'get' | 'post' | 'delete',
  path: string,
  body?: JsonObject,
): Promise<JsonObject> {
  const json = body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, data: body };
  const response = (await client[domain].request({ method, uri: path, ...json })) as { body: string };
  return asObject(response.body === '' ? {} : JSON.parse(response.body));
}

function transport(http: HttpClient, timeoutMs: number): Transport {
  const request = async (options: TransportRequest) => {
    const url = new URL(options.uri);
    for (const [name, value] of formEntries(options.params)) url.searchParams.append(name, value);
    const credentials = Buffer.from(`${options.username}:${options.password}`).toString('base64');
    const response = await http.send({
      method: methods[options.method as keyof typeof methods],
      url: url.href,
      headers: { ...(options.headers as Record<string, string>), authorization: `Basic ${credentials}` },
      ...(options.method === 'post' ? { body: bodyOf(options) } : {}),
      timeoutMs,
    });
    if (response.status < 200 || response.status >= 300) throw new TwilioRefusal(response);
    return { statusCode: response.status, body: response.text, headers: response.headers };
  };
  return { request } as unknown as Transport;
}

const methods = { get: 'GET', post: 'POST', delete: 'DELETE' } as const;

function bodyOf({ headers, data }: TransportRequest): string {
  const isJson = (headers as Record<string, string>)['Content-Type'] === 'application/json';
  return isJson ? JSON.stringify(data) : new URLSearchParams(formEntries(data)).toString();
}

function formEntries(data: unknown): [string, string][] {
  return Object.entries((data ?? {}) as Record<string, unknown>)
    .filter(([, value]) => value !== undefined && value !== null)
    .flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)]));
}
