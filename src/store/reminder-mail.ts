// Messages of reminders that wait to go out: the message itself, or once WhatsApp could not deliver it, the SMS that carries it
// on. Runs under the tenant's row-level security.
import { sql } from 'kysely';
import type { Failure } from '../domain/failure.ts';
import { RowConflict, type Trx } from '../platform/db.ts';
import { lockConversations } from './conversations.ts';
import { applyStatuses, recordStatusEvents } from './statuses.ts';

const mailOf = (reminderId: string) => sql`
  select o.id as occurrence_id, o.message_id as original_id, x.message_id, x.conversation_id, x.attempt_id
  from reminder_occurrences o
  left join messages m on m.id = o.message_id and m.status = 'failed'
  left join conversations c on c.id = m.conversation_id
  left join channels h on h.id = c.channel_id
  left join message_keys k on k.channel_id = h.sms_channel_id and k.external_id = 'fallback ' || m.id
  join outbox x on x.message_id = coalesce(k.message_id, o.message_id)
  where o.reminder_id = ${reminderId} and o.state = 'queued'`;

/** Locks the conversations in which messages of the reminder wait. To be called before the reminder is locked. */
export async function lockMail(trx: Trx, reminderId: string): Promise<string[]> {
  const ids = await findMail(trx, reminderId);
  if (ids.length === 0) return [];
  const locked = await lockConversations(trx, ids);
  return locked.map((conversation) => conversation.id);
}

/**
 * Throws RowConflict when something was queued in another conversation before the reminder was locked. It is locked: from here
 * on nothing is.
 */
export async function checkMail(trx: Trx, reminderId: string, locked: readonly string[]): Promise<void> {
  const all = await findMail(trx, reminderId);
  if (!all.every((each) => locked.includes(each))) throw new RowConflict('the reminder fired meanwhile');
}

async function findMail(trx: Trx, reminderId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct conversation_id as id from (${mailOf(reminderId)}) w`.execute(trx);
  return rows.map((row) => row.id);
}

export interface Withdrawn {
  [column: string]: unknown;
  occurrenceId: string;
  messageId: string;
  conversationId: string;
}

/** Takes back what nobody has tried to send; of an SMS in several parts all or nothing. The locks are held. */
export async function withdrawMail(
  trx: Trx,
  reminderId: string,
  conversationIds: readonly string[],
  now: Date,
): Promise<Withdrawn[]> {
  if (conversationIds.length === 0) return [];
  const { rows } = await sql<Withdrawn>`
    with withdrawn as (
      delete from outbox x using (${mailOf(reminderId)}) w, messages p
      where p.id = x.message_id and x.conversation_id = w.conversation_id and w.attempt_id is null
        and (x.message_id = w.message_id or p.fallback_for_id = w.original_id)
        and x.conversation_id = any(${[...conversationIds]}::uuid[])
      returning w.occurrence_id, x.message_id, x.conversation_id),
    cancelled as (
      update reminder_occurrences set state = 'cancelled' where id in (select occurrence_id from withdrawn))
    select occurrence_id as "occurrenceId", message_id as "messageId", conversation_id as "conversationId" from withdrawn`.execute(
    trx,
  );
  const results = await applyStatuses(
    trx,
    rows.map(({ messageId }) => ({ messageId, status: 'failed', times: { failed: now }, failure: cancelledByCaller })),
  );
  await recordStatusEvents(trx, results);
  return rows;
}

/**
 * What WhatsApp could not deliver and has not gone on by SMS yet will not. The reminder's lock is held. Returns how many
 * occurrences end so.
 */
export async function keepFromSms(trx: Trx, reminderId: string): Promise<number> {
  const { rows } = await sql`
    update reminder_occurrences o set state = 'failed'
    from messages m
    join conversations c on c.id = m.conversation_id
    join channels h on h.id = c.channel_id
    where o.reminder_id = ${reminderId} and o.state = 'queued' and m.id = o.message_id and m.status = 'failed'
      and m.error_kind = 'recipient' and h.sms_channel_id is not null and not exists (
        select from message_keys k where k.channel_id = h.sms_channel_id and k.external_id = 'fallback ' || m.id)
    returning o.id`.execute(trx);
  return rows.length;
}

const cancelledByCaller: Failure = {
  kind: 'permanent',
  code: 'reminder_cancelled',
  text: 'The reminder was cancelled before it was sent.',
};
