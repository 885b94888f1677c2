// Applies db/migrations in order, forward only, each in its own transaction. A file that changed after it was applied is refused.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { ConfigError } from './config.ts';

const folder = path.join(import.meta.dirname, '../../db/migrations');
// Any number of processes may start at once; one migrates, the others wait for it.
const lockKey = 7_302_945_118;

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** Brings the schema up to date. Returns the names applied now. */
export async function migrate(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(`create table if not exists schema_migrations (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    const pending = await pendingMigrations(client);
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  });
}

/** Throws ConfigError when the schema is behind this program: roles started alone never migrate by themselves. */
export async function requireMigrated(url: string): Promise<void> {
  const pending = await withClient(url, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('schema_migrations') is not null as there`,
    );
    return rows[0]?.there ? (await pendingMigrations(client)).map((migration) => migration.name) : ['all of them'];
  });
  if (pending.length > 0) {
    throw new ConfigError(`The database lacks migrations (${pending.join(', ')}). Run: node src/main.ts migrate`);
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into schema_migrations (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${name} failed`, { cause: error });
  }
}

async function pendingMigrations(client: pg.Client): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migrations',
  );
  const applied = new Map(rows.map((row) => [row.name, row.checksum]));
  const all = await readMigrations();
  for (const { name, checksum } of all) {
    const before = applied.get(name);
    if (before !== undefined && before !== checksum) {
      throw new ConfigError(
        `db/migrations/${name} was changed after it was applied here. Put it back, and add a new file instead.`,
      );
    }
  }
  return all.filter(({ name }) => !applied.has(name));
}

async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(folder, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'switchboard-migrate',
    connectionTimeoutMillis: 5_000,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
