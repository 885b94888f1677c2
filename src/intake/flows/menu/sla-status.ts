// Option 5: how much time a ticket has left.
import type { Looking } from '../../lookups.ts';
import { findOwnTicket } from './own-ticket.ts';
import { outcome, type Question, type Wrong } from './question.ts';
import { choiceId, goTo, toMenu, type Answering, type Stepped } from './state.ts';
import { aboutTickets, listOwnOpen, slaText } from './ticket-text.ts';

/** The clock of the ticket that a text names. */
export function* slaOf(input: Answering, text: string): Looking<Stepped | Wrong> {
  const { say, now } = input;
  const ticket = yield* findOwnTicket(input, text);
  if ('wrong' in ticket) return ticket;
  return outcome(say, [slaText(say, ticket, now)], [{ id: 'sla', title: 'menu.another_ticket' }]);
}

const ticket: Question = {
  *ask({ say }) {
    const own = yield* listOwnOpen();
    if (own.length === 0) return { body: say('menu.sla.question') };
    const rows = own.map(({ number }) => ({ id: choiceId('sla_ticket', number), title: number }));
    return {
      body: aboutTickets(say, 'menu.sla.choose', own),
      choices: [...rows, { id: toMenu, title: say('menu.main') }],
    };
  },
  *answer(input) {
    return yield* slaOf(input, input.message.text);
  },
};

export const slaStatus = {
  id: 'sla',
  *enter() {
    return goTo('sla_ticket');
  },
  questions: { sla_ticket: ticket },
} as const;
