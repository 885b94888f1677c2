// Reminders whose times were reckoned with older zone data: clocks may be moved on other days than was known then.
import { sql } from 'kysely';
import type { Schedule } from '../domain/schedule/schedule.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';
import { reminderColumns, toReminder, type ReminderRow } from './reminders.ts';

export interface OutdatedReminder {
  id: string;
  schedule: Schedule;
  occursAt: Date;
}

/**
 * Those that lie ahead, under their locks. What is newer than `release` was reckoned by a program that is newer than this
 * one, and is left alone.
 */
export async function lockOutdatedReminders(
  trx: Trx,
  release: string,
  now: Date,
  limit: number,
): Promise<OutdatedReminder[]> {
  const { rows } = await sql<ReminderRow>`
    select ${reminderColumns} from reminders r
    where state = 'scheduled' and zone is not null and zone_data < ${release} and occurs_at > ${now}
    limit ${sql.lit(limit)} for no key update skip locked`.execute(trx);
  return rows.map(toReminder);
}

/** Moves them to where their schedules put them now. The locks are held. */
export async function realignReminders(
  trx: Trx,
  reminders: readonly { id: string; occursAt: Date }[],
  release: string,
): Promise<void> {
  if (reminders.length === 0) return;
  const rows = reminders.map(({ id, occursAt }) => ({ id, occurs_at: occursAt }));
  await sql`update reminders set occurs_at = r.occurs_at, next_at = r.occurs_at, zone_data = ${release},
      version = version + (reminders.occurs_at <> r.occurs_at)::integer
    from ${recordset(rows, 'id uuid, occurs_at timestamptz')} where reminders.id = r.id`.execute(trx);
}
