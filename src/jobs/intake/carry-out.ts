// What flows want done: tickets, orders on hold, answers to reminders, and people who take over.
import type { Effect } from '../../intake/flow.ts';
import type { Trx } from '../../platform/db.ts';
import { recordEvents } from '../../store/events.ts';
import { holdOrders, makeTickets } from '../../store/new-tickets.ts';
import { answerReminders } from '../../store/reminder-answers.ts';
import type { Progressed } from './handled.ts';

export async function carryOut(trx: Trx, progressed: readonly Progressed[], now: Date): Promise<void> {
  await makeTickets(trx, wanted(progressed, 'create_ticket').map(toTicket), now);
  await holdOrders(trx, wanted(progressed, 'hold_order').map(toHold), now);
  await answerReminders(
    trx,
    wanted(progressed, 'answer_reminder').map(({ effect }) => effect),
    now,
  );
  await recordEvents(trx, wanted(progressed, 'hand_over').map(toHandOver));
}

interface Wanted<Type extends Effect['type']> extends Pick<Progressed, 'conversation' | 'language'> {
  causedById: string;
  effect: Extract<Effect, { type: Type }>;
}

function wanted<Type extends Effect['type']>(progressed: readonly Progressed[], type: Type): Wanted<Type>[] {
  const all = progressed.flatMap(({ conversation, language, run }) =>
    run.effects.map((caused) => ({ conversation, language, ...caused })),
  );
  return all.filter((one): one is typeof one & Wanted<Type> => one.effect.type === type);
}

function toTicket({ conversation, language, causedById, effect }: Wanted<'create_ticket'>) {
  return {
    ...effect.ticket,
    tenantId: conversation.tenantId,
    contactId: conversation.contactId,
    conversationId: conversation.id,
    causedById,
    language,
  };
}

function toHold({ conversation, effect }: Wanted<'hold_order'>) {
  return {
    tenantId: conversation.tenantId,
    conversationId: conversation.id,
    orderId: effect.orderId,
    ticketNumber: effect.ticketNumber,
  };
}

function toHandOver({ conversation, effect }: Wanted<'hand_over'>) {
  return {
    tenantId: conversation.tenantId,
    type: 'conversation_handed_over',
    conversationId: conversation.id,
    data: { reason: effect.reason },
  } as const;
}
