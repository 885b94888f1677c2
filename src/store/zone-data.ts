// What is to happen by the clock of a zone and was reckoned by older zone data: reminders, and notices by a rule. Each has the
// release with it; a process that knows an older one leaves what is newer alone.
import { sql } from 'kysely';
import type { Schedule } from '../domain/schedule/schedule.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';
import { scheduleOf, type ScheduleRow } from './reminders.ts';

export interface Outdated {
  table: 'reminders' | 'notices';
  id: string;
  schedule: Schedule;
  /** The instant that its schedule names next, by the data of then. */
  occursAt: Date;
  /** The last one at which a reminder fired. */
  firedAt: Date | null;
}

/** What lies ahead, the soonest first, so many of each. Takes no locks: to work it out may take a while. */
export async function listOutdated(trx: Trx, release: string, now: Date, limit: number): Promise<Outdated[]> {
  const { rows } = await sql<Omit<Outdated, 'schedule'> & ScheduleRow>`
    (select 'reminders' as table, id, occurs_at as "occursAt", null::timestamptz as at, local_time, rule, zone, starts_at,
      ends_at, occurrence_count,
      (select max(o.occurs_at) from reminder_occurrences o where o.reminder_id = reminders.id) as "firedAt"
    from reminders
    where state = 'scheduled' and zone is not null and zone_data < ${release} and occurs_at > ${now}
    order by zone_data, next_at limit ${sql.lit(limit)})
    union all
    (select 'notices', id, next_at, null, null, rule, zone, starts_at, null, null, null
    from notices where enabled and zone_data < ${release} and next_at > ${now}
    order by next_at limit ${sql.lit(limit)})`.execute(trx);
  return rows.map(({ table, id, occursAt, firedAt, ...row }) => ({
    table,
    id,
    occursAt,
    firedAt,
    schedule: scheduleOf(row),
  }));
}

export interface Reckoned extends Pick<Outdated, 'table' | 'id' | 'occursAt'> {
  /** Where it belongs by the data of now. */
  becomes: Date;
}

/** What has been changed since it was listed was reckoned then, and stays. Locks are taken in one order, and for moments. */
export async function keepReckoned(trx: Trx, reckoned: readonly Reckoned[], release: string, now: Date): Promise<void> {
  if (reckoned.length === 0) return;
  const rowsOf = (name: Outdated['table']) => {
    const rows = reckoned.filter(({ table }) => table === name);
    return recordset(
      rows.map(({ id, occursAt: was, becomes }) => ({ id, was, becomes })),
      'id uuid, was timestamptz, becomes timestamptz',
    );
  };
  await sql`
    with held as (
      select t.id, r.was, r.becomes from reminders t join ${rowsOf('reminders')} on r.id = t.id and r.was = t.occurs_at
      where t.state = 'scheduled' and t.zone is not null order by t.id for no key update of t)
    update reminders t set zone_data = ${release}, occurs_at = h.becomes,
      next_at = case when h.becomes = h.was then t.next_at else h.becomes end,
      version = t.version + (h.becomes <> h.was)::integer,
      updated_at = case when h.becomes = h.was then t.updated_at else ${now} end
    from held h where h.id = t.id`.execute(trx);
  await sql`
    with held as (
      select t.id, r.becomes from notices t join ${rowsOf('notices')} on r.id = t.id and r.was = t.next_at
      where t.rule is not null order by t.id for no key update of t)
    update notices t set zone_data = ${release}, next_at = h.becomes from held h where h.id = t.id`.execute(trx);
}
