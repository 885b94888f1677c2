// What watchers are told of reminders.
import { sql } from 'kysely';
import type { ReminderChange } from '../domain/event.ts';
import { isMissed } from '../domain/failure.ts';
import type { MessageStatus } from '../domain/message.ts';
import type { Trx } from '../platform/db.ts';
import { recordEvents, type NewEvent } from './events.ts';

export interface ReminderNews {
  tenantId: string;
  reminderId: string;
  /** Absent for what concerns the reminder as a whole. */
  occurrenceId?: string;
  reference: string | null;
  change: ReminderChange;
  /** Of the message it became. */
  messageId?: string;
  conversationId?: string;
}

export function recordReminderEvents(trx: Trx, news: readonly ReminderNews[]): Promise<void> {
  return recordEvents(trx, news.map(toEvent));
}

function toEvent({ tenantId, reference, messageId, conversationId, ...facts }: ReminderNews): NewEvent {
  return {
    tenantId,
    type: 'reminder_changed',
    ...(messageId === undefined ? {} : { messageId }),
    ...(conversationId === undefined ? {} : { conversationId }),
    data: { ...facts, ...(reference === null ? {} : { reference }) },
  };
}

const changes: { readonly [status in MessageStatus]?: ReminderChange } = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
  uncertain: 'uncertain',
};

interface Progress {
  messageId: string;
  tenantId: string;
  conversationId: string;
  status: MessageStatus;
  errorCode: string | null;
}

/** Tells what became of messages of reminders, and of what carries them on by SMS. Those whose turn came too late were missed. */
export async function recordReminderProgress(trx: Trx, messages: readonly Progress[]): Promise<void> {
  const told = messages.flatMap(({ messageId, status, tenantId, conversationId, errorCode }) => {
    const change = status === 'failed' && isMissed(errorCode) ? 'missed' : changes[status];
    return change === undefined ? [] : [{ messageId, tenantId, conversationId, change }];
  });
  const news = await withReminders(trx, told);
  await recordReminderEvents(trx, news);
  const missed = news.flatMap(({ change, occurrenceId }) => (change === 'missed' ? [occurrenceId!] : []));
  if (missed.length === 0) return;
  await sql`update reminder_occurrences set state = 'missed' where id = any(${missed}::uuid[])`.execute(trx);
}

/** Tells it of those that are messages of reminders. */
export async function recordReminderFallbacks(
  trx: Trx,
  messages: readonly { messageId: string; tenantId: string; conversationId: string }[],
): Promise<void> {
  const told = messages.map((message) => ({ ...message, change: 'fell_back' as const }));
  await recordReminderEvents(trx, await withReminders(trx, told));
}

// Of an SMS in several parts, the first stands for it.
async function withReminders<Message extends { messageId: string }>(
  trx: Trx,
  messages: readonly Message[],
): Promise<(Message & Pick<ReminderNews, 'reminderId' | 'occurrenceId' | 'reference'>)[]> {
  if (messages.length === 0) return [];
  const { rows } = await sql<{ messageId: string; reminderId: string; occurrenceId: string; reference: string | null }>`
    select m.id as "messageId", o.reminder_id as "reminderId", o.id as "occurrenceId", r.reference
    from messages m
    join reminder_occurrences o on o.message_id = coalesce(m.fallback_for_id, m.id)
    join reminders r on r.id = o.reminder_id
    where m.id = any(${messages.map(({ messageId }) => messageId)}::uuid[]) and o.state = 'queued'
      and (m.fallback_for_id is null or exists (
        select from conversations c join message_keys k on k.channel_id = c.channel_id
        where c.id = m.conversation_id and k.external_id = 'fallback ' || m.fallback_for_id and k.message_id = m.id))`.execute(
    trx,
  );
  const found = new Map(rows.map((row) => [row.messageId, row]));
  return messages.flatMap((message) => {
    const reminder = found.get(message.messageId);
    return reminder ? [{ ...message, ...reminder }] : [];
  });
}
