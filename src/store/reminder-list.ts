// The list of reminders. Runs under the tenant's row-level security.
import { sql } from 'kysely';
import type { ReminderState } from '../domain/reminder.ts';
import type { Trx } from '../platform/db.ts';
import { pageLimit } from './page-limit.ts';
import { reminderColumns, toReminder, type ReminderRow, type StoredReminder } from './reminders.ts';

export interface ReminderQuery {
  /** Empty: any. */
  states: readonly ReminderState[];
  /** Also what was scheduled for one of the contact's phones. */
  contactId: string | undefined;
  /** E.164. */
  phone: string | undefined;
  reference: string | undefined;
  /** Of the next occurrence; of reminders that are over, of the last. `until` is not part of it. */
  from: Date | undefined;
  until: Date | undefined;
  /** Where the page before ended. */
  before: { occursAt: Date; id: string } | undefined;
  limit: number;
}

/** The latest occurrence first: an index walk that begins at `before`. */
export async function listReminders(trx: Trx, query: ReminderQuery): Promise<StoredReminder[]> {
  const { states, contactId, phone, reference, from, until, before, limit } = query;
  const conditions = [
    ...(states.length === 0 ? [] : [sql`r.state = any(${[...states]}::text[])`]),
    ...(contactId === undefined ? [] : [concerns(contactId)]),
    ...(phone === undefined ? [] : [sql`r.phone = ${phone}`]),
    ...(reference === undefined ? [] : [sql`r.reference = ${reference}`]),
    ...(from === undefined ? [] : [sql`r.occurs_at >= ${from}`]),
    ...(until === undefined ? [] : [sql`r.occurs_at < ${until}`]),
    ...(before === undefined ? [] : [sql`(r.occurs_at, r.id) < (${before.occursAt}, ${before.id}::uuid)`]),
  ];
  const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  const { rows } = await sql<ReminderRow>`
    select ${reminderColumns} from reminders r ${where}
    order by r.occurs_at desc, r.id desc limit ${pageLimit(limit)}`.execute(trx);
  return rows.slice(0, limit).map(toReminder);
}

function concerns(contactId: string) {
  return sql`(r.contact_id = ${contactId}::uuid or r.phone = any(array(
    select a.value from contact_addresses a where a.contact_id = ${contactId}::uuid and a.kind = 'phone')))`;
}
