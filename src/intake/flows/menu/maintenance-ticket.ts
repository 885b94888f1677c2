// The end of option 3: the summary, then the ticket with the time it may take.
import type { Effect } from '../../flow.ts';
import { findMachine, findSlaMinutes, newTicketNumber, type Looking } from '../../lookups.ts';
import { sumUp, unlessConfirmed } from './confirming.ts';
import { outcome, type Posed, type Wrong } from './question.ts';
import { maintenanceDraft, type Answering, type Asking, type Stepped } from './state.ts';
import { durationText, excerpt } from './ticket-text.ts';

export function* sumUpMaintenance(asking: Asking): Looking<Posed> {
  const { state, say } = asking;
  const { machine, issue, severity, description } = maintenanceDraft.parse(state.data);
  const found = yield* findMachine(machine);
  return sumUp(asking, [
    say('menu.summary.machine', { machine: found?.name ? `${machine} – ${found.name}` : machine }),
    say('menu.summary.issue', { issue: say(`menu.maintenance.issue.${issue}`) }),
    say('menu.urgency', { urgency: say(`tickets.severity.${severity}`) }),
    ...(description === undefined ? [] : [say('menu.summary.description', { description: excerpt(description) })]),
  ]);
}

export function* confirmMaintenance(input: Answering): Looking<Stepped | Wrong> {
  const otherwise = unlessConfirmed(input);
  if (otherwise) return otherwise;
  const { state, say } = input;
  const { machine, issue, severity, description, mediaIds } = maintenanceDraft.parse(state.data);
  const number = yield* newTicketNumber('MAINT');
  const minutes = yield* findSlaMinutes('maintenance', severity);
  const words = description ?? say(`menu.maintenance.issue.${issue}`);
  const about = { machineCode: machine, category: issue, severity, description: words, mediaIds };
  const effect: Effect = { type: 'create_ticket', ticket: { number, kind: 'maintenance', ...about } };
  const lines = [
    say('menu.maintenance.done', { number }),
    ...(minutes === undefined ? [] : [say('menu.maintenance.attend', { time: durationText(say, minutes * 60_000) })]),
  ];
  return outcome(say, lines, [{ id: 'tickets', title: 'menu.option.tickets' }], [effect]);
}
