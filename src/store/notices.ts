// Notices as operators keep them. What happens when there is something to tell is in notice-occurrences.ts.
import { sql } from 'kysely';
import type { NoticeData, NoticeKind } from '../domain/notice.ts';
import type { QuietHours } from '../domain/reminder.ts';
import type { RuleSchedule } from '../domain/schedule/schedule.ts';
import { zoneDataVersion } from '../domain/schedule/zone.ts';
import type { DbOrTrx, Trx } from '../platform/db.ts';
import { recordReminderEvents } from './reminder-events.ts';

export interface NoticeValues {
  name: string;
  kind: NoticeKind;
  channelId: string;
  groupId: string;
  template: string;
  language: string;
  data: NoticeData;
  /** Of the kinds that are told by a rule. */
  schedule: RuleSchedule | undefined;
  quietHours: QuietHours;
  /** After its time; later than that it is missed. */
  sendWithinSeconds: number;
}

export interface StoredNotice extends NoticeValues {
  id: string;
  tenantId: string;
  channel: string;
  group: string;
  enabled: boolean;
  /** Of a rule. Null: nothing comes any more. */
  nextAt: Date | null;
  /** When it was last told, and to how many. */
  lastToldAt: Date | null;
  lastRecipients: number | null;
}

/** By name. */
export async function listNotices(db: DbOrTrx, tenantId: string): Promise<StoredNotice[]> {
  const { rows } = await sql<Omit<StoredNotice, 'schedule'> & RuleRow>`
    select n.id, n.tenant_id as "tenantId", n.name, n.kind, n.channel_id as "channelId", h.name as channel,
      n.group_id as "groupId", g.name as "group", n.template, n.language, n.data, n.rule, n.zone, n.starts_at,
      n.quiet_hours as "quietHours", n.send_within_seconds as "sendWithinSeconds", n.enabled, n.next_at as "nextAt",
      o.told_at as "lastToldAt", o.recipients as "lastRecipients"
    from notices n
    join channels h on h.id = n.channel_id
    join recipient_groups g on g.id = n.group_id
    left join lateral (
      select told_at, recipients from notice_occurrences o where o.notice_id = n.id and o.told_at is not null
      order by o.told_at desc limit 1) o on true
    where n.tenant_id = ${tenantId} order by n.name`.execute(db);
  return rows.map(({ rule, zone, starts_at, ...notice }) => ({
    ...notice,
    schedule: ruleOf({ rule, zone, starts_at }),
  }));
}

export interface RuleRow {
  rule: string | null;
  zone: string | null;
  starts_at: string | null;
}

export function ruleOf({ rule, zone, starts_at: startsAt }: RuleRow): RuleSchedule | undefined {
  if (rule === null || zone === null) return undefined;
  return { type: 'rule', rule, zone, ...(startsAt === null ? {} : { startsAt }) };
}

/** False: the tenant has one of this name. */
export async function insertNotice(
  db: DbOrTrx,
  notice: NoticeValues & { id: string; tenantId: string; nextAt: Date | null },
): Promise<boolean> {
  const made = await db
    .insertInto('notices')
    .values({
      id: notice.id,
      tenant_id: notice.tenantId,
      next_at: notice.nextAt,
      zone_data: notice.schedule ? zoneDataVersion() : null,
      ...columnsOf(notice),
    })
    .onConflict((conflict) => conflict.constraint('notices_name_key').doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

/** What was told already goes out as it was. */
export async function updateNotice(
  db: DbOrTrx,
  id: string,
  notice: NoticeValues & { nextAt: Date | null },
): Promise<void> {
  // A time that stays was reckoned with the zone data of then.
  const zoneData = sql<string | null>`
    case when next_at is distinct from ${notice.nextAt} then ${zoneDataVersion()} else zone_data end`;
  const columns = { next_at: notice.nextAt, zone_data: zoneData, ...columnsOf(notice) };
  await db.updateTable('notices').set(columns).where('id', '=', id).execute();
}

function columnsOf({ schedule, ...notice }: NoticeValues) {
  return {
    name: notice.name,
    kind: notice.kind,
    channel_id: notice.channelId,
    group_id: notice.groupId,
    template: notice.template,
    language: notice.language,
    data: JSON.stringify(notice.data),
    rule: schedule?.rule ?? null,
    zone: schedule?.zone ?? null,
    starts_at: schedule?.startsAt ?? null,
    quiet_hours: notice.quietHours,
    send_within_seconds: notice.sendWithinSeconds,
  };
}

/** @param nextAt of a rule: nothing of the time in which it was off is caught up with. */
export async function enableNotice(db: DbOrTrx, id: string, nextAt: Date | null): Promise<void> {
  await sql`
    update notices set enabled = true, next_at = ${nextAt}, zone_data = case when rule is not null then ${zoneDataVersion()} end
    where id = ${id}`.execute(db);
}

/** What nobody was told yet, and what waits for the end of quiet hours, is not told any more. Returns how many people that is. */
export async function disableNotice(trx: Trx, id: string, now: Date): Promise<number> {
  await trx.updateTable('notices').set({ enabled: false }).where('id', '=', id).execute();
  await trx.deleteFrom('notice_occurrences').where('notice_id', '=', id).where('told_at', 'is', null).execute();
  const { rows } = await sql<{ tenantId: string; reminderId: string; reference: string | null }>`
    update reminders set state = 'cancelled', version = version + 1, updated_at = ${now}
    where notice_id = ${id} and state = 'scheduled'
    returning tenant_id as "tenantId", id as "reminderId", reference`.execute(trx);
  await recordReminderEvents(
    trx,
    rows.map((row) => ({ ...row, change: 'cancelled' })),
  );
  return rows.length;
}

/** As disableNotice; and it is gone. Its reminders stay. */
export async function removeNotice(trx: Trx, id: string, now: Date): Promise<void> {
  await disableNotice(trx, id, now);
  await trx.deleteFrom('notices').where('id', '=', id).execute();
}
