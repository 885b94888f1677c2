// The seam between the platform and whoever carries its messages. A provider is one folder behind this interface and one
// line in registry.ts; test/integration/providers/contract.ts runs on each.
import type { Readable } from 'node:stream';
import type { AccountEvent } from '../domain/account-event.ts';
import type { Failure, SendOutcome } from '../domain/failure.ts';
import type { MediaKind } from '../domain/media.ts';
import type { InboundMessage, MessageParts, OutboundContent } from '../domain/message.ts';
import type { Receipt } from '../domain/receipt.ts';
import type { ProviderTemplate, TemplateDefinition, TemplateStatus } from '../domain/template.ts';
import type { Transport } from '../domain/transport.ts';
import type { JsonObject, ProviderName, WebhookItem } from '../domain/webhook.ts';
import type { HttpClient } from '../platform/http.ts';
import type { SafeFetch } from '../platform/safe-fetch.ts';

/** Secrets by name, newest first: while one is rotated, the old is still accepted. Which names exist is the provider's. */
export interface ChannelSecrets {
  [name: string]: string[];
}

/** What a provider needs to know of a channel to speak for it. */
export interface ChannelAccess {
  id: string;
  account: string;
  address: string;
  transport: Transport;
  /** Twilio: the service that sends in place of the number. */
  messagingService: string | null;
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
export type ItemDraft = Omit<WebhookItem, 'id' | 'provider' | 'signedFor'> & {
  /** Of a message: who wrote it, as the provider spells them; where there are several names, the one that lasts longest. */
  sender?: string;
};

export interface OutboundMessage {
  /** Ours; comes back on the message's receipts. */
  attemptId: string;
  /** E.164 or BSUID. */
  recipient: string;
  content: OutboundContent;
  /** External id of the message to quote; a provider that cannot quote sends without. */
  replyTo?: string;
  /** What stands for each stored file of the content, by media id. */
  files: ReadonlyMap<string, FileReference>;
  /** The definition of the template that the content names; absent for a Meta account whose templates were never read. */
  template?: ProviderTemplate;
  /** When this attempt began. */
  startedAt: Date;
}

/** A file as a provider takes it: uploaded before, or at an address that it may fetch for a short time. */
export type FileReference = { id: string } | { url: string };

/** A stored file that is to be sent. */
export interface StoredFile {
  kind: MediaKind;
  contentType: string;
  /** Bytes. */
  size: number;
  filename: string | null;
  /** An address of the file for anyone, valid for so long. */
  url(expiresInSeconds: number): Promise<string>;
  open(): Promise<Readable>;
}

/** `until`: how long the reference may be used for other messages of the channel; absent: for this one only. */
export type PreparedFile = { type: 'ready'; reference: FileReference; until?: Date } | NotSent;

/** Nothing was sent: an outcome of a step before the message's own call. */
export type NotSent = Extract<SendOutcome, { type: 'rejected' | 'retry' }>;

/** A download of a person's file. The caller reads the stream to its end or destroys it. */
export type MediaDownload =
  | { type: 'open'; stream: Readable; contentType?: string; size?: number; sha256?: string }
  /** The provider does not have it (any more), or will never give it. */
  | { type: 'gone'; failure: Failure }
  | { type: 'retry'; failure: Failure; retryAfterMs?: number };

/** Remembers what was made at a provider for a content, by a hash of it: made once, used again. */
export interface ContentCache {
  find(provider: ProviderName, account: string, hash: string): Promise<string | undefined>;
  save(provider: ProviderName, account: string, hash: string, externalId: string): Promise<void>;
}

export type SubmittedTemplate =
  | { type: 'submitted'; externalId: string; status: TemplateStatus }
  | { type: 'refused'; failure: Failure; detail?: string }
  | { type: 'retry'; failure: Failure };

/** `absent` only when the provider certainly does not have it. */
export type LookupResult = { type: 'found'; externalId: string } | { type: 'absent' } | { type: 'unknown' };

/** Thrown by split(): the request is authentic but cannot be read at all. The receiver answers 400. */
export class MalformedWebhook extends Error {
  override name = 'MalformedWebhook';
}

/** An answer other than the one asked for, where no outcome is expected. */
export class ProviderRefusal extends Error {
  override name = 'ProviderRefusal';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.text);
    this.failure = failure;
  }
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
  /** Reads the stored payload of a message that parseMessage gave. Never throws. */
  readParts(kind: string, payload: JsonObject): MessageParts;
  /** Undefined for statuses that say nothing to us (queued, deleted). */
  parseReceipt(item: WebhookItem): Receipt | undefined;
  /** What a webhook item of kind `other` tells about the account; empty for what we have no use for. Never throws. */
  parseAccountEvents(item: WebhookItem): AccountEvent[];
  /**
   * Makes a stored file sendable. Nothing is sent by it, so it may be repeated. Never throws for what the provider or the
   * network does; what the file's own open() and url() throw is passed on.
   */
  prepareFile(channel: ChannelAccess, file: StoredFile): Promise<PreparedFile>;
  /** One call. Never throws for what the provider or the network does: every end is an outcome. */
  send(channel: ChannelAccess, message: OutboundMessage): Promise<SendOutcome>;
  /** Looks for a message whose send ended ambiguously. Absent where the provider offers no way to look. */
  find?(channel: ChannelAccess, message: OutboundMessage, knownIds: ReadonlySet<string>): Promise<LookupResult>;
  /**
   * Opens a file that a person sent, by its InboundMedia.ref. Never throws for what the provider or the network does.
   * @param declaredType what the webhook said it is: an answer of another type may be an error in place of the file.
   */
  openMedia(channel: ChannelAccess, ref: string, declaredType?: string): Promise<MediaDownload>;
  /** Shows the person that this message and those before were read; with `typing`, also that an answer is being written. Throws ProviderRefusal, HttpFailure. */
  markRead(channel: ChannelAccess, externalId: string, typing: boolean): Promise<void>;
  /** Every template of the channel's account. Throws ProviderRefusal, HttpFailure. */
  listTemplates(channel: ChannelAccess): Promise<ProviderTemplate[]>;
  /** Creates the template, or changes the one with `externalId`, and asks for its approval. */
  submitTemplate(
    channel: ChannelAccess,
    definition: TemplateDefinition,
    externalId: string | undefined,
  ): Promise<SubmittedTemplate>;
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
  /** Absent: nothing made for one message is remembered for the next. */
  contents?: ContentCache;
  sendTimeoutMs: number;
  /** For addresses that a provider names beyond its own; absent: they are not followed. */
  fetchUrl?: SafeFetch;
}
