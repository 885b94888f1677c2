// What a flow may ask about. `const order = yield* findOrder(number)` reads like a call and stays pure: the engine hands the
// answer back in, read for all conversations of a batch at once and within their tenants. In a test the answers are a
// literal.
import type { Order } from '../domain/order.ts';
import type { ReminderAnswer } from '../domain/reminder.ts';
import type { Place, Severity, SlaState, Ticket, TicketKind, TicketPrefix } from '../domain/ticket.ts';
import { maskPersonal } from './guardrails/mask-personal.ts';

export type Looking<Result> = Generator<Lookup, Result, unknown>;

export type Lookup =
  | { about: 'order'; code: string }
  | { about: 'machine'; code: string }
  | { about: 'ticket'; number: string; kinds: readonly TicketKind[] }
  | { about: 'open_tickets'; kinds: readonly TicketKind[] }
  | { about: 'settled_ticket'; kinds: readonly TicketKind[]; since: Date }
  | { about: 'sla'; kind: TicketKind; severity: Severity }
  | { about: 'ticket_number'; prefix: TicketPrefix }
  | { about: 'reminder'; messageId: string; replyTo: string | undefined }
  | ExtractionLookup;

/** The one whose answer has to be waited for, once for each message. */
export interface ExtractionLookup {
  about: 'extraction';
  messageId: string;
  text: string;
}

export type FoundOrder = Order & { id: string };

export type FoundTicket = Ticket & { sla: SlaState };

export interface FoundReminder {
  occurrenceId: string;
  /** What its template was filled with, in order: of an appointment whose, when and where. */
  values: readonly string[];
  sentAt: Date;
  /** The message says that it answers this one. */
  quoted: boolean;
  /** What was already answered. */
  answer: ReminderAnswer | null;
}

/** What a language model found in a text. Every word of `place` is the person's own. */
export interface Extraction {
  category?: string;
  place?: Place;
  severity?: Severity;
  /** Whether the text says what is wrong, and not only where or that something is. */
  describesProblem: boolean;
}

/** An order of the tenant, however its number is spelled. */
export function* findOrder(code: string): Looking<FoundOrder | undefined> {
  return (yield { about: 'order', code }) as FoundOrder | undefined;
}

export interface FoundMachine {
  code: string;
  name: string | null;
  /** False: its tenant lists no machines, and the code is as it was asked for. */
  listed: boolean;
}

/**
 * The machine in its tenant's spelling; undefined when the tenant lists its machines and this is none of them. Where none are
 * listed there is none in what holds the number of a card or a person.
 *
 * @param said what the code is taken from.
 */
export function* findMachine(code: string, said = code): Looking<FoundMachine | undefined> {
  const found = (yield { about: 'machine', code }) as FoundMachine | undefined;
  return found?.listed === false && maskPersonal(said) !== said ? undefined : found;
}

/** A ticket of this person, if it is of one of these kinds. Those of others are not found. */
export function* findTicket(number: string, kinds: readonly TicketKind[]): Looking<FoundTicket | undefined> {
  return (yield { about: 'ticket', number, kinds }) as FoundTicket | undefined;
}

/** This person's tickets that are not settled, newest first, at most ten. */
export function* listOpenTickets(kinds: readonly TicketKind[]): Looking<FoundTicket[]> {
  return (yield { about: 'open_tickets', kinds }) as FoundTicket[];
}

/** Of this person's tickets that are settled the one that last changed, if that was after `since`. */
export function* findSettledTicket(kinds: readonly TicketKind[], since: Date): Looking<FoundTicket | undefined> {
  return (yield { about: 'settled_ticket', kinds, since }) as FoundTicket | undefined;
}

/** Minutes that such a ticket may take; undefined without a rule. */
export function* findSlaMinutes(kind: TicketKind, severity: Severity): Looking<number | undefined> {
  return (yield { about: 'sla', kind, severity }) as number | undefined;
}

/** A tracking number that no ticket of the tenant has. */
export function* newTicketNumber(prefix: TicketPrefix): Looking<string> {
  return (yield { about: 'ticket_number', prefix }) as string;
}

/**
 * The reminder that a message answers: the quoted one; else the last one sent to this person in this conversation before it, within
 * 14 days, for nobody who says `yes` weeks later means the reminder of then.
 */
export function* findReminder({ id, replyTo }: { id: string; replyTo?: string }): Looking<FoundReminder | undefined> {
  return (yield { about: 'reminder', messageId: id, replyTo }) as FoundReminder | undefined;
}

/** What a language model makes of the words. Undefined when there is none, or it was late or wrong: ask the person then. */
export function* extract({ id, text }: { id: string; text: string }): Looking<Extraction | undefined> {
  return (yield { about: 'extraction', messageId: id, text }) as Extraction | undefined;
}
