// The ticket of this person that a text names by its number, with its prefix or without.
import { ticketKinds } from '../../../domain/ticket.ts';
import { findBareNumber, findTrackingNumber } from '../../../domain/tracking-number.ts';
import { findTicket, type FoundTicket, type Looking } from '../../lookups.ts';
import type { Wrong } from './question.ts';
import type { Answering } from './state.ts';

// What people report here comes first.
const prefixes = ['DEF', 'MAINT', 'REP'] as const;

export function* findOwnTicket({ say }: Answering, text: string): Looking<FoundTicket | Wrong> {
  const number = findTrackingNumber(text);
  if (number !== undefined)
    return (yield* findTicket(number, ticketKinds)) ?? { wrong: say('menu.ticket.unknown', { number }) };
  const bare = findBareNumber(text);
  if (bare === undefined) return { wrong: say('menu.ticket.none_in_text') };
  for (const prefix of prefixes) {
    const ticket = yield* findTicket(`${prefix}-${bare.number}`, ticketKinds);
    if (ticket) return ticket;
  }
  return { wrong: say('menu.ticket.unknown', { number: bare.number }) };
}
