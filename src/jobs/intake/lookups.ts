// Answers what flows ask, round by round: the questions of all conversations that wait for an answer are read together, and
// each run goes on to its next question or to its end.
import { slaState } from '../../domain/ticket.ts';
import { newTrackingNumber } from '../../domain/tracking-number.ts';
import { NotYet, type ConversationRun } from '../../intake/engine.ts';
import type { Extraction, ExtractionLookup, FoundTicket, Looking, Lookup } from '../../intake/lookups.ts';
import type { Trx } from '../../platform/db.ts';
import type { SpokenConversation } from '../../store/conversations.ts';
import type { PendingMessage } from '../../store/inbox.ts';
import {
  findMachines,
  findOrdersByCode,
  findOwnTickets,
  findSettledTickets,
  findSlaRules,
  findTakenNumbers,
  listOwnOpenTickets,
  type TicketRow,
} from '../../store/intake-lookups.ts';
import { findSentReminders } from '../../store/reminder-answers.ts';
import type { JobContext } from '../job.ts';

/** A conversation that may ask. */
export interface Asker {
  conversation: SpokenConversation;
  messages: readonly PendingMessage[];
  run: Looking<ConversationRun>;
}

interface Question<Asked extends Lookup = Lookup> {
  asker: Asker;
  lookup: Asked;
}

/** Runs every conversation to its end. */
export async function answerLookups(
  context: JobContext,
  trx: Trx,
  askers: readonly Asker[],
): Promise<Map<Asker, ConversationRun>> {
  const ended = new Map<Asker, ConversationRun>();
  let open: Question[] = [];
  const take = (asker: Asker, { done, value }: IteratorResult<Lookup, ConversationRun>) => {
    if (done) ended.set(asker, value);
    else open.push({ asker, lookup: value });
  };
  for (const asker of askers) take(asker, asker.run.next());
  while (open.length > 0) {
    const questions = open;
    open = [];
    const answers = await answer(context, trx, questions);
    for (const question of questions) {
      const found = answers.get(question);
      const { run } = question.asker;
      take(question.asker, found instanceof NotYet ? run.throw(found) : run.next(found));
    }
  }
  return ended;
}

type Answers = Map<Question, unknown>;

async function answer(context: JobContext, trx: Trx, questions: readonly Question[]): Promise<Answers> {
  const now = context.clock.now();
  const answers: Answers = new Map();
  const about = <About extends Lookup['about']>(name: About) =>
    questions.filter((question) => question.lookup.about === name) as Question<Extract<Lookup, { about: About }>>[];
  const give = (asked: readonly Question[], found: ReadonlyMap<number, unknown>) =>
    asked.forEach((question, at) => answers.set(question, found.get(at)));

  const orders = about('order');
  give(orders, await findOrdersByCode(trx, orders.map(withTenant)));
  const machines = about('machine');
  give(machines, await findMachines(trx, machines.map(withTenant)));
  const rules = about('sla');
  give(rules, await findSlaRules(trx, rules.map(withTenant)));
  const tickets = about('ticket');
  give(
    tickets,
    mapValues(await findOwnTickets(trx, tickets.map(withContact)), (row) => toFound(row, now)),
  );
  const lists = about('open_tickets');
  const found = mapValues(await listOwnOpenTickets(trx, lists.map(withContact)), (rows) =>
    rows.map((row) => toFound(row, now)),
  );
  lists.forEach((question, at) => answers.set(question, found.get(at) ?? []));
  const settled = about('settled_ticket');
  give(
    settled,
    mapValues(await findSettledTickets(trx, settled.map(withContact)), (row) => toFound(row, now)),
  );
  const reminders = about('reminder');
  give(
    reminders,
    await findSentReminders(
      trx,
      reminders.map((question) => inConversation(question, now)),
      now,
    ),
  );
  const numbers = about('ticket_number');
  give(numbers, new Map((await freeNumbers(trx, numbers)).entries()));
  for (const question of about('extraction')) answers.set(question, extractionOf(context, question));
  return answers;
}

/** What a language model made of the message; NotYet while it has not been asked. It is not asked about nothing. */
function extractionOf(
  context: JobContext,
  { asker, lookup }: Question<ExtractionLookup>,
): Extraction | NotYet | undefined {
  const message = asker.messages.find(({ id }) => id === lookup.messageId);
  if (!context.extract || !message || lookup.text === '') return undefined;
  if (message.extractionStatus === 'none') return new NotYet(lookup);
  return (message.extraction ?? undefined) as Extraction | undefined;
}

function withTenant<Asked extends Lookup>({ asker, lookup }: Question<Asked>) {
  return { tenantId: asker.conversation.tenantId, ...lookup };
}

function withContact<Asked extends Lookup>({ asker, lookup }: Question<Asked>) {
  return { contactId: asker.conversation.contactId, ...lookup };
}

function inConversation({ asker, lookup }: Question<Extract<Lookup, { about: 'reminder' }>>, now: Date) {
  const { id: conversationId, channelId } = asker.conversation;
  const { replyTo, messageId } = lookup;
  const message = asker.messages.find(({ id }) => id === messageId);
  return { conversationId, channelId, replyTo, writtenAt: message?.providerAt ?? now };
}

function toFound({ warnAt, resolvedAt, ...ticket }: TicketRow, now: Date): FoundTicket {
  return { ...ticket, sla: slaState({ ...ticket, warnAt, resolvedAt }, now) };
}

/** One for each question, different from each other and from those there are. */
async function freeNumbers(
  trx: Trx,
  questions: readonly Question<Extract<Lookup, { about: 'ticket_number' }>>[],
): Promise<string[]> {
  const numbers = questions.map(({ lookup }) => newTrackingNumber(lookup.prefix));
  for (;;) {
    const given = questions.map(({ asker }, at) => ({ tenantId: asker.conversation.tenantId, number: numbers[at]! }));
    const taken = await findTakenNumbers(trx, given);
    numbers.forEach((number, at) => numbers.indexOf(number) < at && taken.add(at));
    if (taken.size === 0) return numbers;
    for (const at of taken) numbers[at] = newTrackingNumber(questions[at]!.lookup.prefix);
  }
}

function mapValues<From, To>(map: ReadonlyMap<number, From>, to: (value: From) => To): Map<number, To> {
  return new Map([...map].map(([key, value]) => [key, to(value)]));
}
