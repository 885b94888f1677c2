// Calling reminders off, and moving them. Runs under the tenant's row-level security.
//
// Locks are taken in the order of all: conversations, then reminders. Whoever fires a reminder waits for no conversation, so
// that one holds it for moments only. What it queues in these moments lies in a conversation that is not locked: the work is
// then run again.
import { sql } from 'kysely';
import { outcomeOf } from '../domain/reminder.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';
import type { Trx } from '../platform/db.ts';
import { recordReminderEvents } from './reminder-events.ts';
import { checkMail, keepFromSms, lockMail, withdrawMail } from './reminder-mail.ts';
import { listOccurrences } from './reminder-occurrences.ts';
import {
  findReminders,
  reminderColumns,
  scheduleColumns,
  toReminder,
  zoneDataOf,
  type ReminderRow,
  type StoredReminder,
} from './reminders.ts';

/** `already_sent`: nothing is left to call off or to move. `over`: it was missed or failed. */
export type CancelOutcome = 'cancelled' | 'already_cancelled' | 'already_sent' | 'over';

export interface Cancelled {
  outcome: CancelOutcome;
  reminder: StoredReminder;
  /** Had a message of it withdrawn: to be woken, as what stood behind that may go now. */
  conversationIds: string[];
  /** How many occurrences had a message of theirs withdrawn. */
  withdrawn: number;
}

/**
 * Calls off what is still to come, and takes back a message that is queued and that nobody has tried to send. Undefined: there
 * is no such reminder. Throws RowConflict when it fired meanwhile: the work is to be run again.
 */
export async function cancelReminder(trx: Trx, id: string, now: Date): Promise<Cancelled | undefined> {
  const conversationIds = await lockMail(trx, id);
  const reminder = await lockReminder(trx, id);
  if (!reminder) return undefined;
  if (reminder.state === 'cancelled')
    return { outcome: 'already_cancelled', reminder, conversationIds: [], withdrawn: 0 };
  await checkMail(trx, id, conversationIds);
  const withdrawn = await withdrawMail(trx, id, conversationIds, now);
  const kept = await keepFromSms(trx, id);
  if (reminder.state === 'done' && withdrawn.length + kept === 0) {
    return { outcome: (await wasSent(trx, id)) ? 'already_sent' : 'over', reminder, conversationIds: [], withdrawn: 0 };
  }
  await sql`update reminders set state = 'cancelled', version = version + 1, updated_at = ${now} where id = ${id}`.execute(
    trx,
  );
  const { tenantId, reference } = reminder;
  const [occurrence] = withdrawn;
  await recordReminderEvents(trx, [
    {
      tenantId,
      reminderId: id,
      reference,
      change: 'cancelled',
      ...(occurrence ? { occurrenceId: occurrence.occurrenceId } : {}),
    },
  ]);
  return {
    outcome: 'cancelled',
    reminder: (await findReminders(trx, [id])).get(id)!,
    conversationIds: [...new Set(withdrawn.map(({ conversationId }) => conversationId))],
    withdrawn: new Set(withdrawn.map(({ occurrenceId }) => occurrenceId)).size,
  };
}

/** `occurred`: it has fired at the new time or later, and goes on from there only. */
export type RescheduleOutcome = 'rescheduled' | 'stale' | 'already_cancelled' | 'already_sent' | 'occurred';

export interface Rescheduling {
  /** The version that was read. */
  version: number;
  schedule: Schedule;
  /** Its first occurrence from now on. */
  occursAt: Date;
}

/**
 * Moves what is still to come. One that was missed or failed is scheduled again. Undefined: there is no such reminder.
 * `stale`: it was changed since.
 */
export async function rescheduleReminder(
  trx: Trx,
  id: string,
  { version, schedule, occursAt }: Rescheduling,
  now: Date,
): Promise<{ outcome: RescheduleOutcome; reminder: StoredReminder } | undefined> {
  const reminder = await lockReminder(trx, id);
  if (!reminder) return undefined;
  if (reminder.state === 'cancelled') return { outcome: 'already_cancelled', reminder };
  if (reminder.state === 'done' && (await wasSent(trx, id))) return { outcome: 'already_sent', reminder };
  if (reminder.version !== version) return { outcome: 'stale', reminder };
  if (await hasOccurred(trx, id, occursAt)) return { outcome: 'occurred', reminder };
  await keepFromSms(trx, id);
  const columns = scheduleColumns(schedule);
  await trx
    .updateTable('reminders')
    .set({
      ...columns,
      zone_data: zoneDataOf(schedule),
      state: 'scheduled',
      occurs_at: occursAt,
      next_at: occursAt,
      attempts: 0,
      updated_at: now,
    })
    .set('version', (eb) => eb('version', '+', 1))
    .where('id', '=', id)
    .execute();
  const { tenantId, reference } = reminder;
  await recordReminderEvents(trx, [{ tenantId, reminderId: id, reference, change: 'rescheduled' }]);
  return { outcome: 'rescheduled', reminder: (await findReminders(trx, [id])).get(id)! };
}

async function lockReminder(trx: Trx, id: string): Promise<StoredReminder | undefined> {
  const { rows } = await sql<ReminderRow>`
    select ${reminderColumns} from reminders r where r.id = ${id} for no key update`.execute(trx);
  return rows[0] && toReminder(rows[0]);
}

async function hasOccurred(trx: Trx, id: string, occursAt: Date): Promise<boolean> {
  const { rows } = await sql`
    select from reminder_occurrences where reminder_id = ${id} and occurs_at >= ${occursAt} limit 1`.execute(trx);
  return rows.length > 0;
}

// By its message: one that failed was not sent, unless it went on by SMS.
async function wasSent(trx: Trx, id: string): Promise<boolean> {
  const [last] = await listOccurrences(trx, [id], 1);
  return last !== undefined && !['failed', 'missed', 'cancelled'].includes(outcomeOf(last));
}
