// Looks at the clocks of tickets: what came near its deadline or missed it is told to watchers, and to the numbers that are
// configured for it, in the transaction that marks it.
import type { TicketChange } from '../../domain/event.ts';
import { recordEvents, type NewEvent } from '../../store/events.ts';
import { markBreaches, markWarnings, type SlaEvent, type SlaPassing } from '../../store/sla.ts';
import { sendAlerts } from './sla-alerts.ts';
import type { UpkeepTask } from './task.ts';

const atOnce = 500;

export const slaClock: UpkeepTask = {
  name: 'sla-clock',
  everyMs: 2_000,
  run: async (context, trx) => {
    const now = context.clock.now();
    const passings = [...(await markBreaches(trx, now, atOnce)), ...(await markWarnings(trx, now, atOnce))];
    if (passings.length === 0) return;
    await recordEvents(trx, passings.map(toEvent));
    await sendAlerts(context, trx, passings);
    const { slaBreaches, slaWarnings } = context.metrics;
    for (const { event, kind } of passings) (event === 'breach' ? slaBreaches : slaWarnings).inc({ kind });
  },
};

const changeOf: { readonly [event in SlaEvent]: TicketChange } = { warning: 'sla_warning', breach: 'sla_breached' };

function toEvent({ event, tenantId, ticketId, number, status, conversationId }: SlaPassing): NewEvent {
  return {
    tenantId,
    type: 'ticket_changed',
    ...(conversationId === null ? {} : { conversationId }),
    data: { ticketId, number, change: changeOf[event], status },
  };
}
