// Orders as internal systems write and read them. Runs under the tenant's row-level security.
import { sql } from 'kysely';
import { idTime } from '../domain/ids.ts';
import type { Order, OrderStatus } from '../domain/order.ts';
import type { JsonObject } from '../domain/webhook.ts';
import { RowConflict, type Trx } from '../platform/db.ts';
import { pageLimit } from './page-limit.ts';
import { recordset } from './recordset.ts';

/** What an internal system says of an order. */
export interface OrderValues extends Order {
  details: JsonObject;
}

export interface StoredOrder extends OrderValues {
  id: string;
  /** What all spellings of its number have in common (domain/order.ts). */
  key: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

type OrderRow = Omit<StoredOrder, 'createdAt'>;

const columns =
  sql.raw(`id, number, key, status, title, progress_percent as "progressPercent", expected_at as "expectedAt",
  sla_due_at as "slaDueAt", held_for as "heldFor", details, version, updated_at as "updatedAt"`);

/** Those that exist, by id. */
export async function findOrders(trx: Trx, ids: readonly string[]): Promise<Map<string, StoredOrder>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<OrderRow>`
    select ${columns} from orders where id = any(${[...new Set(ids)]}::uuid[])`.execute(trx);
  return new Map(rows.map((row) => [row.id, withTime(row)]));
}

export async function findOrderByKey(trx: Trx, key: string): Promise<StoredOrder | undefined> {
  const { rows } = await sql<OrderRow>`select ${columns} from orders where key = ${key}`.execute(trx);
  return rows.map(withTime)[0];
}

export interface OrderQuery {
  /** Empty: any. */
  statuses: readonly OrderStatus[];
  /** Only orders with lower ids. */
  beforeId: string | undefined;
  limit: number;
}

/** Newest first. */
export async function listOrders(trx: Trx, { statuses, beforeId, limit }: OrderQuery): Promise<StoredOrder[]> {
  const { rows } = await sql<OrderRow>`
    select ${columns} from orders
    where ${statuses.length > 0 ? sql`status = any(${[...statuses]}::text[])` : sql`true`}
      and ${beforeId === undefined ? sql`true` : sql`id < ${beforeId}::uuid`}
    order by id desc limit ${pageLimit(limit)}`.execute(trx);
  return rows.slice(0, limit).map(withTime);
}

/** Those that exist, by key, under their row locks: taken in order of key, so that two batches wait for each other. */
export async function lockOrders(trx: Trx, keys: readonly string[]): Promise<Map<string, StoredOrder>> {
  const { rows } = await sql<OrderRow>`
    select ${columns} from orders where key = any(${[...keys]}::text[]) order by key for no key update`.execute(trx);
  return new Map(rows.map((row) => [row.key, withTime(row)]));
}

export interface OrderWrite {
  /** Of the order that is there, whose lock is held; a new one otherwise. */
  id: string;
  key: string;
  values: OrderValues;
}

/**
 * Writes orders whole, each once, and returns them by key. What is the same already is left alone. Throws RowConflict when one
 * that was not there has been made meanwhile: the work is to be run again.
 */
export async function writeOrders(
  trx: Trx,
  tenantId: string,
  writes: readonly OrderWrite[],
): Promise<Map<string, StoredOrder>> {
  if (writes.length === 0) return new Map();
  const rows = writes.map(({ id, key, values }) => ({
    id,
    key,
    number: values.number,
    status: values.status,
    title: values.title,
    progress_percent: values.progressPercent,
    expected_at: values.expectedAt,
    sla_due_at: values.slaDueAt,
    held_for: values.heldFor,
    details: values.details,
  }));
  const types = `id uuid, key text, number text, status text, title text, progress_percent integer, expected_at timestamptz,
    sla_due_at timestamptz, held_for text, details jsonb`;
  const names = sql.raw('number, status, title, progress_percent, expected_at, sla_due_at, held_for, details');
  const given = sql.raw(
    'excluded.number, excluded.status, excluded.title, excluded.progress_percent, excluded.expected_at, excluded.sla_due_at, excluded.held_for, excluded.details',
  );
  const own = sql.raw(
    'o.number, o.status, o.title, o.progress_percent, o.expected_at, o.sla_due_at, o.held_for, o.details',
  );
  await sql`
    insert into orders as o (id, tenant_id, key, ${names})
    select id, ${tenantId}::uuid, key, ${names} from ${recordset(rows, types)} order by key
    on conflict (tenant_id, key) do update set (${names}) = (${given}), version = o.version + 1, updated_at = now()
    where (${own}) is distinct from (${given})`.execute(trx);
  const written = new Map(
    [
      ...(
        await findOrders(
          trx,
          writes.map(({ id }) => id),
        )
      ).values(),
    ].map((order) => [order.key, order]),
  );
  if (written.size !== writes.length) throw new RowConflict('an order was made meanwhile');
  return written;
}

function withTime(row: OrderRow): StoredOrder {
  return { ...row, createdAt: idTime(row.id) };
}
