// Every message a provider accepted from the platform, in order: what tests and benchmarks look at.
import type { FileKind } from './file-types.ts';
import type { ProviderName } from './options.ts';
import { Recent } from './recent.ts';
import type { ShownButton } from './shown.ts';
import { within } from './timers.ts';

/** A file in a message. What it is made of is known once the provider has it, which for a link is after the acceptance. */
export interface AttachedFile {
  kind: FileKind;
  /** Meta's id of an upload. */
  id?: string;
  /** Where the provider fetches it. */
  url?: string;
  filename?: string;
  voice?: boolean;
  contentType?: string;
  size?: number;
  /** Hexadecimal. */
  sha256?: string;
  /** Why the provider does not take it: the message fails. */
  problem?: string;
}

export interface AcceptedMessage {
  provider: ProviderName;
  externalId: string;
  /** Phone number id at Meta, E.164 number at Twilio. */
  from: string;
  /** E.164 with the plus, or a business-scoped user id. */
  to: string;
  /** Meta's type, `text`, `media` or `content` at Twilio; `webhook_reply` for text answered to a Twilio webhook. */
  type: string;
  /** The text a person reads; empty where there is none. */
  body: string;
  media?: readonly AttachedFile[];
  /** What the person can tap. */
  buttons?: readonly ShownButton[];
  /** Twilio: not by WhatsApp. */
  sms?: true;
  /** Its name at Meta, the ContentSid at Twilio. */
  template?: string;
  /** What the platform sent: the parsed JSON at Meta, the form's fields at Twilio. */
  payload: unknown;
  /** Meta's biz_opaque_callback_data. */
  callbackData?: string;
  /** Twilio's StatusCallback. */
  statusCallback?: string;
  /** When the call came in, milliseconds since the epoch. */
  at: number;
}

export type AcceptedListener = (message: AcceptedMessage) => void;

export interface AcceptedLog extends Iterable<AcceptedMessage> {
  /** All since the start or the last clear, kept or not. */
  readonly count: number;
  /** The kept ones, oldest first. */
  list(filter?: (message: AcceptedMessage) => boolean): AcceptedMessage[];
  /** Calls the listener with every further message, before its answer is sent. Returns the way to stop. */
  onAccepted(listener: AcceptedListener): () => void;
  /** The first kept or further message that fits. Rejects at the deadline, default 5 s. */
  waitFor(fits?: (message: AcceptedMessage) => boolean, timeoutMs?: number): Promise<AcceptedMessage>;
  /** Resolves once `count` messages have been accepted. Rejects at the deadline, default 5 s. */
  waitForCount(count: number, timeoutMs?: number): Promise<void>;
  clear(): void;
}

export class Accepted implements AcceptedLog {
  readonly #kept: Recent<AcceptedMessage>;
  readonly #listeners = new Set<AcceptedListener>();
  count = 0;

  constructor(limit: number) {
    this.#kept = new Recent(limit);
  }

  add(message: AcceptedMessage): void {
    this.count += 1;
    this.#kept.push(message);
    for (const listener of this.#listeners) listener(message);
  }

  list(filter: (message: AcceptedMessage) => boolean = () => true): AcceptedMessage[] {
    return this.#kept.toArray().filter(filter);
  }

  [Symbol.iterator](): Iterator<AcceptedMessage> {
    return this.#kept[Symbol.iterator]();
  }

  onAccepted(listener: AcceptedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async waitFor(fits: (message: AcceptedMessage) => boolean = () => true, timeoutMs = 5_000): Promise<AcceptedMessage> {
    const kept = this.#kept.toArray().find(fits);
    const found = kept ?? (await this.#next(fits, timeoutMs));
    if (!found) throw new Error(`no such message was accepted within ${timeoutMs} ms; ${this.count} in all`);
    return found;
  }

  async waitForCount(count: number, timeoutMs = 5_000): Promise<void> {
    if (this.count >= count) return;
    const reached = await this.#next(() => this.count >= count, timeoutMs);
    if (!reached) throw new Error(`${this.count} of ${count} messages were accepted within ${timeoutMs} ms`);
  }

  clear(): void {
    this.count = 0;
    this.#kept.clear();
  }

  async #next(fits: (message: AcceptedMessage) => boolean, ms: number): Promise<AcceptedMessage | undefined> {
    const { promise, resolve } = Promise.withResolvers<AcceptedMessage>();
    const stop = this.onAccepted((message) => {
      if (fits(message)) resolve(message);
    });
    try {
      return await within(promise, ms);
    } finally {
      stop();
    }
  }
}
