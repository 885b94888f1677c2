// The end of option 1: the summary, then the ticket and the order put on hold. What is said of the order is what happens to it.
import { canBeHeld } from '../../../domain/order.ts';
import { slaTimes } from '../../../domain/ticket.ts';
import type { Effect } from '../../flow.ts';
import { findOrder, findSlaMinutes, newTicketNumber, type FoundOrder, type Looking } from '../../lookups.ts';
import { sumUp, unlessConfirmed } from './confirming.ts';
import { outcome, type Posed, type Wrong } from './question.ts';
import { defectDraft, goTo, type Answering, type Asking, type Stepped } from './state.ts';
import { excerpt } from './ticket-text.ts';

export function* sumUpDefect(asking: Asking): Looking<Posed> {
  const { state, say } = asking;
  const { order, type, severity, description } = defectDraft.parse(state.data);
  const found = yield* findOrder(order);
  const lines = [
    say('menu.summary.order', { order: found?.title ? `${order} – ${found.title}` : order }),
    say('menu.summary.type', { type: say(`menu.defect.type.${type}`) }),
    say('menu.severity', { severity: say(`tickets.severity.${severity}`) }),
    say('menu.summary.description', { description: excerpt(description) }),
  ];
  return sumUp(asking, lines, found && canBeHeld(found.status) ? [say('menu.defect.will_hold')] : []);
}

export function* confirmDefect(input: Answering): Looking<Stepped | Wrong> {
  const otherwise = unlessConfirmed(input);
  if (otherwise) return otherwise;
  const { state, say } = input;
  const { order: code } = defectDraft.parse(state.data);
  const order = yield* findOrder(code);
  // Its system took it away meanwhile.
  if (!order) return goTo('defect_order', state.data, [{ kind: 'text', text: say('menu.order.unknown', { code }) }]);
  return yield* createDefect(input, order);
}

function* createDefect({ state, say, now }: Answering, order: FoundOrder): Looking<Stepped> {
  const { type, severity, description, mediaIds } = defectDraft.parse(state.data);
  const number = yield* newTicketNumber('DEF');
  const minutes = yield* findSlaMinutes('defect', severity);
  const isHeld = canBeHeld(order.status);
  const about = { orderId: order.id, severity, description, mediaIds, details: { type } };
  const effects: Effect[] = [
    { type: 'create_ticket', ticket: { number, kind: 'defect', ...about } },
    ...(isHeld ? [{ type: 'hold_order', orderId: order.id, ticketNumber: number } as const] : []),
  ];
  const lines = [
    say('menu.defect.done', { number }),
    isHeld
      ? say('menu.defect.held', { order: order.number })
      : say('menu.defect.not_held', { order: order.number, status: order.status }),
    ...(minutes === undefined ? [] : [say('menu.due', { due: slaTimes(now, minutes).dueAt })]),
  ];
  return outcome(say, lines, [{ id: 'tickets', title: 'menu.option.tickets' }], effects);
}
