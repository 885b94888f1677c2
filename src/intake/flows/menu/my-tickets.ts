// Option 4: what this person reported and is not settled yet.
import { ticketKinds } from '../../../domain/ticket.ts';
import { findTrackingNumber } from '../../../domain/tracking-number.ts';
import { findTicket, type Looking } from '../../lookups.ts';
import { outcome, type Question, type Wrong } from './question.ts';
import { choiceId, goTo, toMenu, type Answering, type Stepped } from './state.ts';
import { aboutTickets, listOwnOpen, ticketDetail } from './ticket-text.ts';

/** All about the ticket that a text names. */
export function* detailOf({ say }: Answering, text: string): Looking<Stepped | Wrong> {
  const number = findTrackingNumber(text);
  if (number === undefined) return { wrong: say('menu.ticket.none_in_text') };
  const ticket = yield* findTicket(number, ticketKinds);
  if (ticket === undefined) return { wrong: say('menu.ticket.unknown', { number }) };
  return outcome(say, ticketDetail(say, ticket), [{ id: 'tickets', title: 'menu.option.tickets' }]);
}

const choice: Question = {
  *ask({ say }) {
    const tickets = yield* listOwnOpen();
    const rows = tickets.map(({ number }) => ({ id: choiceId('tickets_choice', number), title: number }));
    const choices = [...rows, { id: toMenu, title: say('menu.main') }];
    return { body: aboutTickets(say, 'menu.tickets.question', tickets), choices };
  },
  *answer(input) {
    return yield* detailOf(input, input.message.text);
  },
};

export const myTickets = {
  id: 'tickets',
  *enter({ say }: Answering) {
    const tickets = yield* listOwnOpen();
    return tickets.length > 0 ? goTo('tickets_choice') : outcome(say, [say('menu.tickets.none')], []);
  },
  questions: { tickets_choice: choice },
} as const;
