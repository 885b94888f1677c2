// What people answer to reminders.
import { sql } from 'kysely';
import { idFloor } from '../domain/ids.ts';
import type { ReminderAnswer } from '../domain/reminder.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';
import { recordReminderEvents, type ReminderNews } from './reminder-events.ts';

export interface ReminderToAnswer {
  occurrenceId: string;
  reference: string | null;
  answer: ReminderAnswer | null;
}

const answerableMs = 14 * 24 * 3_600_000;

/**
 * For each question, by its place, the reminder that is meant: the quoted one, whatever was answered to it; else the last one
 * of this conversation within 14 days that nobody has answered. What went on by SMS is found from there too.
 */
export async function findRemindersToAnswer(
  trx: Trx,
  questions: readonly { conversationId: string; channelId: string; replyTo: string | undefined }[],
  now: Date,
): Promise<Map<number, ReminderToAnswer>> {
  if (questions.length === 0) return new Map();
  const rows = questions.map(({ conversationId, channelId, replyTo }, n) => ({
    n,
    conversation_id: conversationId,
    channel_id: channelId,
    reply_to: replyTo,
  }));
  const since = idFloor(new Date(now.getTime() - answerableMs));
  const { rows: found } = await sql<ReminderToAnswer & { n: number }>`
    select g.n, o.id as "occurrenceId", r.reference, o.answer
    from (select * from ${recordset(rows, 'n integer, conversation_id uuid, channel_id uuid, reply_to text')}) g
    cross join lateral (
      (select o.*, true as quoted from message_keys k
        join messages m on m.id = k.message_id
        join reminder_occurrences o on o.message_id = coalesce(m.fallback_for_id, m.id)
        where k.channel_id = g.channel_id and k.external_id = g.reply_to and m.conversation_id = g.conversation_id)
      union all
      (select o.*, false from messages m
        join reminder_occurrences o on o.message_id = coalesce(m.fallback_for_id, m.id)
        where m.conversation_id = g.conversation_id and m.id >= ${since}::uuid and m.direction = 'outbound'
          and m.status not in ('queued', 'failed') and o.answer is null
        order by m.id desc limit 1)
      order by quoted desc limit 1) o
    join reminders r on r.id = o.reminder_id`.execute(trx);
  return new Map(found.map(({ n, ...reminder }) => [n, reminder]));
}

export interface NewAnswer {
  occurrenceId: string;
  answer: ReminderAnswer;
}

/** Takes the answers; the last one counts, as people change their minds. The same again changes nothing and is not told. */
export async function answerReminders(trx: Trx, answers: readonly NewAnswer[], now: Date): Promise<void> {
  if (answers.length === 0) return;
  const last = new Map(answers.map(({ occurrenceId, answer }) => [occurrenceId, { id: occurrenceId, answer }]));
  const { rows } = await sql<ReminderNews>`
    with locked as (
      select o.id, g.answer from (select * from ${recordset([...last.values()], 'id uuid, answer text')}) g
      join reminder_occurrences o on o.id = g.id
      where o.answer is distinct from g.answer order by o.id for no key update of o)
    update reminder_occurrences o set answer = l.answer, answered_at = ${now}
    from locked l, reminders r where o.id = l.id and r.id = o.reminder_id
    returning o.tenant_id as "tenantId", r.id as "reminderId", o.id as "occurrenceId", r.reference, o.answer as change`.execute(
    trx,
  );
  await recordReminderEvents(trx, rows);
}
