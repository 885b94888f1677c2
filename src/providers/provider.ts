// The seam between the platform and whoever carries its messages. A provider is one folder behind this interface and one
// line in registry.ts; test/integration/providers/contract.ts runs on each.
import type { SendOutcome } from '../domain/failure.ts';
import type { InboundMessage, OutboundContent } from '../domain/message.ts';
import type { Receipt } from '../domain/receipt.ts';
import type { ProviderName, WebhookItem } from '../domain/webhook.ts';
import type { HttpClient } from '../platform/http.ts';

/** Secrets by name, newest first: while one is rotated, the old is still accepted. Which names exist is the provider's. */
export interface ChannelSecrets {
  [name: string]: string[];
}

/** What a provider needs to know of a channel to speak for it. */
export interface ChannelAccess {
  id: string;
  account: string;
  address: string;
  /** Null: the provider's own. */
  apiUrl: string | null;
  secrets: ChannelSecrets;
}

/** A webhook request as it came, before anything is believed. */
export interface WebhookRequest {
  /** The public URL the provider called: configured base + original path and query, never rebuilt from headers. */
  url: string;
  headers: { readonly [name: string]: string | string[] | undefined };
  body: Buffer;
}

/** What split() yields; the receiver adds the arrival id. */
export type ItemDraft = Omit<WebhookItem, 'id' | 'provider'>;

export interface OutboundMessage {
  /** Ours; comes back on the message's receipts. */
  attemptId: string;
  /** E.164 or BSUID. */
  recipient: string;
  content: OutboundContent;
  /** When this attempt began. */
  startedAt: Date;
}

/** `absent` only when the provider certainly does not have it. */
export type LookupResult = { type: 'found'; externalId: string } | { type: 'absent' } | { type: 'unknown' };

/** Thrown by split(): the request is authentic but cannot be read at all. The receiver answers 400. */
export class MalformedWebhook extends Error {
  override name = 'MalformedWebhook';
}

export interface Provider {
  readonly name: ProviderName;
  /** The secrets of a channel that its webhooks may be signed with. */
  signingSecrets(secrets: ChannelSecrets): string[];
  /**
   * Which of the secrets signed the request. Constant time; undefined, never a throw, for anything odd. The caller checks
   * that the secret belongs to the channels the request speaks of: one customer's app must not speak for another's number.
   */
  verify(request: WebhookRequest, secrets: readonly string[]): string | undefined;
  /** One draft for each thing told. Never drops: what it does not know becomes kind `other`. Throws MalformedWebhook. */
  split(request: WebhookRequest): ItemDraft[];
  /** Throws when the item is not a message it can read: the item goes to the dead letters with the cause. */
  parseMessage(item: WebhookItem): InboundMessage;
  /** Undefined for statuses that say nothing to us (queued, deleted). */
  parseReceipt(item: WebhookItem): Receipt | undefined;
  /** One call. Never throws for what the provider or the network does: every end is an outcome. */
  send(channel: ChannelAccess, message: OutboundMessage): Promise<SendOutcome>;
  /** Looks for a message whose send ended ambiguously. Absent where the provider offers no way to look. */
  find?(channel: ChannelAccess, message: OutboundMessage, knownIds: ReadonlySet<string>): Promise<LookupResult>;
  /** Asks the provider whether the credentials work. For `doctor`. */
  check(channel: ChannelAccess): Promise<{ ok: true; detail: string } | { ok: false; detail: string }>;
}

export interface ProviderSettings {
  http: HttpClient;
  /** Base of the URLs that providers call back, without a trailing slash. */
  publicUrl(): string;
  metaGraphUrl: string;
  metaGraphVersion: string;
  /** Undefined: Twilio's own. */
  twilioApiUrl: string | undefined;
  sendTimeoutMs: number;
}
