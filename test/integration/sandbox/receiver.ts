// A stand-in for the platform: keeps every webhook as it came and answers what a test tells it to.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox } from '../../../src/sandbox/index.ts';
import type { MetaApp, Sandbox, SandboxOptions, TwilioAccount } from '../../../src/sandbox/index.ts';

export interface Received {
  method: string;
  /** Path and query, byte for byte. */
  target: string;
  headers: IncomingHttpHeaders;
  body: string;
  at: number;
}

export type Respond = (request: Received, response: ServerResponse) => void;

export class Receiver {
  readonly requests: Received[] = [];
  url = '';
  respond: Respond = (_request, response) => response.end();
  readonly #waiting = new Set<() => void>();
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: target = '', headers } = request;
      const received = { method, target, headers, body: Buffer.concat(chunks).toString('utf8'), at: performance.now() };
      this.requests.push(received);
      this.respond(received, response);
      for (const wake of this.#waiting) wake();
    });
  });

  async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  /** Resolves once what has come in satisfies the check. */
  async until(check: (requests: Received[]) => boolean, timeoutMs = 3_000): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => check(this.requests) && resolve();
    const report = () => reject(new Error(`not received in time; ${this.requests.map(({ body }) => body).join('\n')}`));
    const timer = setTimeout(report, timeoutMs);
    this.#waiting.add(look);
    look();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(look);
    }
  }

  get statuses(): Status[] {
    return this.requests.flatMap((request) => valuesOf(request)).flatMap((value) => value.statuses ?? []);
  }

  get messages(): Message[] {
    return this.requests.flatMap((request) => valuesOf(request)).flatMap((value) => value.messages ?? []);
  }

  get forms(): Record<string, string>[] {
    return this.requests.map(formOf);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export interface Status {
  id: string;
  status: string;
  timestamp: string;
  recipient_id: string;
  recipient_user_id?: string;
  biz_opaque_callback_data?: string;
  conversation?: unknown;
  pricing?: unknown;
  errors?: { code: number; title: string }[];
}

export interface Message {
  id: string;
  from?: string;
  from_user_id?: string;
  timestamp: string;
  type: string;
  text?: { body: string };
  context?: { id: string };
}

export interface Value {
  messaging_product: string;
  metadata: { display_phone_number: string; phone_number_id: string };
  contacts?: { profile: { name: string }; wa_id?: string; user_id?: string }[];
  messages?: Message[];
  statuses?: Status[];
}

export function valuesOf({ headers, body }: Received): Value[] {
  if (!String(headers['content-type']).includes('json')) return [];
  const payload = JSON.parse(body) as { entry: { id: string; changes: { field: string; value: Value }[] }[] };
  return payload.entry.flatMap(({ changes }) => changes.map(({ value }) => value));
}

export function formOf({ body }: Received): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(body));
}

export function isSignedBy(appSecret: string, { headers, body }: Received): boolean {
  const signature = `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
  return headers['x-hub-signature-256'] === signature;
}

export const number = {
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
  displayPhoneNumber: '+27 10 555 0100',
};

export const account: TwilioAccount = {
  accountSid: `AC${'0123456789abcdef'.repeat(2)}`,
  authToken: 'token-of-the-account',
  senders: [{ number: '+27105550200' }],
};

export const app: MetaApp = {
  appId: '634974688087057',
  appSecret: 'secret-of-the-app',
  accessTokens: ['token-of-the-app'],
  numbers: [number],
};

const instant = { acceptMs: 0, sentMs: 0, deliveredMs: 0, readMs: 0 };

/** A sandbox whose webhooks go to the receiver and whose people are quick. */
export function startFor(receiver: Receiver, options: SandboxOptions = {}): Promise<Sandbox> {
  const senders = account.senders.map((sender) => ({ ...sender, inboundUrl: `${receiver.url}/webhooks/twilio` }));
  return startSandbox({
    meta: { apps: [{ ...app, webhookUrl: `${receiver.url}/webhooks/meta` }] },
    twilio: { accounts: [{ ...account, senders }] },
    batching: { maxWaitMs: 1 },
    ...options,
    delays: { ...instant, ...options.delays },
  });
}

export interface GraphAnswer {
  status: number;
  text: string;
  messages?: { id: string }[];
  contacts?: { input: string; wa_id?: string }[];
  error?: {
    code: number;
    message: string;
    type: string;
    fbtrace_id: string;
    error_subcode?: number;
    error_data?: unknown;
  };
}

/** Calls the played Graph API as the platform would. */
export async function graph(
  sandbox: Sandbox,
  body: unknown,
  {
    path = `v25.0/${number.phoneNumberId}/messages`,
    token = app.accessTokens[0],
    method = 'POST',
    timeoutMs = 3_000,
  } = {},
): Promise<GraphAnswer> {
  const response = await fetch(`${sandbox.metaUrl}/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  const parsed = text.startsWith('{') ? (JSON.parse(text) as Partial<GraphAnswer>) : {};
  return { ...parsed, status: response.status, text };
}

export function textTo(to: string, body = 'Hello', more: object = {}): object {
  return { messaging_product: 'whatsapp', recipient_type: 'individual', to, type: 'text', text: { body }, ...more };
}

/** Calls the played Twilio API with a form, without the official client. */
export async function create(
  sandbox: Sandbox,
  fields: Record<string, string>,
  {
    user = account.accountSid,
    password = account.authToken,
    path = `Accounts/${account.accountSid}/Messages.json`,
  } = {},
): Promise<{ status: number; text: string; body: Record<string, unknown> }> {
  const response = await fetch(`${sandbox.twilioUrl}/2010-04-01/${path}`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(3_000),
  });
  const text = await response.text();
  const body = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
  return { status: response.status, text, body };
}

export const toThandi = { To: 'whatsapp:+27821234567', From: 'whatsapp:+27105550200', Body: 'Hello' };
