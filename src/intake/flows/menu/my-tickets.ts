// Option 4: what this person reported and is not settled yet.
import type { Looking } from '../../lookups.ts';
import { findOwnTicket } from './own-ticket.ts';
import { outcome, type Question, type Wrong } from './question.ts';
import { choiceId, goTo, toMenu, type Answering, type Stepped } from './state.ts';
import { aboutTickets, listOwnOpen, ticketDetail } from './ticket-text.ts';

/** All about the ticket that a text names. */
export function* detailOf(input: Answering, text: string): Looking<Stepped | Wrong> {
  const { say } = input;
  const ticket = yield* findOwnTicket(input, text);
  if ('wrong' in ticket) return ticket;
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
