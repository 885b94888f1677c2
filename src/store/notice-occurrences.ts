// Times that there is something to tell: noted in the transaction in which it happens, and told by whoever takes it next. Noting
// runs also under a tenant's row-level security.
import { sql } from 'kysely';
import type { NoticeData, NoticeFacts, NoticeKind } from '../domain/notice.ts';
import type { Trx } from '../platform/db.ts';
import type { RuleSchedule } from '../domain/schedule/schedule.ts';
import { zoneDataVersion } from '../domain/schedule/zone.ts';
import { ruleOf, type RuleRow } from './notices.ts';
import { recordset } from './recordset.ts';

/** Something that may have to be told. */
export type Happening = {
  [Kind in NoticeKind]: {
    tenantId: string;
    kind: Kind;
    /** The same for what is to be told once. */
    key: string;
    occursAt: Date;
    facts: NoticeFacts[Kind];
  };
}[NoticeKind];

/** Nothing is noted that no notice tells of, or that was noted already. Takes no locks but of what it inserts. */
export async function noteHappenings(trx: Trx, happenings: readonly Happening[]): Promise<void> {
  if (happenings.length === 0) return;
  const rows = happenings.map(({ tenantId, kind, key, occursAt, facts }) => ({
    tenant_id: tenantId,
    kind,
    key,
    occurs_at: occursAt,
    facts,
  }));
  await sql`
    insert into notice_occurrences (notice_id, tenant_id, key, occurs_at, facts)
    select n.id, n.tenant_id, r.key, r.occurs_at, r.facts
    from ${recordset(rows, 'tenant_id uuid, kind text, key text, occurs_at timestamptz, facts jsonb')}
    join notices n on n.tenant_id = r.tenant_id and n.kind = r.kind and n.enabled
    order by n.id, r.key on conflict do nothing`.execute(trx);
}

/** An order that stands otherwise than before. */
interface ChangedOrder extends Omit<NoticeFacts['order_status'], 'expectedAt'> {
  id: string;
  tenantId: string;
  version: number;
  expectedAt: Date | null;
}

export function noteOrders(trx: Trx, orders: readonly ChangedOrder[], now: Date): Promise<void> {
  return noteHappenings(
    trx,
    orders.map(({ id, tenantId, version, number, status, expectedAt }) => ({
      tenantId,
      kind: 'order_status',
      key: `${id} ${version}`,
      occursAt: now,
      facts: { number, status, expectedAt: expectedAt?.toISOString() ?? null },
    })),
  );
}

export interface DueNotice {
  id: string;
  schedule: RuleSchedule;
  /** The occurrence that it stands at. */
  nextAt: Date;
}

/** Those whose rule says that it is time, under their row locks. What somebody else holds is left to them. */
export async function takeDueNotices(trx: Trx, now: Date, limit: number): Promise<DueNotice[]> {
  const { rows } = await sql<RuleRow & { id: string; nextAt: Date }>`
    select id, next_at as "nextAt", rule, zone, starts_at from notices
    where enabled and next_at <= ${now} order by next_at limit ${sql.lit(limit)} for no key update skip locked`.execute(
    trx,
  );
  return rows.map(({ id, nextAt, ...rule }) => ({ id, nextAt, schedule: ruleOf(rule)! }));
}

export interface PassedNotice {
  id: string;
  /** Occurrences that have come. */
  passed: readonly Date[];
  /** Undefined: nothing comes any more. */
  next: Date | undefined;
}

/** Notes what has come, and moves the notices on. Their locks are held. */
export async function advanceNotices(trx: Trx, notices: readonly PassedNotice[]): Promise<void> {
  if (notices.length === 0) return;
  const passed = notices.flatMap(({ id, passed: times }) =>
    times.map((at) => ({ id, key: at.toISOString(), occurs_at: at })),
  );
  await sql`
    insert into notice_occurrences (notice_id, tenant_id, key, occurs_at)
    select n.id, n.tenant_id, r.key, r.occurs_at from ${recordset(passed, 'id uuid, key text, occurs_at timestamptz')}
    join notices n on n.id = r.id on conflict do nothing`.execute(trx);
  const moves = notices.map(({ id, next }) => ({ id, next_at: next }));
  await sql`update notices set next_at = r.next_at, zone_data = ${zoneDataVersion()} from ${recordset(moves, 'id uuid, next_at timestamptz')}
    where notices.id = r.id`.execute(trx);
}

interface UntoldFacts {
  noticeId: string;
  key: string;
  tenantId: string;
  occursAt: Date;
  template: string;
  language: string;
  data: NoticeData;
  /** Of the tenant. */
  timeZone: string;
  /** People in the group, more or less. */
  members: number;
  /** Times that it failed inside the program. */
  attempts: number;
}

export type Untold = { [Kind in NoticeKind]: UntoldFacts & { kind: Kind; facts: NoticeFacts[Kind] } }[NoticeKind];

/** What nobody was told yet, the oldest first, under its row locks. */
export async function takeUntold(trx: Trx, now: Date, limit: number): Promise<Untold[]> {
  const { rows } = await sql<Untold>`
    select o.notice_id as "noticeId", o.key, o.tenant_id as "tenantId", o.occurs_at as "occursAt", o.facts, n.kind, n.template,
      n.language, n.data, t.time_zone as "timeZone", o.attempts,
      (select count(*)::integer from recipient_group_members m where m.group_id = n.group_id) as members
    from notice_occurrences o
    join notices n on n.id = o.notice_id
    join tenants t on t.id = o.tenant_id
    where o.told_at is null and (o.retry_at is null or o.retry_at <= ${now})
    order by o.occurs_at limit ${sql.lit(limit)} for no key update of o skip locked`.execute(trx);
  return rows;
}

/** Tried again then, and not before. Its lock is held. */
export async function retryTelling(trx: Trx, { noticeId, key }: Untold, at: Date): Promise<void> {
  await sql`update notice_occurrences set attempts = attempts + 1, retry_at = ${at}
    where notice_id = ${noticeId} and key = ${key}`.execute(trx);
}
