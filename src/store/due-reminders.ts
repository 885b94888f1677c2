// Reminders whose time has come: taken by one worker at a time, and moved on in the same transaction.
import { sql } from 'kysely';
import type { FailureKind } from '../domain/failure.ts';
import { newId } from '../domain/ids.ts';
import type { ReminderTime } from '../domain/reminder-time.ts';
import type { OccurrenceState } from '../domain/reminder.ts';
import { zoneDataVersion } from '../domain/schedule/zone.ts';
import type { DbOrTrx, Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';
import { reminderPeople, reminderTimes } from './reminder-people.ts';
import { reminderColumns, toReminder, type ReminderRow, type StoredReminder } from './reminders.ts';

export interface DueReminder extends StoredReminder, ReminderTime {
  /** Times that it failed inside the program in a row. */
  attempts: number;
}

/** When the first of all is to be looked at; undefined: there is none. Reads one entry of an index. */
export async function findNextDue(db: DbOrTrx): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`
    select next_at as at from reminders where state = 'scheduled' order by next_at limit 1`.execute(db);
  return rows[0]?.at;
}

/**
 * Takes those that are due, of each tenant the longest first, under their row locks. Tenants share a batch evenly, so that one
 * tenant's hundred thousand do not make another's few late; those who are too many for one batch come by lot. What another
 * worker holds is left to it: a worker that stands still keeps its own until its transaction ends, and either all that it did
 * counts or nothing.
 */
export async function claimDueReminders(trx: Trx, now: Date, limit: number): Promise<DueReminder[]> {
  const size = sql.lit(limit);
  const { rows } = await sql<ReminderRow & Omit<DueReminder, keyof StoredReminder>>`
    with waiting as materialized (
      select t.id from tenants t
      cross join lateral (
        select from reminders where tenant_id = t.id and state = 'scheduled' and next_at <= ${now} limit 1) due
      order by random() limit ${size}),
    r as materialized (
      select due.* from waiting
      cross join lateral (
        select * from reminders where tenant_id = waiting.id and state = 'scheduled' and next_at <= ${now}
        order by next_at, id limit (select ${size} / count(*) from waiting) for no key update skip locked) due)
    select ${reminderColumns}, r.attempts, ${reminderTimes}
    from r ${reminderPeople}
    order by r.next_at, r.id`.execute(trx);
  return rows.map(toReminder);
}

export interface NewOccurrence {
  id: string;
  tenantId: string;
  reminderId: string;
  occursAt: Date;
  dueAt: Date;
  state: OccurrenceState;
  messageId?: string;
  error?: { code: string; kind: FailureKind; text: string };
}

/** Returns the ids of those that are new: what was there has been told and sent already. The reminders' locks are held. */
export async function recordOccurrences(
  trx: Trx,
  occurrences: readonly NewOccurrence[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (occurrences.length === 0) return new Set();
  const rows = occurrences.map(({ id, tenantId, reminderId, occursAt, dueAt, state, messageId, error }) => ({
    id,
    tenant_id: tenantId,
    reminder_id: reminderId,
    occurs_at: occursAt,
    due_at: dueAt,
    state,
    message_id: messageId,
    error_code: error?.code,
    error_kind: error?.kind,
    error_text: error?.text,
  }));
  const columns = `id uuid, tenant_id uuid, reminder_id uuid, occurs_at timestamptz, due_at timestamptz, state text, message_id uuid,
    error_code text, error_kind text, error_text text`;
  const { rows: made } = await sql<{ id: string }>`
    insert into reminder_occurrences (id, tenant_id, reminder_id, occurs_at, due_at, fired_at, state, message_id, error_code,
      error_kind, error_text)
    select id, tenant_id, reminder_id, occurs_at, due_at, ${now}, state, message_id, error_code, error_kind, error_text
    from ${recordset(rows, columns)} on conflict do nothing returning id`.execute(trx);
  return new Set(made.map(({ id }) => id));
}

export interface Advance {
  id: string;
  /** Occurrences that are over now. */
  passed: number;
  /** The next one; undefined: there is none, and the reminder is done. */
  next: Date | undefined;
}

/** Moves reminders on to their next occurrence. The locks are held. */
export async function advanceReminders(trx: Trx, advances: readonly Advance[], now: Date): Promise<void> {
  if (advances.length === 0) return;
  const rows = advances.map(({ id, passed, next }) => ({ id, passed, next_at: next }));
  await sql`
    update reminders r set fired = r.fired + a.passed, attempts = 0, version = r.version + 1, updated_at = ${now},
      state = case when a.next_at is null then 'done' else r.state end,
      zone_data = case when r.zone is null then null else ${zoneDataVersion()} end,
      occurs_at = coalesce(a.next_at, r.occurs_at), next_at = coalesce(a.next_at, r.next_at)
    from (select * from ${recordset(rows, 'id uuid, passed integer, next_at timestamptz')}) a
    where r.id = a.id`.execute(trx);
}

/** Looks at reminders again later: in quiet hours, while somebody is busy, or after something failed. The locks are held. */
export async function postponeReminders(
  trx: Trx,
  postponed: readonly { id: string; until: Date; attempts: number }[],
): Promise<void> {
  if (postponed.length === 0) return;
  const rows = postponed.map(({ id, until, attempts }) => ({ id, next_at: until, attempts }));
  await sql`update reminders set next_at = r.next_at, attempts = r.attempts
    from ${recordset(rows, 'id uuid, next_at timestamptz, attempts integer')} where reminders.id = r.id`.execute(trx);
}

export function newOccurrence(
  { tenantId, id: reminderId }: DueReminder,
  facts: Omit<NewOccurrence, 'id' | 'tenantId' | 'reminderId'>,
): NewOccurrence {
  return { id: newId(), tenantId, reminderId, ...facts };
}
