// What a batch of dialogues leads to, written set-based: sessions, replies, effects, events, and what is left of the mail.
import type { ConversationStatus } from '../../domain/contact.ts';
import { newId } from '../../domain/ids.ts';
import type { NextJob } from '../../domain/job.ts';
import type { Language } from '../../domain/language.ts';
import type { ConversationRun } from '../../intake/engine.ts';
import type { Effect } from '../../intake/flow.ts';
import { speaker } from '../../intake/locales/index.ts';
import type { Trx } from '../../platform/db.ts';
import { clearReplyOptions, setConversationStatuses, type SpokenConversation } from '../../store/conversations.ts';
import { recordEvents } from '../../store/events.ts';
import { recordInboxFailures, removeHandled, type MailboxEntry, type PendingMessage } from '../../store/inbox.ts';
import { holdOrders, makeTickets } from '../../store/new-tickets.ts';
import { queueOutbound } from '../../store/outbox.ts';
import { answerReminders } from '../../store/reminder-answers.ts';
import { saveSessions } from '../../store/sessions.ts';
import type { JobContext } from '../job.ts';
import { toStored } from './stored-session.ts';

// A flow is pure, so a failure is a bug: a few attempts in case the code is mended meanwhile, then the message is set aside.
const maxAttempts = 5;
const retryDelayMs = [1_000, 5_000, 30_000, 120_000];

export interface Handled {
  conversation: SpokenConversation;
  flow: string;
  language: Language;
  messages: readonly PendingMessage[];
  /** There is mail that was not even read. */
  hasMore: boolean;
  /** Only a failure where there was no flow to run. */
  run: ConversationRun | Pick<Required<ConversationRun>, 'failure'>;
}

type Progressed = Handled & { run: ConversationRun };

export async function write(
  context: JobContext,
  trx: Trx,
  handled: readonly Handled[],
  left: readonly PendingMessage[],
): Promise<void> {
  const progressed = handled.filter(hasProgressed);
  await saveSessions(
    trx,
    progressed.map(({ conversation, flow, language, run }) =>
      toStored(run.session, { conversationId: conversation.id, tenantId: conversation.tenantId, flow, language }),
    ),
  );
  const spent = progressed.filter(({ run }) => run.optionsSpent);
  await clearReplyOptions(
    trx,
    spent.map(({ conversation }) => conversation.id),
  );
  await queueOutbound(trx, [...progressed.flatMap(toOutbound), ...handled.flatMap(toApology)]);
  await setConversationStatuses(trx, progressed.flatMap(toStatusChange));
  await carryOut(context, trx, progressed);
  await removeHandled(trx, [...left.map(toEntry), ...progressed.flatMap(handledEntries)]);
  await recordInboxFailures(
    trx,
    handled.flatMap((one) => toFailure(context, one)),
  );
  progressed.forEach((one) => logWithheld(context, one));
}

function hasProgressed(one: Handled): one is Progressed {
  return 'handled' in one.run && one.run.handled.length > 0;
}

async function carryOut(context: JobContext, trx: Trx, progressed: readonly Progressed[]): Promise<void> {
  const of = <Type extends Effect['type']>(type: Type) =>
    progressed.flatMap(({ conversation, language, run }) =>
      run.effects.flatMap(({ causedById, effect }) =>
        effect.type === type
          ? [{ conversation, language, causedById, effect: effect as Extract<Effect, { type: Type }> }]
          : [],
      ),
    );
  await makeTickets(
    trx,
    of('create_ticket').map(({ conversation, language, causedById, effect }) => ({
      ...effect.ticket,
      tenantId: conversation.tenantId,
      contactId: conversation.contactId,
      conversationId: conversation.id,
      causedById,
      language,
    })),
    context.clock.now(),
  );
  await holdOrders(
    trx,
    of('hold_order').map(({ conversation, effect }) => ({
      tenantId: conversation.tenantId,
      conversationId: conversation.id,
      orderId: effect.orderId,
      ticketNumber: effect.ticketNumber,
    })),
    context.clock.now(),
  );
  await answerReminders(
    trx,
    of('answer_reminder').map(({ effect }) => effect),
    context.clock.now(),
  );
  await recordEvents(
    trx,
    of('hand_over').map(({ conversation, effect }) => ({
      tenantId: conversation.tenantId,
      type: 'conversation_handed_over',
      conversationId: conversation.id,
      data: { reason: effect.reason },
    })),
  );
}

