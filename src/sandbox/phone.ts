// A person with a phone: writes to the platform's numbers, receives, reads.
import type { AcceptedMessage, AttachedFile } from './accepted.ts';
import type { GivenFile } from './files.ts';
import type { Carriage, ReportedStatus } from './journey.ts';
import { digitsOf, waIdOf } from './numbers.ts';
import type { Person, PhoneOptions } from './people.ts';
import type { ShownButton } from './shown.ts';
import { within } from './timers.ts';
import type { WebhookRequest } from './webhooks.ts';

export type Via =
  | { provider: 'meta'; phoneNumberId: string }
  /** `sms`: a text message instead of WhatsApp. */
  | { provider: 'twilio'; number: string; sms?: boolean };

export interface PhoneSend {
  via: Via;
  /** Of a file: its caption. */
  text?: string;
  file?: GivenFile;
  /** Twilio: several in one message. */
  files?: GivenFile[];
  /** Overrides the phone's own for this and later messages. */
  profileName?: string;
  /** The message of the platform that this one answers: its wamid or SM id. */
  replyTo?: string;
  /** Default: a new one. Give an old one to play a redelivery. */
  externalId?: string;
  /** Milliseconds since the epoch. Default: now. */
  at?: number;
  /** Meta: put over the message object, for any other type: `{ type: 'image', image: { … } }`. */
  message?: Record<string, unknown>;
  /** Twilio: put over the form's parameters. */
  params?: Record<string, string>;
}

export interface PhoneSent {
  externalId: string;
  /** The platform's answer to the first post; 0 when none came. */
  status: number;
  body: string;
  /** What was posted, signed: `sandbox.repost` sends the same bytes again. */
  request: WebhookRequest;
  /** What the provider calls the files that were sent. */
  fileIds: string[];
}

export interface PhoneMessage {
  provider: AcceptedMessage['provider'];
  externalId: string;
  /** Phone number id at Meta, E.164 number at Twilio. */
  from: string;
  type: string;
  text: string;
  /** Twilio: not by WhatsApp. */
  sms?: true;
  media?: readonly AttachedFile[];
  buttons?: readonly ShownButton[];
  template?: string;
  payload: unknown;
  receivedAt: number;
  /** The highest status whose webhook the platform took; `received` until one is. */
  status: 'received' | ReportedStatus;
}

export type PhoneEvent =
  | { event: 'message'; message: PhoneMessage }
  /** The platform was told; `taken` is whether it answered well. */
  | { event: 'status'; externalId: string; status: ReportedStatus; taken: boolean };

export type PhoneListener = (event: PhoneEvent) => void;

export interface Phone {
  /** E.164. */
  readonly number: string;
  readonly waId: string;
  /** Oldest first, the newest thousand. */
  readonly inbox: readonly PhoneMessage[];
  send(message: PhoneSend): Promise<PhoneSent>;
  /** The first kept or further message that fits and was not given out before. Rejects at the deadline, default 5 s. */
  waitForMessage(fits?: (message: PhoneMessage) => boolean, timeoutMs?: number): Promise<PhoneMessage>;
  /** Opens a message: the platform gets `read`. Resolves when it was told; quiet for what is read or unknown. */
  read(externalId: string): Promise<void>;
  /** Changes what is given, keeps the rest. */
  update(options: PhoneOptions): void;
  onEvent(listener: PhoneListener): () => void;
}

const inboxLimit = 1_000;

export class Handset implements Phone, Person {
  readonly number: string;
  readonly waId: string;
  options: PhoneOptions;
  readonly #inbox = new Map<string, PhoneMessage>();
  readonly #write: (phone: Handset, message: PhoneSend) => Promise<PhoneSent>;
  readonly #unread = new Map<string, () => Promise<void>>();
  readonly #listeners = new Set<PhoneListener>();
  readonly #givenOut = new Set<string>();

  constructor(number: string, options: PhoneOptions, write: (phone: Handset, m: PhoneSend) => Promise<PhoneSent>) {
    this.number = `+${digitsOf(number)}`;
    this.waId = options.waId ?? waIdOf(number);
    this.options = options;
    this.#write = write;
  }

  get inbox(): readonly PhoneMessage[] {
    return [...this.#inbox.values()];
  }

  send(message: PhoneSend): Promise<PhoneSent> {
    if (message.profileName !== undefined) this.update({ profileName: message.profileName });
    return this.#write(this, message);
  }

  async waitForMessage(
    fits: (message: PhoneMessage) => boolean = () => true,
    timeoutMs = 5_000,
  ): Promise<PhoneMessage> {
    const fresh = (message: PhoneMessage) => !this.#givenOut.has(message.externalId) && fits(message);
    const message = this.inbox.find(fresh) ?? (await this.#next(fresh, timeoutMs));
    if (!message) throw new Error(`${this.number} received no such message within ${timeoutMs} ms`);
    this.#givenOut.add(message.externalId);
    return message;
  }

  async read(externalId: string): Promise<void> {
    const report = this.#unread.get(externalId);
    this.#unread.delete(externalId);
    await report?.();
  }

  update(options: PhoneOptions): void {
    this.options = { ...this.options, ...options };
  }

  onEvent(listener: PhoneListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  arrived({ message, withoutReceipts }: Carriage, read: () => Promise<void>): void {
    if (this.options.reads === 'manual' && withoutReceipts !== true) this.#unread.set(message.externalId, read);
    const { provider, externalId, from, type, body, sms, media, buttons, template, payload } = message;
    this.#receive({
      provider,
      externalId,
      from,
      type,
      text: body,
      ...(sms && { sms }),
      ...(media && { media }),
      ...(buttons && { buttons }),
      ...(template !== undefined && { template }),
      payload,
      receivedAt: Date.now(),
      status: 'received',
    });
  }

  reported(externalId: string, status: ReportedStatus, taken: boolean): void {
    const message = this.#inbox.get(externalId);
    if (message && taken && rank(status) > rank(message.status)) message.status = status;
    this.#emit({ event: 'status', externalId, status, taken });
  }

  #receive(message: PhoneMessage): void {
    this.#inbox.set(message.externalId, message);
    if (this.#inbox.size > inboxLimit) this.#forget(this.#inbox.keys().next().value);
    this.#emit({ event: 'message', message });
  }

  #forget(externalId: string | undefined): void {
    if (externalId === undefined) return;
    this.#inbox.delete(externalId);
    this.#unread.delete(externalId);
    this.#givenOut.delete(externalId);
  }

  #emit(event: PhoneEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  async #next(fits: (message: PhoneMessage) => boolean, timeoutMs: number): Promise<PhoneMessage | undefined> {
    const { promise, resolve } = Promise.withResolvers<PhoneMessage>();
    const stop = this.onEvent((event) => {
      if (event.event === 'message' && fits(event.message)) resolve(event.message);
    });
    try {
      return await within(promise, timeoutMs);
    } finally {
      stop();
    }
  }
}

const ranks: readonly string[] = ['received', 'sent', 'delivered', 'read', 'undelivered', 'failed'];

function rank(status: string): number {
  return ranks.indexOf(status);
}
