// Reminders as they are stored. Runs also under a tenant's row-level security. What happens when they are due is in
// due-reminders.ts, what became of them in reminder-occurrences.ts.
import { sql } from 'kysely';
import { idTime } from '../domain/ids.ts';
import type { TemplateContent } from '../domain/message.ts';
import type { QuietHours, ReminderState } from '../domain/reminder.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';
import { zoneDataVersion } from '../domain/schedule/zone.ts';
import type { Trx } from '../platform/db.ts';
import { recordset } from './recordset.ts';

/** One of contactId and phone is there. */
interface ReminderFacts {
  id: string;
  tenantId: string;
  contactId: string | null;
  /** E.164. */
  phone: string | null;
  /** Null: the only channel of the tenant. */
  channelId: string | null;
  content: TemplateContent;
  schedule: Schedule;
  /** The caller's. */
  reference: string | null;
  /** Later than that after its time it is missed. */
  sendWithinSeconds: number;
  quietHours: QuietHours;
  /** Sent instead of the template while the window is open. */
  sessionText: string | null;
  smsFallback: boolean;
  /** The next occurrence by the schedule; when there is none any more, the last. */
  occursAt: Date;
}

export type NewReminder = ReminderFacts;

export interface StoredReminder extends ReminderFacts {
  state: ReminderState;
  version: number;
  /** When it is looked at: quiet hours may have moved it. */
  nextAt: Date;
  /** Occurrences that are over. */
  fired: number;
  createdAt: Date;
  updatedAt: Date;
}

/** Needs no more than one statement however many there are. */
export async function insertReminders(trx: Trx, reminders: readonly NewReminder[], now: Date): Promise<void> {
  if (reminders.length === 0) return;
  const rows = reminders.map((reminder) => ({
    id: reminder.id,
    tenant_id: reminder.tenantId,
    contact_id: reminder.contactId,
    phone: reminder.phone,
    channel_id: reminder.channelId,
    content: reminder.content,
    ...scheduleColumns(reminder.schedule),
    zone_data: zoneDataOf(reminder.schedule),
    reference: reminder.reference,
    send_within_seconds: reminder.sendWithinSeconds,
    quiet_hours: reminder.quietHours,
    session_text: reminder.sessionText,
    sms_fallback: reminder.smsFallback,
    occurs_at: reminder.occursAt,
  }));
  const columns = `id uuid, tenant_id uuid, contact_id uuid, phone text, channel_id uuid, content jsonb, ${scheduleTypes}, zone_data text,
    reference text, send_within_seconds integer, quiet_hours text, session_text text, sms_fallback boolean, occurs_at timestamptz`;
  await sql`
    insert into reminders (id, tenant_id, contact_id, phone, channel_id, content, ${scheduleNames}, zone_data, reference,
      send_within_seconds, quiet_hours, session_text, sms_fallback, occurs_at, next_at, updated_at)
    select id, tenant_id, contact_id, phone, channel_id, content, ${scheduleNames}, zone_data, reference, send_within_seconds,
      quiet_hours, session_text, sms_fallback, occurs_at, occurs_at, ${now} from ${recordset(rows, columns)}`.execute(
    trx,
  );
}

const scheduleTypes = `at timestamptz, local_time text, rule text, zone text, starts_at text, ends_at timestamptz,
  occurrence_count integer`;
const scheduleNames = sql.raw('at, local_time, rule, zone, starts_at, ends_at, occurrence_count');

export interface ScheduleRow {
  at: Date | null;
  local_time: string | null;
  rule: string | null;
  zone: string | null;
  starts_at: string | null;
  ends_at: Date | null;
  occurrence_count: number | null;
}

const noSchedule: ScheduleRow = {
  at: null,
  local_time: null,
  rule: null,
  zone: null,
  starts_at: null,
  ends_at: null,
  occurrence_count: null,
};

export function scheduleColumns(schedule: Schedule): ScheduleRow {
  switch (schedule.type) {
    case 'at':
      return { ...noSchedule, at: schedule.at };
    case 'local':
      return { ...noSchedule, local_time: schedule.localTime, zone: schedule.zone };
    case 'rule': {
      const { rule, zone, startsAt = null, endsAt = null, count = null } = schedule;
      return { ...noSchedule, rule, zone, starts_at: startsAt, ends_at: endsAt, occurrence_count: count };
    }
  }
}

/** Of what its instants are reckoned with; null: they are what they are. */
export function zoneDataOf({ type }: Schedule): string | null {
  return type === 'at' ? null : zoneDataVersion();
}

export function scheduleOf({
  at,
  local_time,
  rule,
  zone,
  starts_at,
  ends_at,
  occurrence_count,
}: ScheduleRow): Schedule {
  if (at !== null) return { type: 'at', at };
  if (local_time !== null) return { type: 'local', localTime: local_time, zone: zone! };
  return {
    type: 'rule',
    rule: rule!,
    zone: zone!,
    ...(starts_at === null ? {} : { startsAt: starts_at }),
    ...(ends_at === null ? {} : { endsAt: ends_at }),
    ...(occurrence_count === null ? {} : { count: occurrence_count }),
  };
}

/** `from reminders r` */
export const reminderColumns = sql.raw(`r.id, r.tenant_id as "tenantId", r.contact_id as "contactId", r.phone,
  r.channel_id as "channelId", r.content, r.at, r.local_time, r.rule, r.zone, r.starts_at, r.ends_at, r.occurrence_count, r.reference,
  r.send_within_seconds as "sendWithinSeconds", r.quiet_hours as "quietHours", r.session_text as "sessionText",
  r.sms_fallback as "smsFallback", r.state, r.version, r.occurs_at as "occursAt", r.next_at as "nextAt", r.fired,
  r.updated_at as "updatedAt"`);

export type ReminderRow = Omit<StoredReminder, 'schedule' | 'createdAt'> & ScheduleRow;

export function toReminder<Row extends ReminderRow>(row: Row): Omit<Row, keyof ScheduleRow> & StoredReminder {
  const { at, local_time, rule, zone, starts_at, ends_at, occurrence_count, ...rest } = row;
  const schedule = scheduleOf({ at, local_time, rule, zone, starts_at, ends_at, occurrence_count });
  return { ...rest, schedule, createdAt: idTime(row.id) };
}

/** Those that exist, by id. */
export async function findReminders(trx: Trx, ids: readonly string[]): Promise<Map<string, StoredReminder>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<ReminderRow>`
    select ${reminderColumns} from reminders r where r.id = any(${[...new Set(ids)]}::uuid[])`.execute(trx);
  return new Map(rows.map((row) => [row.id, toReminder(row)]));
}
