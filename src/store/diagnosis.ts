// What `doctor` asks the database server about itself.
import { sql } from 'kysely';
import type { Database } from '../platform/db.ts';

export interface ServerFacts {
  /** 180004 for 18.4. */
  version: number;
  now: Date;
  /** Of other sessions that this user may see; 0 when there is none. */
  oldestTransactionSeconds: number;
}

export async function readServerFacts(db: Database): Promise<ServerFacts> {
  const { rows } = await sql<ServerFacts>`
    select current_setting('server_version_num')::int as version, clock_timestamp() as now,
      coalesce((select extract(epoch from max(now() - xact_start)) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()), 0)::float8 as "oldestTransactionSeconds"`.execute(
    db,
  );
  return rows[0]!;
}
