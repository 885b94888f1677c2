// Looks at the clocks of tickets: what came near its deadline or missed it is told to watchers, and to the numbers that are
// configured for it, in the transaction that marks it.
import type { TicketChange } from '../../domain/event.ts';
import { recordEvents, type NewEvent } from '../../store/events.ts';
import { listTenantsPassed, markBreaches, markWarnings, type SlaEvent, type SlaPassing } from '../../store/sla.ts';
import { lockAlerts, sendAlerts } from './sla-alerts.ts';
import type { UpkeepTask } from './task.ts';

const atOnce = 500;

export const slaClock: UpkeepTask = {
  name: 'sla-clock',
  everyMs: 2_000,
  run: async (context, trx) => {
    const now = context.clock.now();
    const tenantIds = await listTenantsPassed(trx, now, atOnce);
    if (tenantIds.length === 0) return;
    const due = { tenantIds, now, limit: atOnce };
    // Conversations are locked before tickets by whoever needs both.
    const alerts = await lockAlerts(trx, tenantIds);
    const passings = [...(await markBreaches(trx, due)), ...(await markWarnings(trx, due))];
    await recordEvents(trx, passings.map(toEvent));
    await sendAlerts(context, trx, passings, alerts);
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
