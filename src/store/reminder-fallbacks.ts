// Reminders whose messages WhatsApp could not deliver, before they go on by SMS.
import { sql } from 'kysely';
import { quietHoursCode, tooLateCode } from '../domain/failure.ts';
import type { ReminderTime } from '../domain/reminder-time.ts';
import type { OccurrenceState, ReminderState } from '../domain/reminder.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';
import { recordReminderEvents, type ReminderNews } from './reminder-events.ts';
import { reminderPeople, reminderTimes } from './reminder-people.ts';

export interface FailedReminder extends ReminderTime {
  messageId: string;
  /** Of the reminder. */
  state: ReminderState;
  occurrenceState: OccurrenceState;
}

/**
 * Those of which these are messages, by message, under their locks: nobody calls them off or moves them meanwhile. The locks
 * of the conversations are held.
 */
export async function lockFailedReminders(
  trx: Trx,
  messageIds: readonly string[],
): Promise<Map<string, FailedReminder>> {
  const ids = [...messageIds];
  await sql`select from reminders where id in (
      select reminder_id from reminder_occurrences where message_id = any(${ids}::uuid[]))
    order by id for no key update`.execute(trx);
  // What somebody changed for whom these locks waited is seen by a statement of its own.
  const { rows } = await sql<FailedReminder>`
    select o.message_id as "messageId", r.state, o.state as "occurrenceState", o.occurs_at as "occursAt",
      r.send_within_seconds as "sendWithinSeconds", r.quiet_hours as "quietHours", ${reminderTimes}
    from reminder_occurrences o join reminders r on r.id = o.reminder_id ${reminderPeople}
    where o.message_id = any(${ids}::uuid[])`.execute(trx);
  return new Map(rows.map((row) => [row.messageId, row]));
}

const missed = {
  too_late: { code: tooLateCode, text: 'When it was to go on by SMS, it was too late for it.' },
  quiet_hours: { code: quietHoursCode, text: 'When it was to go on by SMS, quiet hours had begun.' },
};

export type MissedFallback = { messageId: string; because: keyof typeof missed };

/** They do not go on. The locks are held. */
export async function missReminders(trx: Trx, fallbacks: readonly MissedFallback[]): Promise<void> {
  if (fallbacks.length === 0) return;
  const rows = fallbacks.map(({ messageId, because }) => ({ message_id: messageId, ...missed[because] }));
  const { rows: news } = await sql<ReminderNews>`
    update reminder_occurrences o
    set state = 'missed', error_code = f.code, error_kind = 'permanent', error_text = f.text
    from (select * from ${recordset(rows, 'message_id uuid, code text, text text')}) f, reminders r
    where o.message_id = f.message_id and r.id = o.reminder_id
    returning o.tenant_id as "tenantId", r.id as "reminderId", o.id as "occurrenceId", r.reference, 'missed' as change,
      o.message_id as "messageId"`.execute(trx);
  await recordReminderEvents(trx, news);
}
