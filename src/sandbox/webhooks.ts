// Posts webhooks to the platform, over kept connections, and answers with what came back. Knows nothing of payloads;
// when to post again is decided per provider: Meta after any answer but 200, Twilio only if it could not connect.
import { randomUUID } from 'node:crypto';
import { Agent } from 'undici';
import { Counters } from './counts.ts';
import type { ProviderName, Proxy, Settings } from './options.ts';
import { withoutFragment } from './signatures.ts';
import type { Timers } from './timers.ts';

export interface WebhookRequest {
  url: string;
  headers: Record<string, string>;
  body: string | Buffer;
}

export interface WebhookResult {
  /** 0: no answer came. */
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** Why no answer came: an error code such as ECONNREFUSED. */
  failure?: string;
}

const connectFailures = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ENETUNREACH',
]);

export class Webhooks {
  readonly #agent = new Agent({ connections: 128, connect: { timeout: 5_000 }, keepAliveTimeout: 20_000 });
  readonly #proxies: readonly Proxy[];
  readonly #retry: Settings['webhookRetry'];
  readonly #timers: Timers;
  readonly counts = new Counters();

  constructor(settings: Settings, timers: Timers) {
    this.#proxies = settings.proxies;
    this.#retry = settings.webhookRetry;
    this.#timers = timers;
  }

  /** Resolves with the first attempt; the others follow with falling frequency, the whole post again. */
  async postMeta(request: WebhookRequest): Promise<WebhookResult> {
    const result = await this.post('meta', request, this.#retry.metaTimeoutMs);
    if (result.status !== 200) this.#postAgain(request, 0);
    return result;
  }

  /** Resolves with the last attempt. Obeys the overrides in the URL's fragment. */
  async postTwilio(request: WebhookRequest): Promise<WebhookResult> {
    const { retries, retryOn, readTimeoutMs } = overrides(request.url);
    const token = { 'i-twilio-idempotency-token': randomUUID(), ...request.headers };
    const post = () => this.post('twilio', { ...request, headers: token }, readTimeoutMs);
    let result = await post();
    for (let retry = 0; retry < retries && shouldRetry(result, retryOn); retry += 1) {
      await this.#timers.sleep(this.#retry.twilioDelayMs);
      result = await post();
    }
    return result;
  }

  /** One attempt, never a rejection. */
  async post(provider: ProviderName, request: WebhookRequest, timeoutMs: number): Promise<WebhookResult> {
    const result = await this.#attempt(request, timeoutMs);
    this.counts.add(`${provider}:${result.failure ?? result.status}`);
    return result;
  }

  async get(url: string): Promise<WebhookResult> {
    return this.#request('GET', { url, headers: {}, body: '' }, this.#retry.metaTimeoutMs);
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  #attempt(request: WebhookRequest, timeoutMs: number): Promise<WebhookResult> {
    return this.#request('POST', request, timeoutMs);
  }

  async #request(method: 'GET' | 'POST', request: WebhookRequest, timeoutMs: number): Promise<WebhookResult> {
    const { origin, path, host } = this.#route(request.url);
    const headers = host === undefined ? request.headers : { ...request.headers, ...host };
    const body = method === 'GET' ? null : request.body;
    try {
      const timeouts = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
      const answer = await this.#agent.request({ origin, path, method, headers, body, ...timeouts });
      return { status: answer.statusCode, headers: answer.headers, body: await answer.body.text() };
    } catch (error) {
      return { status: 0, headers: {}, body: '', failure: codeOf(error) };
    }
  }

  // The path is cut out of the text, not taken from a URL object: a query must arrive byte for byte as it was given.
  #route(url: string): { origin: string; path: string; host?: Record<string, string> } {
    const proxy = this.#proxies.find(({ publicUrl }) => url.startsWith(publicUrl));
    const plain = withoutFragment(proxy ? proxy.target + url.slice(proxy.publicUrl.length) : url);
    const [, origin = plain, rest = ''] = /^([a-z]+:\/\/[^/?]+)(.*)$/is.exec(plain) ?? [];
    const path = rest.startsWith('/') ? rest : `/${rest}`;
    if (!proxy) return { origin, path };
    const { host, protocol } = new URL(proxy.publicUrl);
    return { origin, path, host: { host, 'x-forwarded-proto': protocol.slice(0, -1), 'x-forwarded-host': host } };
  }

  #postAgain(request: WebhookRequest, attempt: number): void {
    const delay = this.#retry.metaDelaysMs[attempt];
    if (delay === undefined) return;
    this.#timers.after(delay, () => void this.#retryMeta(request, attempt));
  }

  async #retryMeta(request: WebhookRequest, attempt: number): Promise<void> {
    const result = await this.post('meta', request, this.#retry.metaTimeoutMs);
    if (result.status !== 200) this.#postAgain(request, attempt + 1);
  }
}

interface Overrides {
  retries: number;
  retryOn: readonly string[];
  readTimeoutMs: number;
}

const twilioReadTimeoutMs = 15_000;

/** `#rc=2&rp=5xx,rt&rt=5000` at the end of a URL that Twilio was given. */
function overrides(url: string): Overrides {
  const fragment = new URLSearchParams(url.slice(withoutFragment(url).length + 1));
  return {
    retries: Math.min(Number(fragment.get('rc') ?? 1), 5),
    retryOn: (fragment.get('rp') ?? 'ct').split(','),
    readTimeoutMs: Math.min(Number(fragment.get('rt') ?? twilioReadTimeoutMs), twilioReadTimeoutMs),
  };
}

function shouldRetry(result: WebhookResult, retryOn: readonly string[]): boolean {
  const cause = causeOf(result);
  return cause !== undefined && (retryOn.includes(cause) || retryOn.includes('all'));
}

function causeOf(result: WebhookResult): string | undefined {
  if (result.failure !== undefined) return connectFailures.has(result.failure) ? 'ct' : 'rt';
  if (result.status >= 500) return '5xx';
  return result.status >= 400 ? '4xx' : undefined;
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
