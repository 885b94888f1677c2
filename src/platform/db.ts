// The connection pool and the query builder over it. No SQL of its own beyond what binds a transaction to a tenant.
import { Kysely, PostgresDialect, sql, type PostgresPool, type PostgresPoolClient, type Transaction } from 'kysely';
import pg from 'pg';
import { namedQuery, type NamedQuery } from './prepared.ts';
import type { DB } from './schema.ts';

export type Database = Kysely<DB>;
export type Trx = Transaction<DB>;
/** What store functions take: the database, or a transaction on it. */
export type DbOrTrx = Database | Trx;

export interface DatabaseHandle {
  db: Database;
  pool: pg.Pool;
  /** Whether the server answers within a second. */
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  poolSize: number;
  /** Called with what breaks on an idle connection; without a listener it would end the process. */
  onError: (error: Error) => void;
}

// A stalled server must surface as an error within seconds: webhooks go to the spool then, jobs are retried.
const queryTimeoutMs = 15_000;
const connectTimeoutMs = 3_000;
// A transaction somebody forgot keeps vacuum from cleaning the job tables, and their throughput collapses in minutes.
const idleInTransactionMs = 30_000;

export function openDatabase({ url, poolSize, onError }: DatabaseOptions): DatabaseHandle {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    application_name: 'switchboard',
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: queryTimeoutMs,
    statement_timeout: queryTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    keepAlive: true,
  });
  // Its end does not wait for the server's side: one that is stopped next may still say so.
  pool.on('error', (error) => {
    if (!pool.ending) onError(error);
  });
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparing(pool) }) });
  const close = async () => {
    await db.destroy();
    // The query builder ends it only if it has ever used it.
    if (!pool.ending) await pool.end();
  };
  return { db, pool, isReachable: () => isReachable(pool), close };
}

/** What `work` did is undone when it throws, and the transaction goes on. */
export async function inSavepoint<T>(trx: Trx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint work`.execute(trx);
  try {
    return await work();
  } catch (error) {
    if (!isUnreachable(error)) await sql`rollback to savepoint work`.execute(trx);
    throw error;
  }
}

/** Zero or absent: the connection's own. */
export interface TenantLimits {
  statementTimeoutMs?: number;
  lockTimeoutMs?: number;
}

// Everything the query builder runs is prepared. While a client is checked out the pool does not listen for its errors, and
// one that breaks between two statements of a transaction would end the process. One that did not answer in time may never
// answer again: whoever had it next would wait as long.
function preparing(pool: pg.Pool): PostgresPool {
  return {
    connect: async () => {
      const client = await pool.connect();
      let broken: Error | undefined;
      const onError = (error: Error) => {
        broken = error;
      };
      client.on('error', onError);
      const query = async (text: string, values: readonly unknown[]) => {
        if (broken) throw broken;
        try {
          return await client.query(namedQuery(text, values));
        } catch (error) {
          if (isUnreachable(error)) broken = error as Error;
          throw error;
        }
      };
      const release = (destroy?: boolean) => {
        client.off('error', onError);
        client.release(broken ?? destroy);
      };
      return { query, release } as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
    options: pool.options,
  };
}

/** A transaction somebody else began and will end, as the query builder's. */
export function transactionOver(
  execute: (query: NamedQuery) => Promise<{ rows: unknown[]; rowCount?: number | null }>,
): Trx {
  const client = {
    query: (text: string, values: readonly unknown[]) => execute(namedQuery(text, values)),
    release: () => undefined,
  };
  const pool = { connect: async () => client, end: async () => undefined } as unknown as PostgresPool;
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }) as Trx;
}

const probeTimeoutMs = 1_000;

async function isReachable(pool: pg.Pool): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), probeTimeoutMs).unref();
  });
  const answered = pool.query('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]);
}

/**
 * Runs `work` in a transaction that can see and touch one tenant's rows only: the role switchboard_api owns nothing, so
 * row-level security applies to every statement. Settings are local to the transaction and safe behind a pooler.
 */
export function withTenant<T>(
  db: Database,
  tenantId: string,
  work: (trx: Trx) => Promise<T>,
  { statementTimeoutMs = queryTimeoutMs, lockTimeoutMs = 0 }: TenantLimits = {},
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`select set_config('role', 'switchboard_api', true), set_config('switchboard.tenant_id', ${tenantId}, true),
      set_config('statement_timeout', ${String(statementTimeoutMs)}, true), set_config('lock_timeout', ${String(lockTimeoutMs)}, true)`.execute(
      trx,
    );
    return work(trx);
  });
}

/** The same for a part of a transaction that goes on as the connection's own role. What fails is to be rolled back to before. */
export async function asTenant<T>(trx: Trx, tenantId: string, work: (trx: Trx) => Promise<T>): Promise<T> {
  await sql`select set_config('role', 'switchboard_api', true), set_config('switchboard.tenant_id', ${tenantId}, true)`.execute(
    trx,
  );
  const result = await work(trx);
  await sql`select set_config('role', 'none', true), set_config('switchboard.tenant_id', '', true)`.execute(trx);
  return result;
}

/** Postgres' error code, or undefined when the error did not come from it. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError || error instanceof RowConflict ? error.code : undefined;
}

/** Another transaction made the same row first: the work succeeds when run again. Reads as a serialisation failure. */
export class RowConflict extends Error {
  override name = 'RowConflict';
  readonly code = '40001';
}

const mostAttempts = 3;

/** Runs work again that lost against another transaction, up to three times in all. Each time it is a transaction of its own. */
export async function untilSettled<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === mostAttempts || sqlState(error)?.startsWith('40') !== true) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 10 * (0.5 + Math.random())));
    }
  }
}

/** Deadlock, serialisation failure, lost connection, shutdown: the same work may well succeed when tried again. */
export function isTransient(error: unknown): boolean {
  return isUnreachable(error) || /^(40|57P|53)/.test(sqlState(error) ?? '');
}

/** The server refuses just this: its values, its size, or what it comes into conflict with. Anything else may well be taken. */
export function isRefusal(error: unknown): boolean {
  return /^(22|23|40|54)/.test(sqlState(error) ?? '');
}

/** The server could not be reached, did not answer in time, or ended the connection. */
export function isUnreachable(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return /^(08|25P0[34]|57P0[1235]|53300)/.test(state);
  const { code, syscall, message } = error as { code?: unknown; syscall?: unknown; message?: unknown };
  // Whatever the reason is: a socket of this machine is a file, which goes with its server.
  if (syscall === 'connect') return true;
  if (typeof code === 'string' && /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)/.test(code))
    return true;
  // pg and pg-pool raise these without a code.
  return (
    typeof message === 'string' &&
    /connection terminated|timeout exceeded when trying to connect|Query read timeout|client (has encountered a connection error|was closed)|Cannot use a pool/i.test(
      message,
    )
  );
}
