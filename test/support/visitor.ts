// A person who does anything (anybody.ts) with a phone of their own, through the whole system. Impatient: what is tapped is
// often tapped twice, and what is sent comes twice at times, as providers deliver.
import type { Phone, PhoneMessage, PhoneSend, PhoneSent, Via } from '../../src/sandbox/index.ts';
import { spokenNote } from '../../src/sandbox/speech.ts';
import type { Act } from './anybody.ts';
import type { Platform } from './platform.ts';
import { photo } from './transcripts/photo.ts';
import { choicesOf } from './transcripts/shown.ts';
import { until } from './until.ts';

let phones = 0;
const longestText = 4_096;
const patienceMs = 60_000;

export class Visitor {
  readonly number: string;
  readonly #platform: Platform;
  readonly #via: Via;
  readonly #phone: Phone;
  readonly #sent = new Set<string>();
  #acts = 0;

  constructor(platform: Platform, via: Via) {
    phones += 1;
    this.number = `+2783${String(2_000_000 + phones)}`;
    this.#platform = platform;
    this.#via = via;
    this.#phone = platform.sandbox.phone(this.number);
  }

  /** Done when the platform has it; what it answers is for `settled`. */
  async act(act: Act): Promise<void> {
    this.#acts += 1;
    const messages = await this.#messagesOf(act);
    const impatient = act.act === 'choose' && this.#acts % 2 === 0;
    const sending = [...messages, ...(impatient ? messages : [])].map((send) => send());
    for (const { status, externalId, request } of await Promise.all(sending)) {
      if (status !== 200) throw new Error(`the platform answered ${status}`);
      this.#sent.add(externalId);
      if (this.#acts % 3 === 0) await this.#platform.sandbox.repost(request);
    }
  }

  async write(text: string): Promise<void> {
    await this.act({ act: 'write', text });
    await this.settled();
  }

  /** Everything that was said is handled, and every answer is with the phone. Throws when a flow failed, or a send. */
  async settled(): Promise<readonly PhoneMessage[]> {
    await until(`${this.number} is answered`, () => this.#isSettled(), patienceMs);
    return this.#phone.inbox;
  }

  async #isSettled(): Promise<boolean> {
    const rows = await this.#platform.database.db
      .selectFrom('messages')
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .leftJoin('inbox', 'inbox.message_id', 'messages.id')
      .select(['messages.external_id', 'messages.direction', 'messages.status', 'messages.error_text'])
      .select(['inbox.last_error', 'inbox.message_id as unread'])
      .where('recipient', '=', this.number)
      .execute();
    for (const { status, error_text: text, last_error: bug } of rows) {
      if (bug !== null) throw new Error(`the flow failed: ${bug}`);
      if (status === 'failed') throw new Error(`an answer could not be sent: ${text}`);
    }
    const stored = new Set(rows.map(({ external_id: id }) => id));
    const came = new Set<string | null>(this.#phone.inbox.map(({ externalId }) => externalId));
    const open = rows.some(({ direction, unread, external_id: id }) =>
      direction === 'inbound' ? unread !== null : !came.has(id),
    );
    return !open && [...this.#sent].every((id) => stored.has(id));
  }

  async #messagesOf(act: Act): Promise<(() => Promise<PhoneSent>)[]> {
    const write = (message: Omit<PhoneSend, 'via'>) => () => this.#phone.send({ via: this.#via, ...message });
    switch (act.act) {
      case 'write': {
        const text = act.text.toWellFormed().slice(0, longestText);
        return text.trim() === '' ? [] : [write({ text })];
      }
      case 'choose':
        return this.#choose(this.#phone.inbox.slice(-1), act.at, act.by);
      case 'tap_old':
        return this.#choose(this.#phone.inbox, act.at, 'tap');
      case 'tap_foreign':
        return act.id === '' ? [] : [() => this.#phone.tap(this.#never(act.id), act.id)];
      case 'photos': {
        const files = await Promise.all(Array.from({ length: act.count }, photo));
        const text = act.caption.toWellFormed().trim().slice(0, 1_000);
        return files.map((file, n) => write({ file, ...(text !== '' && n === 0 && { text }) }));
      }
      case 'voice':
        return act.words === null ? [] : [write({ file: spokenNote(act.words.toWellFormed()) })];
      case 'place': {
        const { act: _, ...place } = act;
        return [() => this.#phone.sendLocation(this.#via, place)];
      }
      case 'odd':
        return [() => this.#phone.shareContact(this.#via, { name: act.kind })];
      case 'wait':
        await this.settled();
        return [];
    }
  }

  async #choose(
    shown: readonly PhoneMessage[],
    at: number,
    by: 'tap' | 'number' | 'title' | 'voice',
  ): Promise<(() => Promise<PhoneSent>)[]> {
    const choices = shown.flatMap((message) => choicesOf(message).map((choice) => ({ message, choice })));
    const { message, choice } = choices[at % choices.length] ?? {};
    if (!message || !choice) return [];
    const { title, number } = choice;
    const button = message.buttons?.find((each) => each.title === title);
    if (button?.type === 'location')
      return [() => this.#phone.sendLocation(this.#via, { latitude: -33.9, longitude: 18.4 })];
    if (by === 'tap' && button) return [() => this.#phone.tap(message, title)];
    if (by === 'voice') return [() => this.#phone.send({ via: this.#via, file: spokenNote(title) })];
    return [() => this.#phone.send({ via: this.#via, text: by === 'title' ? title : String(number) })];
  }

  /** A message that was never sent, with such a button. */
  #never(id: string): PhoneMessage {
    const from = this.#via.provider === 'meta' ? this.#via.phoneNumberId : this.#via.number;
    const buttons = [{ id, title: 'Something', type: 'reply' as const }];
    const externalId = this.#via.provider === 'meta' ? 'wamid.NEVER' : `SM${'0'.repeat(32)}`;
    const { provider } = this.#via;
    return { provider, externalId, from, type: 'text', text: '', buttons, payload: {}, receivedAt: 0, status: 'read' };
  }
}
