// The clock of tickets: which of them came near their deadline or missed it.
import { sql, type RawBuilder } from 'kysely';
import { ticketKinds, type TicketKind, type TicketStatus } from '../domain/ticket.ts';
import type { DbOrTrx, Trx } from '../platform/db.ts';

export type SlaEvent = 'warning' | 'breach';

/** A ticket whose clock has passed one of its marks. */
export interface SlaPassing {
  event: SlaEvent;
  ticketId: string;
  tenantId: string;
  number: string;
  kind: TicketKind;
  status: TicketStatus;
  /** Null: the conversation in which it was reported is gone. */
  conversationId: string | null;
  dueAt: Date;
}

/** Tenants that have tickets to be marked. */
export async function listTenantsPassed(trx: Trx, now: Date, limit: number): Promise<string[]> {
  const passed = (which: RawBuilder<unknown>) =>
    sql`(select tenant_id from tickets where ${isOpen} and ${which} limit ${limit})`;
  const { rows } = await sql<{ id: string }>`
    select tenant_id as id from (${passed(isOverdue(now))} union all ${passed(isNear(now))}) p group by tenant_id`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}

// Written as in the indexes' conditions.
const isOpen = sql.raw(`status in ('open', 'in_progress')`);

function isOverdue(now: Date): RawBuilder<unknown> {
  return sql`due_at <= ${now} and breached_at is null order by due_at`;
}

function isNear(now: Date): RawBuilder<unknown> {
  return sql`warn_at <= ${now} and warned_at is null and due_at > ${now} order by warn_at`;
}

/** Whose tickets are looked at, and how many at most. */
interface Marked {
  tenantIds: readonly string[];
  now: Date;
  limit: number;
}

/**
 * Marks tickets that are overdue, the longest first, and returns them: each once, however many workers look. What was not
 * warned of in time will not be any more.
 */
export async function markBreaches(trx: Trx, { tenantIds, now, limit }: Marked): Promise<SlaPassing[]> {
  return mark(trx, {
    event: 'breach',
    tenantIds,
    passed: sql`${isOverdue(now)} limit ${limit}`,
    marks: sql`breached_at = ${now}, warned_at = coalesce(t.warned_at, ${now})`,
  });
}

/** As markBreaches, for tickets that are near their deadline. Those past it are left to that. */
export async function markWarnings(trx: Trx, { tenantIds, now, limit }: Marked): Promise<SlaPassing[]> {
  return mark(trx, {
    event: 'warning',
    tenantIds,
    passed: sql`${isNear(now)} limit ${limit}`,
    marks: sql`warned_at = ${now}`,
  });
}

interface Marking {
  event: SlaEvent;
  tenantIds: readonly string[];
  passed: RawBuilder<unknown>;
  marks: RawBuilder<unknown>;
}

// A ticket that somebody is changing at the moment is looked at again at the next turn: it may be settled by then.
async function mark(trx: Trx, { event, tenantIds, passed, marks }: Marking): Promise<SlaPassing[]> {
  const { rows } = await sql<Omit<SlaPassing, 'event'>>`
    with passed as (
      select id from tickets where ${isOpen} and tenant_id = any(${[...tenantIds]}::uuid[]) and ${passed} for no key update skip locked)
    update tickets t set ${marks} from passed where t.id = passed.id
    returning t.id as "ticketId", t.tenant_id as "tenantId", t.number, t.kind, t.status,
      t.conversation_id as "conversationId", t.due_at as "dueAt"`.execute(trx);
  return rows.map((row) => ({ ...row, event }));
}

/** Of every kind, over all tenants. */
export async function countOpenTickets(db: DbOrTrx): Promise<{ kind: TicketKind; open: number; overdue: number }[]> {
  const { rows } = await sql<{ kind: TicketKind; open: number; overdue: number }>`
    select r.kind, count(t.kind)::integer as open, count(t.breached_at)::integer as overdue
    from unnest(${[...ticketKinds]}::text[]) as r (kind)
    left join tickets t on t.kind = r.kind and t.status in ('open', 'in_progress')
    group by r.kind`.execute(db);
  return rows;
}
