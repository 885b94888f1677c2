// Answers to reminders that no flow takes: on channels whose flow knows nothing of reminders, and in conversations that were
// handed over. One statement finds the reminders of a batch, and none where nothing reads like an answer.
import type { Language } from '../../domain/language.ts';
import type { ReminderAnswer } from '../../domain/reminder.ts';
import { text } from '../../intake/choices.ts';
import type { ConversationRun } from '../../intake/engine.ts';
import type { Flow } from '../../intake/flow.ts';
import { speaker, type TextKey } from '../../intake/locales/index.ts';
import { readReminderReply, type ReminderReply } from '../../intake/reminder-reply.ts';
import type { Session } from '../../intake/session.ts';
import type { Trx } from '../../platform/db.ts';
import type { SpokenConversation } from '../../store/conversations.ts';
import type { PendingMessage } from '../../store/inbox.ts';
import { answerReminders, findAnsweredReminders } from '../../store/reminder-answers.ts';
import type { JobContext } from '../job.ts';

interface Candidate extends ReminderReply {
  channelId: string;
  conversationId: string;
  messageId: string;
  writtenAt: Date;
  /** It is recorded, and whoever answers the message does so as ever. */
  isSilent: boolean;
}

/** A message that is answered in place of its flow. */
export interface TakenReply {
  messageId: string;
  occurrenceId: string;
  answer: ReminderAnswer;
}

/**
 * Records what is to be recorded silently; returns by conversation the first message that is to be answered, which is the
 * flow's only as far as what came before it.
 */
export async function takeReminderReplies(
  context: JobContext,
  trx: Trx,
  conversations: readonly SpokenConversation[],
  mail: ReadonlyMap<string, readonly PendingMessage[]>,
): Promise<Map<string, TakenReply>> {
  const candidates = conversations.flatMap((one) => candidatesOf(context, one, mail.get(one.id) ?? []));
  const now = context.clock.now();
  const found = await findAnsweredReminders(trx, candidates, now);
  const silent: { occurrenceId: string; answer: ReminderAnswer }[] = [];
  const taken = new Map<string, TakenReply>();
  candidates.forEach(({ conversationId, messageId, answer, isSilent }, at) => {
    const occurrenceId = found.get(at);
    if (occurrenceId === undefined) return;
    if (isSilent) silent.push({ occurrenceId, answer });
    else if (!taken.has(conversationId)) taken.set(conversationId, { messageId, occurrenceId, answer });
  });
  await answerReminders(trx, silent, now);
  return taken;
}

function candidatesOf(
  context: JobContext,
  { id: conversationId, channelId, status }: SpokenConversation,
  messages: readonly PendingMessage[],
): Candidate[] {
  const flow = flowOf(context, channelId);
  const handedOver = status === 'handed_over';
  if (flow?.answersReminders && !handedOver) return [];
  const isSilent = handedOver || !flow || flow.bare === true;
  return messages.flatMap((message) => {
    const reply = readReminderReply(message, flow?.name ?? '');
    const { id: messageId, providerAt: writtenAt } = message;
    return reply ? [{ ...reply, conversationId, channelId, messageId, writtenAt, isSilent }] : [];
  });
}

function flowOf(context: JobContext, channelId: string): Flow | undefined {
  const channel = context.channels.findById(channelId);
  return channel && context.flows.get(channel.flow);
}

/** The person is told; the dialogue stays where it is. What comes after it must see what it did. */
export function answerReply(
  { messageId, occurrenceId, answer }: TakenReply,
  of: { session: Session; language: Language; timeZone: string; unfinished: boolean },
): ConversationRun {
  const say = speaker(of.language, of.timeZone);
  return {
    session: { ...of.session, language: of.language },
    handled: [messageId],
    replies: [{ causedById: messageId, reply: text(say(thanks[answer])) }],
    effects: [{ causedById: messageId, effect: { type: 'answer_reminder', occurrenceId, answer } }],
    withheld: [],
    optionsSpent: false,
    unfinished: of.unfinished,
  };
}

// Whatever was reminded of: an appointment, a shift, a machine.
const thanks: { readonly [answer in ReminderAnswer]: TextKey } = {
  confirmed: 'dialogue.reminder_confirmed',
  declined: 'dialogue.reminder_passed_on',
  reschedule_requested: 'dialogue.reminder_passed_on',
};
