// Looks at the clocks of tickets: what came near its deadline or missed it is told to watchers, and noted for the groups that
// are told of it, in the transaction that marks it.
import type { TicketChange } from '../../domain/event.ts';
import { recordEvents, type NewEvent } from '../../store/events.ts';
import { noteHappenings, type Happening } from '../../store/notice-occurrences.ts';
import { listTenantsPassed, markBreaches, markWarnings, type SlaEvent, type SlaPassing } from '../../store/sla.ts';
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
    const passings = [...(await markBreaches(trx, due)), ...(await markWarnings(trx, due))];
    await recordEvents(trx, passings.map(toEvent));
    await noteHappenings(
      trx,
      passings.map((passing) => toHappening(passing, now)),
    );
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

// A ticket that gets another deadline can pass that one too.
function toHappening({ event, tenantId, ticketId, number, kind, dueAt }: SlaPassing, now: Date): Happening {
  const due = dueAt.toISOString();
  return {
    tenantId,
    kind: event === 'breach' ? 'sla_breach' : 'sla_warning',
    key: `${ticketId} ${due}`,
    occursAt: now,
    facts: { number, kind, dueAt: due },
  };
}
