// The list of reminders. Runs under the tenant's row-level security.
import { sql, type RawBuilder } from 'kysely';
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

const everyState: readonly ReminderState[] = ['scheduled', 'done', 'cancelled'];

/** The latest occurrence first: an index walk that begins at `before`. */
export async function listReminders(trx: Trx, query: ReminderQuery): Promise<StoredReminder[]> {
  const { rows } = await sql<ReminderRow>`${pageOf(query)}`.execute(trx);
  return rows.slice(0, query.limit).map(toReminder);
}

function pageOf(query: ReminderQuery): RawBuilder<unknown> {
  const { states, contactId, phone, reference, limit } = query;
  const conditions = conditionsOf(query);
  if (contactId === undefined && phone === undefined && reference === undefined)
    return walksByState(states.length === 0 ? everyState : states, conditions, limit);
  const ofStates = states.length === 0 ? conditions : [...conditions, sql`r.state = any(${[...states]}::text[])`];
  return contactId === undefined ? walk(ofStates, limit) : walksByPerson(contactId, ofStates, limit);
}

type Condition = RawBuilder<unknown>;

function conditionsOf({ phone, reference, from, until, before }: ReminderQuery): Condition[] {
  return [
    ...(phone === undefined ? [] : [sql`r.phone = ${phone}`]),
    ...(reference === undefined ? [] : [sql`r.reference = ${reference}`]),
    ...(from === undefined ? [] : [sql`r.occurs_at >= ${from}`]),
    ...(until === undefined ? [] : [sql`r.occurs_at < ${until}`]),
    ...(before === undefined ? [] : [sql`(r.occurs_at, r.id) < (${before.occursAt}, ${before.id}::uuid)`]),
  ];
}

function walk(conditions: readonly Condition[], limit: number): Condition {
  const where = conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
  return sql`select ${reminderColumns} from reminders r ${where}
    order by r.occurs_at desc, r.id desc limit ${pageLimit(limit)}`;
}

/** Each state lies by itself in the index: with "any of these", all reminders would be looked at. */
function walksByState(states: readonly ReminderState[], conditions: readonly Condition[], limit: number): Condition {
  const walks = [...new Set(states)].map((state) => sql`(${walk([...conditions, sql`r.state = ${state}`], limit)})`);
  return sql`
    select * from (${sql.join(walks, sql` union all `)}) by_state
    order by "occursAt" desc, id desc limit ${pageLimit(limit)}`;
}

/** What is for the contact and what is for its phones lie in two indexes: with an "or", all reminders would be looked at. */
function walksByPerson(contactId: string, conditions: readonly Condition[], limit: number): Condition {
  return sql`
    select * from (
      (${walk([...conditions, sql`r.contact_id = ${contactId}::uuid`], limit)})
      union all
      select w.* from contact_addresses a
      cross join lateral (${walk([...conditions, sql`r.phone = a.value`], limit)}) w
      where a.contact_id = ${contactId}::uuid and a.kind = 'phone') both_of_them
    order by "occursAt" desc, id desc limit ${pageLimit(limit)}`;
}
