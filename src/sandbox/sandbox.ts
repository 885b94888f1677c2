// What a running sandbox offers to tests, benchmarks and `npm start`.
import type { AcceptedLog } from './accepted.ts';
import type { Alert, ReadMark } from './context.ts';
import type { Counts } from './counts.ts';
import type { FaultBoard } from './faults.ts';
import type { FileBoard } from './file-board.ts';
import type { AccountBoard, TemplateBoard } from './meta-news.ts';
import type { PhoneOptions } from './people.ts';
import type { Phone, Via } from './phone.ts';
import type { ContentBoard } from './twilio-side.ts';
import type { WebhookRequest, WebhookResult } from './webhooks.ts';

/** Right, wrong, absent, or a signature of one's own. */
export type Signing = true | false | 'wrong' | { signature: string };

export interface PostOptions {
  /** Default true: signed as the provider would. */
  sign?: Signing;
  headers?: Record<string, string>;
  /** Default: where the provider posts. */
  url?: string;
}

/** Which webhooks to redirect: one app's or one sender's, else all of the provider's. */
export type WebhookTarget = { provider: 'meta'; appId?: string } | { provider: 'twilio'; number?: string };

export interface Channel {
  via: Via;
  name: string;
  /** E.164. */
  number: string;
}

export interface Handshake {
  /** 200 and the challenge as the whole body. */
  verified: boolean;
  challenge: string;
  status: number;
  body: string;
}

export interface Sandbox {
  readonly url: string;
  /** What META_GRAPH_URL is set to. */
  readonly metaUrl: string;
  /** What TWILIO_API_URL is set to; for the official client, `client.api.baseUrl`. */
  readonly twilioUrl: string;
  /** The other host: where files lie when `files.metaApart` or `files.twilioRedirects` is set. */
  readonly filesUrl: string;
  /** What STT_BASE_URL is set to, for voice notes that phones of the sandbox made of words. */
  readonly speechUrl: string;
  readonly channels: Channel[];
  /** Every message a provider accepted from the platform. */
  readonly accepted: AcceptedLog;
  /** API calls by outcome: `meta:200`, `twilio:401`, `meta:silence`; `meta:fault:slow` counts the faults that struck. */
  readonly calls: Counts;
  /** Webhook posts by the platform's answer: `meta:200`, `twilio:ECONNREFUSED`. */
  readonly webhooks: Counts;
  /** What Twilio's debugger would show, the newest hundred. */
  readonly alerts: Alert[];
  readonly faults: FaultBoard;
  readonly files: FileBoard;
  /** Meta's templates, and the webhooks that tell of them. */
  readonly templates: TemplateBoard;
  readonly contents: ContentBoard;
  /** Meta's webhooks about numbers, limits and people's wishes. */
  readonly account: AccountBoard;
  /** What the platform told the providers it has read, the newest thousand, oldest first. */
  readonly readMarks: ReadMark[];
  /** The phone of a person; the same one for every way to write the number. Options given again change it. */
  phone(number: string, options?: PhoneOptions): Phone;
  /** Posts a webhook once as it is given. An inbound message in it opens the sender's window. */
  postMeta(appId: string, payload: unknown, options?: PostOptions): Promise<WebhookResult>;
  postTwilio(
    accountSid: string,
    url: string,
    params: Readonly<Record<string, string>>,
    options?: PostOptions,
  ): Promise<WebhookResult>;
  /** The same bytes and signature again: a redelivery. */
  repost(request: WebhookRequest): Promise<WebhookResult>;
  /** Meta's handshake with a webhook URL, default that of the first app. */
  verifyWebhook(verifyToken: string, url?: string): Promise<Handshake>;
  /** The most messages that were accepted from a number (phone number id, or E.164) within any one second. */
  busiestSecond(number: string): number;
  setWebhookUrl(target: WebhookTarget, url: string): void;
  /** The person wrote to the number at this time (default now): free-form messages arrive. */
  openWindow(channel: string, person: string, at?: number): void;
  closeWindow(channel: string, person: string): void;
  /** Drops what is still to come and leaves nothing open. */
  close(): Promise<void>;
}
