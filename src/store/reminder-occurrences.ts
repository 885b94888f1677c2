// What became of reminders: each time that one came to its turn, with the message it became and how that went.
import { sql } from 'kysely';
import type { FailureKind } from '../domain/failure.ts';
import type { OccurrenceState, ReminderAnswer } from '../domain/reminder.ts';
import type { Trx } from '../platform/db.ts';
import { findMessages, type StoredMessage } from './history.ts';

export interface StoredOccurrence {
  id: string;
  reminderId: string;
  /** By the schedule. */
  occursAt: Date;
  /** After quiet hours. */
  dueAt: Date;
  firedAt: Date;
  state: OccurrenceState;
  /** Why it was not sent. What failed as a message has its reason there. */
  errorCode: string | null;
  errorKind: FailureKind | null;
  errorText: string | null;
  answer: ReminderAnswer | null;
  answeredAt: Date | null;
  /** Undefined: it never became one, or that is gone. */
  message: StoredMessage | undefined;
  /** The text message that carries on what WhatsApp could not deliver. */
  sms: StoredMessage | undefined;
}

interface OccurrenceRow extends Omit<StoredOccurrence, 'message' | 'sms'> {
  messageId: string | null;
  smsId: string | null;
}

/** The latest of each reminder first, at most `limit` of each. */
export async function listOccurrences(
  trx: Trx,
  reminderIds: readonly string[],
  limit: number,
): Promise<StoredOccurrence[]> {
  if (reminderIds.length === 0) return [];
  const { rows } = await sql<OccurrenceRow>`
    select o.id, o.reminder_id as "reminderId", o.occurs_at as "occursAt", o.due_at as "dueAt", o.fired_at as "firedAt", o.state,
      o.error_code as "errorCode", o.error_kind as "errorKind", o.error_text as "errorText", o.answer,
      o.answered_at as "answeredAt", o.message_id as "messageId", k.message_id as "smsId"
    from unnest(${[...new Set(reminderIds)]}::uuid[]) as w (id)
    cross join lateral (
      select * from reminder_occurrences where reminder_id = w.id order by occurs_at desc limit ${limit}) o
    left join messages m on m.id = o.message_id and m.status = 'failed'
    left join conversations c on c.id = m.conversation_id
    left join channels h on h.id = c.channel_id
    left join message_keys k on k.channel_id = h.sms_channel_id and k.external_id = 'fallback ' || m.id
    order by o.reminder_id, o.occurs_at desc`.execute(trx);
  const messages = await findMessages(
    trx,
    rows.flatMap(({ messageId, smsId }) => [messageId, smsId].filter((id) => id !== null)),
  );
  return rows.map(({ messageId, smsId, ...row }) => ({
    ...row,
    message: messages.get(messageId ?? ''),
    sms: messages.get(smsId ?? ''),
  }));
}
