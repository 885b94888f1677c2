// A person of a transcript: a phone of their own, known to the transcript's tenant before the first word.
import { newId } from '../../../src/domain/ids.ts';
import { spokenNote } from '../../../src/sandbox/speech.ts';
import type { Phone, PhoneMessage, PhoneSend, PhoneSent, Via } from '../../../src/sandbox/index.ts';
import { until } from '../until.ts';
import { photo } from './photo.ts';
import type { Act, PersonSettings } from './format.ts';
import { awaitsReminder, enqueueReminder } from './reminder.ts';
import { choicesOf } from './shown.ts';
import type { Stage } from './stage.ts';

/** Mobile numbers by country, to which eight digits are added. */
const prefixes: Readonly<Record<string, string>> = {
  ZA: '+2782', // takes seven
  MX: '+5255',
  BR: '+55119',
  FR: '+336',
  DE: '+49151',
};
const defaultCountry = 'ZA';
let phones = 0;

// Several people are looked after at once, on few processors.
const patienceMs = 20_000;
const lookEveryMs = 30;

function newNumber(country: string): string {
  const prefix = prefixes[country];
  if (prefix === undefined)
    throw new Error(`there are no phones of ${country}, but of ${Object.keys(prefixes).join()}`);
  phones += 1;
  return `${prefix}${String(country === 'ZA' ? 1_000_000 + phones : 10_000_000 + phones)}`;
}

export class Actor {
  readonly contactId = newId();
  readonly #stage: Stage;
  readonly #via: Via;
  readonly #tenantId: string;
  readonly #phone: Phone;
  readonly #sent: string[] = [];
  readonly #seen = new Set<string>();

  private constructor(stage: Stage, via: Via, tenantId: string, phone: Phone) {
    this.#stage = stage;
    this.#via = via;
    this.#tenantId = tenantId;
    this.#phone = phone;
  }

  static async create(stage: Stage, via: Via, tenantId: string, settings: PersonSettings): Promise<Actor> {
    const number = newNumber(settings.country ?? defaultCountry);
    const actor = new Actor(stage, via, tenantId, stage.platform.sandbox.phone(number, { profileName: 'Thandi' }));
    const { db } = stage.platform.database;
    const contact = { id: actor.contactId, tenant_id: tenantId, locale: settings.locale ?? null };
    await db.insertInto('contacts').values(contact).execute();
    const address = { tenant_id: tenantId, contact_id: actor.contactId, kind: 'phone' as const, value: number };
    await db.insertInto('contact_addresses').values(address).execute();
    return actor;
  }

  async say(act: Act): Promise<void> {
    const { externalId, status } = await this.#act(act);
    if (status !== 200) throw new Error(`the platform answered ${status}`);
    this.#sent.push(externalId);
  }

  /** A scheduler enqueues a reminder for them, which is due now. */
  async remind(template: string, values: readonly string[]): Promise<void> {
    const { contactId } = this;
    const channelId = this.#stage.channelOf(this.#via);
    const to = { tenantId: this.#tenantId, contactId, channelId, recipient: this.#phone.number };
    await enqueueReminder(this.#stage.platform.database.db, { ...to, template, values });
  }

  /** What has come since the last look, in order, once everything that was said is answered. Throws when a flow failed. */
  async look(): Promise<PhoneMessage[]> {
    const messages = await until(`${this.#phone.number} is answered`, () => this.#settled(), patienceMs, lookEveryMs);
    const fresh = messages.filter(({ externalId }) => !this.#seen.has(externalId));
    for (const { externalId } of fresh) this.#seen.add(externalId);
    return fresh;
  }

  async #act(act: Act): Promise<PhoneSent> {
    const via = this.#via;
    switch (act.kind) {
      case 'text':
        return this.#write({
          text: act.text,
          ...(act.quoting !== undefined && { replyTo: this.#quoted(act.quoting) }),
        });
      case 'photo':
        return this.#write({ file: await photo(), ...(act.caption !== '' && { text: act.caption }) });
      case 'voice':
        return this.#write({ file: spokenNote(act.words) });
      case 'location': {
        const { kind: _, name, ...place } = act;
        return this.#phone.sendLocation(via, { ...place, ...(name !== '' && { name }) });
      }
      case 'tap':
        return this.#choose(act.title);
    }
  }

  #write(message: Omit<PhoneSend, 'via'>): Promise<PhoneSent> {
    return this.#phone.send({ via: this.#via, ...message });
  }

  #quoted(words: string): string {
    const found = this.#phone.inbox.findLast(({ text }) => text.includes(words));
    if (!found) throw new Error(`no message says "${words}"`);
    return found.externalId;
  }

  /** The newest message that has such a choice: an old one, when the title was shown before and is no more. */
  #choose(title: string): Promise<PhoneSent> {
    const offered = this.#phone.inbox.flatMap((message) => choicesOf(message).map((choice) => ({ message, choice })));
    const found = offered.findLast(({ choice }) => choice.title === title);
    if (!found) {
      const titles = offered.map(({ choice }) => choice.title);
      throw new Error(`nothing is called "${title}"; there is ${titles.join(', ') || 'nothing to tap'}`);
    }
    const { message, choice } = found;
    return message.buttons ? this.#phone.tap(message, title) : this.#write({ text: String(choice.number) });
  }

  /** Everything that came, in order; undefined while something may still come. */
  async #settled(): Promise<PhoneMessage[] | undefined> {
    const { db } = this.#stage.platform.database;
    if (await awaitsReminder(db, this.contactId)) return undefined;
    const rows = await db
      .selectFrom('messages')
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .leftJoin('inbox', 'inbox.message_id', 'messages.id')
      .select(['messages.direction', 'messages.external_id', 'messages.status', 'messages.error_text'])
      .select(['inbox.message_id as waiting', 'inbox.last_error'])
      .where('conversations.contact_id', '=', this.contactId)
      .orderBy('messages.id')
      .execute();
    for (const { status, error_text: text, last_error: bug } of rows) {
      if (bug !== null) throw new Error(`the flow failed: ${bug}`);
      if (status === 'failed') throw new Error(`an answer could not be sent: ${text}`);
    }
    const arrived = new Set(rows.map(({ external_id: id }) => id));
    if (rows.some(({ waiting }) => waiting !== null) || this.#sent.some((id) => !arrived.has(id))) return undefined;
    const inbox = new Map(this.#phone.inbox.map((message) => [message.externalId, message]));
    const answers = rows.filter(({ direction }) => direction === 'outbound');
    const shown = answers.flatMap(({ external_id: id }) => inbox.get(id ?? '') ?? []);
    return shown.length === answers.length ? shown : undefined;
  }
}
