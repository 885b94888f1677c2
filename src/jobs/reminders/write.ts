// What decisions about reminders lead to, written set-based: occurrences, messages with their jobs, the reminders' next times,
// and events.
import { newId } from '../../domain/ids.ts';
import { sendLimits } from '../../domain/reminder-time.ts';
import type { NextJob } from '../../domain/job.ts';
import type { Trx } from '../../platform/db.ts';
import { beginConversations } from '../../store/beginnings.ts';
import {
  advanceReminders,
  newOccurrence,
  postponeReminders,
  recordOccurrences,
  type NewOccurrence,
} from '../../store/due-reminders.ts';
import { takeLinks } from '../../store/linked-files.ts';
import { queueOutbound } from '../../store/outbox.ts';
import { recordReminderEvents, type ReminderNews } from '../../store/reminder-events.ts';
import { markLatestMessage } from '../../store/send.ts';
import type { JobContext } from '../job.ts';
import type { Decision } from './decide.ts';
import { dueAt } from './turn.ts';

type Sending = Extract<Decision, { type: 'send' }>;

interface Recorded {
  decision: Decision;
  occurrence: NewOccurrence;
}

type Sent = Recorded & { decision: Sending; occurrence: { messageId: string } };

/** Returns the occurrences that came to their end or became messages. */
export async function writeDecisions(
  context: JobContext,
  trx: Trx,
  decisions: readonly Decision[],
  now: Date,
): Promise<NewOccurrence[]> {
  const recorded = decisions.flatMap((decision) =>
    occurrencesOf(decision).map((occurrence) => ({ decision, occurrence })),
  );
  const fresh = await recordOccurrences(
    trx,
    recorded.map(({ occurrence }) => occurrence),
    now,
  );
  const told = recorded.filter(({ occurrence }) => fresh.has(occurrence.id));
  await send(context, trx, told.filter(isSent), now);
  await advanceReminders(trx, decisions.flatMap(toAdvance), now);
  await postponeReminders(
    trx,
    decisions.flatMap((one) =>
      one.type === 'wait' ? [{ id: one.due.id, until: one.until, attempts: one.due.attempts }] : [],
    ),
  );
  await recordReminderEvents(trx, [...told.map(toNews), ...stale(context, recorded, fresh)]);
  return told.map(({ occurrence }) => occurrence);
}

/** Never to be: a time at which the reminder fired before. It is not sent twice, and it is not passed over in silence. */
function stale({ log }: JobContext, recorded: readonly Recorded[], fresh: ReadonlySet<string>): ReminderNews[] {
  return recorded.flatMap(({ decision: { due }, occurrence: { id, tenantId, reminderId, occursAt } }) => {
    if (fresh.has(id)) return [];
    log.error({ reminder: reminderId, occurs_at: occursAt }, 'a reminder came to a time again at which it had fired');
    return [{ tenantId, reminderId, reference: due.reference, change: 'failed' }];
  });
}

function occurrencesOf(decision: Decision): NewOccurrence[] {
  switch (decision.type) {
    case 'wait':
      return [];
    case 'missed':
    case 'failed': {
      const { due, type: state, times, error } = decision;
      return times.map((occursAt) => newOccurrence(due, { occursAt, dueAt: dueAt(due), state, error }));
    }
    case 'send': {
      const { due } = decision;
      return [newOccurrence(due, { occursAt: due.occursAt, dueAt: dueAt(due), state: 'queued', messageId: newId() })];
    }
  }
}

function isSent(one: Recorded): one is Sent {
  return one.decision.type === 'send';
}

function toAdvance(decision: Decision) {
  if (decision.type === 'wait') return [];
  const passed = decision.type === 'send' ? 1 : decision.times.length;
  return [{ id: decision.due.id, passed, next: decision.next }];
}

async function send(context: JobContext, trx: Trx, sent: readonly Sent[], now: Date): Promise<void> {
  if (sent.length === 0) return;
  await beginConversations(
    trx,
    sent.flatMap(({ decision }) => decision.begins ?? []),
  );
  const messages = sent.map(({ decision: { due, conversation, content, body }, occurrence: { messageId } }) => ({
    id: messageId,
    messageId,
    tenantId: due.tenantId,
    conversationId: conversation.id,
    channelId: conversation.channelId,
    content,
    bulk: true,
    ...sendLimits(due, now),
    ...(body === undefined ? {} : { body }),
  }));
  const { contents, mediaIds } = await takeLinks(trx, messages);
  await queueOutbound(
    trx,
    messages.map((message, index) => ({ ...message, content: contents[index]! })),
  );
  const conversationIds = [...new Set(messages.map(({ conversationId }) => conversationId))];
  await markLatestMessage(trx, conversationIds, now);
  await context.queue.enqueue(trx, [
    ...mediaIds.map((mediaId): NextJob => ({ queue: 'media', data: { mediaId } })),
    ...conversationIds.map((conversationId): NextJob => ({
      queue: 'outbound',
      data: { conversationId },
      priority: -1,
    })),
  ]);
}

function toNews({ decision, occurrence }: Recorded): ReminderNews {
  const { tenantId, reminderId, id: occurrenceId, messageId } = occurrence;
  const { state: change } = occurrence;
  return {
    tenantId,
    reminderId,
    occurrenceId,
    reference: decision.due.reference,
    change,
    ...(messageId === undefined ? {} : { messageId }),
    ...(decision.type === 'send' ? { conversationId: decision.conversation.id } : {}),
  };
}
