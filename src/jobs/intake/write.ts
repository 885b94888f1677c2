// What a batch of dialogues leads to, written set-based: sessions, replies, effects, events, and what is left of the mail.
import type { ConversationStatus } from '../../domain/contact.ts';
import { newId } from '../../domain/ids.ts';
import type { NextJob } from '../../domain/job.ts';
import type { Trx } from '../../platform/db.ts';
import { clearReplyOptions, setConversationStatuses } from '../../store/conversations.ts';
import { recordInboxFailures, removeHandled, type MailboxEntry, type PendingMessage } from '../../store/inbox.ts';
import { queueOutbound } from '../../store/outbox.ts';
import { saveSessions } from '../../store/sessions.ts';
import type { JobContext } from '../job.ts';
import { carryOut } from './carry-out.ts';
import { isGivenUp, retryInMs, toApology, toFailure } from './failures.ts';
import { hasProgressed, type Handled, type Progressed } from './handled.ts';
import { toStored } from './stored-session.ts';

export async function write(
  context: JobContext,
  trx: Trx,
  handled: readonly Handled[],
  left: readonly PendingMessage[],
): Promise<void> {
  const progressed = handled.filter(hasProgressed);
  await saveSessions(trx, progressed.flatMap(toSession));
  const spent = progressed.filter(({ run }) => run.optionsSpent);
  await clearReplyOptions(
    trx,
    spent.map(({ conversation }) => conversation.id),
  );
  await queueOutbound(trx, [...progressed.flatMap(toOutbound), ...handled.flatMap(toApology)]);
  await setConversationStatuses(trx, progressed.flatMap(toStatusChange));
  await carryOut(trx, progressed, context.clock.now());
  await removeHandled(trx, [...left.map(toEntry), ...progressed.flatMap(handledEntries)]);
  await recordInboxFailures(
    trx,
    handled.flatMap((one) => toFailure(context, one)),
  );
  progressed.forEach((one) => logWithheld(context, one));
}

/** A dialogue that the channel's flow before has left is over in its time. */
function toSession({ conversation, flow, bare, language, run }: Progressed) {
  if (bare) return [];
  return [toStored(run.session, { conversationId: conversation.id, tenantId: conversation.tenantId, flow, language })];
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

// Arrival has moved the conversation to the front a moment ago; the reply leaves it there, and most often nothing changes.
function toStatusChange(one: Progressed): { id: string; status: ConversationStatus }[] {
  const { id, status: before } = one.conversation;
  const status = isHandedOver(one) ? 'handed_over' : 'active';
  return status === before ? [] : [{ id, status }];
}

function logWithheld(context: JobContext, { conversation, flow, run }: Progressed): void {
  for (const { messageId, problem } of run.withheld) {
    context.log.error({ trace_id: messageId, conversation: conversation.id, flow, problem }, 'a reply was withheld');
  }
}

function toEntry({ conversationId, id }: PendingMessage): MailboxEntry {
  return { conversationId, messageId: id };
}

function handledEntries({ conversation, run }: Progressed): MailboxEntry[] {
  return run.handled.map((messageId) => ({ conversationId: conversation.id, messageId }));
}

/** Wake-ups: of outbound for replies, of intake again for what is left. */
export function followUps(context: JobContext, one: Handled): NextJob[] {
  const { conversation, run, hasMore } = one;
  const data = { conversationId: conversation.id };
  const progress = hasProgressed(one) ? one.run : undefined;
  const speaks = (progress && progress.replies.length > 0) || isGivenUp(one);
  const jobs: NextJob[] = speaks ? [{ queue: 'outbound', data }] : [];
  if (run.failure) {
    jobs.push({ queue: 'intake', data, startAt: new Date(context.clock.now().getTime() + retryInMs(one)) });
  } else if (progress && (hasMore || progress.unfinished)) {
    jobs.push({ queue: 'intake', data });
  }
  return jobs;
}

function isHandedOver({ run }: Progressed): boolean {
  return run.effects.some(({ effect }) => effect.type === 'hand_over');
}