function toOutbound({ conversation, run }: Progressed) {
  return run.replies.map(({ causedById, reply }) => ({
    id: newId(),
    tenantId: conversation.tenantId,
    conversationId: conversation.id,
    channelId: conversation.channelId,
    content: reply,
    causedById,
  }));
}

/** A person whose message is given up is told so: silence would have them wait. */
function toApology(one: Handled) {
  if (!isGivenUp(one) || one.flow === '') return [];
  const { conversation, language, run } = one;
  const words = speaker(language, conversation.timeZone)('dialogue.not_kept');
  return [
    {
      id: newId(),
      tenantId: conversation.tenantId,
      conversationId: conversation.id,
      channelId: conversation.channelId,
      content: { kind: 'text', text: words } as const,
      causedById: run.failure!.messageId,
    },
  ];
}

function isGivenUp({ messages, run }: Handled): boolean {
  return run.failure !== undefined && attemptsOf(messages, run.failure.messageId) + 1 >= maxAttempts;
}

// Arrival has moved the conversation to the front a moment ago; the reply leaves it there, and most often nothing changes.
function toStatusChange(one: Progressed): { id: string; status: ConversationStatus }[] {
  const { id, status: before } = one.conversation;
  const status = isHandedOver(one) ? 'handed_over' : 'active';
  return status === before ? [] : [{ id, status }];
}

function toFailure(context: JobContext, one: Handled) {
  const { conversation, run } = one;
  if (!run.failure) return [];
  const { messageId, error } = run.failure;
  const dead = isGivenUp(one);
  context.log.error(
    { err: error, trace_id: messageId, conversation: conversation.id, dead },
    'a flow failed on a message',
  );
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
  return [{ conversationId: conversation.id, messageId, error: cause, dead }];
}

function logWithheld(context: JobContext, { conversation, flow, run }: Progressed): void {
  for (const { messageId, problem } of run.withheld) {
    context.log.error({ trace_id: messageId, conversation: conversation.id, flow, problem }, 'a reply was withheld');
  }
}

function attemptsOf(messages: readonly PendingMessage[], messageId: string): number {
  return messages.find(({ id }) => id === messageId)?.attempts ?? 0;
}

function toEntry({ conversationId, id }: PendingMessage): MailboxEntry {
  return { conversationId, messageId: id };
}

function handledEntries({ conversation, run }: Progressed): MailboxEntry[] {
  return run.handled.map((messageId) => ({ conversationId: conversation.id, messageId }));
}

/** Wake-ups: of outbound for replies, of intake again for what is left. */
export function followUps(context: JobContext, one: Handled): NextJob[] {
  const { conversation, messages, run, hasMore } = one;
  const data = { conversationId: conversation.id };
  const progress = hasProgressed(one) ? one.run : undefined;
  const speaks = (progress && progress.replies.length > 0) || isGivenUp(one);
  const jobs: NextJob[] = speaks ? [{ queue: 'outbound', data }] : [];
  if (run.failure) {
    const delayMs = isGivenUp(one) ? 0 : (retryDelayMs[attemptsOf(messages, run.failure.messageId)] ?? 0);
    jobs.push({ queue: 'intake', data, startAt: new Date(context.clock.now().getTime() + delayMs) });
  } else if (progress && (hasMore || progress.unfinished)) {
    jobs.push({ queue: 'intake', data });
  }
  return jobs;
}

function isHandedOver({ run }: Progressed): boolean {
  return run.effects.some(({ effect }) => effect.type === 'hand_over');
}
