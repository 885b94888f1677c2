// Tickets in words: a line of a list, all there is to know, and how much time is left.
import { isOpen, ticketKinds, type Severity, type TicketKind } from '../../../domain/ticket.ts';
import type { Say, TextKey } from '../../locales/index.ts';
import { listOpenTickets, type FoundTicket, type Looking } from '../../lookups.ts';

// With the two ways out of a question a list is full.
const mostListed = 8;

export function* listOwnOpen(): Looking<FoundTicket[]> {
  const found = yield* listOpenTickets(ticketKinds);
  return found.slice(0, mostListed);
}

/** A question about tickets, with a line for each. */
export function aboutTickets(say: Say, question: TextKey, tickets: readonly FoundTicket[]): string {
  const lines = tickets.map(({ number, kind, status, dueAt }) => {
    const due = dueAt === null ? [] : [say('menu.ticket.due_by', { due: dueAt })];
    return [`*${number}*`, say(`tickets.kind.${kind}`), say(`tickets.status.${status}`), ...due].join(' · ');
  });
  return [say(question), '', ...lines].join('\n');
}

export function ticketDetail(say: Say, ticket: FoundTicket): string[] {
  const { number, kind, status, severity, createdAt, dueAt, sla, description } = ticket;
  return [
    `*${number}* – ${say(`tickets.kind.${kind}`)}`,
    say('menu.status', { status: say(`tickets.status.${status}`) }),
    ...(severity === null ? [] : [gravity(say, kind, severity)]),
    say('menu.ticket.reported', { date: createdAt }),
    ...(dueAt === null ? [] : [say('menu.ticket.due', { due: dueAt, state: say(`tickets.sla.${sla}`) })]),
    '',
    excerpt(description),
  ];
}

function gravity(say: Say, kind: TicketKind, severity: Severity): string {
  const value = say(`tickets.severity.${severity}`);
  return kind === 'maintenance' ? say('menu.urgency', { urgency: value }) : say('menu.severity', { severity: value });
}

/** Whether a ticket keeps its time, and how much of it is left. */
export function slaText(say: Say, ticket: FoundTicket, now: Date): string {
  const { number, status, dueAt, sla } = ticket;
  const named = { number, status: say(`tickets.status.${status}`) };
  if (dueAt === null || sla === 'none') return say('menu.sla.none', named);
  const leftMs = dueAt.getTime() - now.getTime();
  const values = { ...named, due: dueAt, time: durationText(say, leftMs) };
  if (sla === 'breached' && !isOpen(status)) return say('menu.sla.missed', values);
  return say(`menu.sla.${sla}`, values);
}

/** `3 hours and 1 minute`, of what is left or (below 0) past. Minutes count until they are over; it is never nothing. */
export function durationText(say: Say, ms: number): string {
  const total = Math.max(1, Math.abs(Math.ceil(ms / 60_000)));
  const [hours, minutes] = [Math.floor(total / 60), total % 60];
  return say('menu.duration', { hours, minutes, parts: hours > 0 && minutes > 0 ? 'both' : 'one' });
}

const longestExcerpt = 300;

/** The beginning of what somebody wrote, for a message that has to stay short. */
export function excerpt(words: string): string {
  const characters = Array.from(words);
  return characters.length <= longestExcerpt ? words : `${characters.slice(0, longestExcerpt).join('')}…`;
}
