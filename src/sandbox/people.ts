// Who is on WhatsApp: finds the person behind a number, a WhatsApp id or a business-scoped user id. Only people whose
// phone somebody holds (`sandbox.phone`) are kept; to everyone else messages are delivered without a trace.
import { bsuid } from './ids.ts';
import { countryOf, digitsOf, isBsuid, waIdOf } from './numbers.ts';
import type { Carriage, ReportedStatus } from './journey.ts';

export interface PhoneOptions {
  profileName?: string;
  /** Default: one made up per business, as real ones are. null: none, as before 2026. */
  bsuid?: string | null;
  /** WhatsApp's id for the number where it differs. Default: by the rules of the number's country. */
  waId?: string;
  /** auto: read after the usual delay · manual: when `read` is called · never: read receipts are off. Default auto. */
  reads?: 'auto' | 'manual' | 'never';
  /** The person has a username, so businesses are not told the number. Default false. */
  hideNumber?: boolean;
  username?: string;
}

/** One person's side of the network, as the providers need it. */
export interface Person {
  number: string;
  waId: string;
  options: PhoneOptions;
  arrived(carriage: Carriage, read: () => Promise<void>): void;
  reported(externalId: string, status: ReportedStatus, taken: boolean): void;
}

/** How a person is known to one business. */
export interface Identity {
  profileName: string;
  waId: string | undefined;
  number: string | undefined;
  userId: string | undefined;
  username: string | undefined;
}

export class People {
  readonly #byAlias = new Map<string, Person>();

  add(person: Person): void {
    this.#byAlias.set(person.waId, person);
    this.#byAlias.set(digitsOf(person.number), person);
    if (person.options.bsuid) this.#byAlias.set(person.options.bsuid, person);
  }

  /** Whoever writes to the old number reaches nobody. */
  move(person: Person, number: string, bsuid: string | undefined): void {
    for (const [alias, each] of this.#byAlias) if (each === person) this.#byAlias.delete(alias);
    person.number = `+${digitsOf(number)}`;
    person.waId = waIdOf(number);
    const { bsuid: _old, waId: _waId, ...rest } = person.options;
    person.options = { ...rest, ...(bsuid !== undefined && { bsuid }) };
    this.add(person);
  }

  /** By number in any format, WhatsApp id or business-scoped user id. */
  find(address: string): Person | undefined {
    return this.#byAlias.get(isBsuid(address) ? address : digitsOf(address));
  }

  /** The one name under which windows and messages of a person are kept. */
  keyOf(address: string): string {
    const person = this.find(address);
    if (person) return person.waId;
    return isBsuid(address) ? address : waIdOf(address);
  }

  identify(person: Person, business: string): Identity {
    const { options } = person;
    const shown = options.hideNumber !== true;
    return {
      profileName: options.profileName ?? person.number,
      waId: shown ? person.waId : undefined,
      number: shown ? person.number : undefined,
      userId: this.#userId(person, business),
      username: options.username,
    };
  }

  #userId(person: Person, business: string): string | undefined {
    const { bsuid: own } = person.options;
    if (own !== undefined) return own ?? undefined;
    const id = bsuid(countryOf(person.number), digitsOf(person.number), business);
    this.#byAlias.set(id, person);
    return id;
  }
}
