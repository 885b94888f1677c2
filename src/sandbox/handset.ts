// A phone as the network sees it: takes what is delivered, keeps it, and does what its person wants.
import type { JsonObject } from './http.ts';
import type { Carriage, ReportedStatus } from './journey.ts';
import { digitsOf, waIdOf } from './numbers.ts';
import type { Person, PhoneOptions } from './people.ts';
import { edited, flowAnswered, located, ordered, reacted, revoked, sharedContact, tapped } from './phone-acts.ts';
import type { Order, Place, SharedContact } from './phone-acts.ts';
import type {
  NumberChange,
  Phone,
  PhoneEvent,
  PhoneListener,
  PhoneMessage,
  PhoneSend,
  PhoneSent,
  Via,
} from './phone.ts';
import { within } from './timers.ts';

/** What a phone can make happen. */
export interface Network {
  write(phone: Handset, message: PhoneSend): Promise<PhoneSent>;
  move(phone: Handset, number: string, change: NumberChange): Promise<PhoneSent | undefined>;
}

const inboxLimit = 1_000;

export class Handset implements Phone, Person {
  number: string;
  waId: string;
  options: PhoneOptions;
  readonly #inbox = new Map<string, PhoneMessage>();
  readonly #network: Network;
  readonly #unread = new Map<string, () => Promise<void>>();
  readonly #listeners = new Set<PhoneListener>();
  readonly #givenOut = new Set<string>();

  constructor(number: string, options: PhoneOptions, network: Network) {
    this.number = `+${digitsOf(number)}`;
    this.waId = options.waId ?? waIdOf(number);
    this.options = options;
    this.#network = network;
  }

  get inbox(): readonly PhoneMessage[] {
    return [...this.#inbox.values()];
  }

  send(message: PhoneSend): Promise<PhoneSent> {
    if (message.profileName !== undefined) this.update({ profileName: message.profileName });
    return this.#network.write(this, message);
  }

  // Async, so that what cannot be done is a rejection like every other.
  async tap(message: PhoneMessage, idOrTitle: string): Promise<PhoneSent> {
    return this.send(tapped(message, idOrTitle));
  }

  sendLocation(via: Via, place: Place): Promise<PhoneSent> {
    return this.send(located(via, place));
  }

  async react(message: PhoneMessage, emoji: string | null): Promise<PhoneSent> {
    return this.send(reacted(message, emoji));
  }

  shareContact(via: Via, contact: SharedContact): Promise<PhoneSent> {
    return this.send(sharedContact(via, contact));
  }

  async order(via: Via, order: Order): Promise<PhoneSent> {
    return this.send(ordered(via, order));
  }

  answerFlow(message: PhoneMessage, response: JsonObject): Promise<PhoneSent> {
    return this.send(flowAnswered(message, response));
  }

  async edit(via: Via, externalId: string, text: string): Promise<PhoneSent> {
    return this.send(edited(via, externalId, text));
  }

  async revoke(via: Via, externalId: string): Promise<PhoneSent> {
    return this.send(revoked(via, externalId));
  }

  async changeNumber(number: string, change: NumberChange = {}): Promise<PhoneSent | undefined> {
    return this.#network.move(this, number, change);
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
