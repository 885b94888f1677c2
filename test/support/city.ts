// A city's dialogue in tests: a person who reports a pothole at the corner of 5th and Main.
import { expect } from 'chai';
import type { Language } from '../../src/domain/language.ts';
import type { Place } from '../../src/domain/ticket.ts';
import type { NewTicket } from '../../src/intake/flow.ts';
import type { Extraction } from '../../src/intake/lookups.ts';
import { reportFlow } from '../../src/intake/flows/report/index.ts';
import { dialogueWith, type Lookups, type Turn } from './dialogue.ts';

/** Of the ticket that is made. */
export const newNumber = 'REP-7KQ4MX';
export const pothole = 'There is a deep pothole in front of the school';
export const corner = 'corner of 5th and Main';
export const point: Place = { latitude: -33.92, longitude: 18.42 };

/** @param found what a language model finds in a text, by the text; without, there is none. */
export function city(
  found: { readonly [text: string]: Extraction } = {},
  lookups: Lookups = {},
  language: Language = 'en',
) {
  const all: Lookups = {
    extraction: ({ text }) => found[text],
    ticket_number: () => newNumber,
    sla: () => undefined,
    open_tickets: () => [],
    settled_ticket: () => undefined,
    ticket: () => undefined,
    ...lookups,
  };
  return dialogueWith(reportFlow, all, { language });
}

export type Citizen = ReturnType<typeof city>;

export function shareLocation(person: Citizen, place: Place = point): Turn {
  return person.send({ kind: 'location', place });
}

/** The pothole is told, and the corner: what remains is to confirm. */
export function tellAll(person: Citizen): Turn {
  person.write(pothole);
  return person.write(corner);
}

/** The one ticket that a message made. */
export function ticketOf({ effects }: Turn): NewTicket {
  const [effect, ...others] = effects;
  expect(others).to.deep.equal([]);
  if (effect?.type !== 'create_ticket') throw new Error(`no ticket was made, but ${JSON.stringify(effect)}`);
  return effect.ticket;
}
