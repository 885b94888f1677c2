// What people answer to reminders.
import { sql } from 'kysely';
import { idFloor } from '../domain/ids.ts';
import type { ReminderAnswer } from '../domain/reminder.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';
import { recordReminderEvents, type ReminderNews } from './reminder-events.ts';

export interface SentReminder {
  occurrenceId: string;
  /** What its template was filled with, in order. */
  values: string[];
  /** By our clock: providers tell the second at most. */
  sentAt: Date;
  quoted: boolean;
  answer: ReminderAnswer | null;
}

// Nobody means an older one without quoting it; and a conversation's whole history is not looked through.
const answerableMs = 14 * 24 * 3_600_000;

const questionColumns = 'n integer, conversation_id uuid, channel_id uuid, reply_to text, written_at timestamptz';
// Nobody answers what is sent later. Providers tell the second, by a clock of their own; when a message went out whose fate was
// in doubt is only known roughly.
const wasThere = sql.raw(`coalesce(
  least(m.accepted_at, m.sent_at, m.delivered_at, m.read_at) <= g.written_at + interval '5 seconds', true)`);

/**
 * For each question, by its place, the reminder that is meant: the quoted one, else the last one that was sent in this
 * conversation before it was written, within 14 days. What went on by SMS is known by the text message.
 */
export async function findSentReminders(
  trx: Trx,
  questions: readonly { conversationId: string; channelId: string; replyTo: string | undefined; writtenAt: Date }[],
  now: Date,
): Promise<Map<number, SentReminder>> {
  if (questions.length === 0) return new Map();
  const rows = questions.map(({ conversationId, channelId, replyTo, writtenAt }, n) => ({
    n,
    conversation_id: conversationId,
    channel_id: channelId,
    reply_to: replyTo,
    written_at: writtenAt,
  }));
  const since = idFloor(new Date(now.getTime() - answerableMs));
  const { rows: found } = await sql<Omit<SentReminder, 'values'> & { n: number; body: { text: string }[] }>`
    select g.n, o.id as "occurrenceId", r.content->'body' as body, o.quoted, o.answer, o.sent_at as "sentAt"
    from (select * from ${recordset(rows, questionColumns)}) g
    cross join lateral (
      (select o.id, o.reminder_id, o.answer, true as quoted, coalesce(m.accepted_at, o.fired_at) as sent_at
        from message_keys k
        join messages m on m.id = k.message_id
        join reminder_occurrences o on o.message_id = coalesce(m.fallback_for_id, m.id)
        where k.channel_id = g.channel_id and k.external_id = g.reply_to and m.conversation_id = g.conversation_id)
      union all
      (select o.id, o.reminder_id, o.answer, false, coalesce(m.accepted_at, o.fired_at)
        from messages m
        join reminder_occurrences o on o.message_id = coalesce(m.fallback_for_id, m.id)
        where m.conversation_id = g.conversation_id and m.id >= ${since}::uuid and m.direction = 'outbound'
          and m.status not in ('queued', 'failed') and ${wasThere}
        order by m.id desc limit 1)
      order by quoted desc limit 1) o
    join reminders r on r.id = o.reminder_id`.execute(trx);
  return new Map(found.map(({ n, body, ...facts }) => [n, { ...facts, values: body.map(({ text }) => text) }]));
}

/**
 * For each question, by its place, the occurrence of the reminder that it quotes. Without a quote it is the newest message of the conversation
 * that went out before it was written, if that is one and nobody answered it: whatever was said since is what is answered then.
 */
export async function findAnsweredReminders(
  trx: Trx,
  questions: readonly { conversationId: string; channelId: string; replyTo: string | null; writtenAt: Date }[],
  now: Date,
): Promise<Map<number, string>> {
  if (questions.length === 0) return new Map();
  const rows = questions.map(({ conversationId, channelId, replyTo, writtenAt }, n) => ({
    n,
    conversation_id: conversationId,
    channel_id: channelId,
    reply_to: replyTo ?? undefined,
    written_at: writtenAt,
  }));
  const since = idFloor(new Date(now.getTime() - answerableMs));
  const { rows: found } = await sql<{ n: number; occurrenceId: string }>`
    select g.n, o.id as "occurrenceId"
    from (select * from ${recordset(rows, questionColumns)}) g
    cross join lateral (
      (select coalesce(m.fallback_for_id, m.id) as message_id, true as quoted
        from message_keys k join messages m on m.id = k.message_id
        where k.channel_id = g.channel_id and k.external_id = g.reply_to and m.conversation_id = g.conversation_id)
      union all
      (select coalesce(m.fallback_for_id, m.id), false
        from messages m
        where g.reply_to is null and m.conversation_id = g.conversation_id and m.id >= ${since}::uuid
          and m.direction = 'outbound' and m.status not in ('queued', 'failed') and ${wasThere}
        order by m.id desc limit 1)) m
    join reminder_occurrences o on o.message_id = m.message_id
    where m.quoted or o.answer is null`.execute(trx);
  return new Map(found.map(({ n, occurrenceId }) => [n, occurrenceId]));
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
