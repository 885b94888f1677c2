// Doctor's look at Postgres: reachable, new enough, up to date, with queues that work and a clock like ours.
import { jobs } from '../../jobs/registry.ts';
import { ConfigError } from '../../platform/config.ts';
import type { DatabaseHandle } from '../../platform/db.ts';
import { listQueueStates } from '../../platform/dead-letters.ts';
import { requireMigrated } from '../../platform/migrate.ts';
import { notificationArrives } from '../../platform/notifications.ts';
import { readServerFacts, type ServerFacts } from '../../store/diagnosis.ts';
import { databaseTrouble } from '../report.ts';
import { ok, problem, warning, type Check } from './check.ts';

export interface DatabaseFindings {
  checks: Check[];
  /** Whether our tables are there to be read. */
  usable: boolean;
}

const notificationMs = 2_000;

export async function checkDatabase(url: string, handle: DatabaseHandle, now: () => Date): Promise<DatabaseFindings> {
  const before = now();
  let facts: ServerFacts;
  try {
    facts = await readServerFacts(handle.db);
  } catch (error) {
    const trouble = databaseTrouble(error) ?? `Postgres answered: ${(error as Error).message}`;
    return { checks: [problem('database', trouble, 'Start it, or correct DATABASE_URL.')], usable: false };
  }
  const migrations = await checkMigrations(url);
  const checks = [
    ok('database', `reachable at ${placeOf(url)}`),
    checkVersion(facts.version),
    migrations,
    await checkQueues(handle),
    await checkNotifications(url),
    checkOldestTransaction(facts.oldestTransactionSeconds),
    checkClock(facts.now, before, now()),
  ];
  return { checks, usable: migrations.state === 'ok' };
}

function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 5432}${pathname}`;
}

const oldestVersion = 150_000;

export function checkVersion(version: number): Check {
  const text = `Postgres ${Math.trunc(version / 10_000)}.${version % 10_000}`;
  if (version >= oldestVersion) return ok('database version', text);
  return problem('database version', `${text} is too old`, 'Use Postgres 15 or later.');
}

async function checkMigrations(url: string): Promise<Check> {
  try {
    await requireMigrated(url);
    return ok('migrations', 'all applied');
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return problem('migrations', error.message, 'Run: node src/main.ts migrate');
  }
}

async function checkQueues({ pool }: DatabaseHandle): Promise<Check> {
  const fix = 'Run: node src/main.ts migrate';
  try {
    const there = new Set((await listQueueStates(pool)).map(({ name }) => name));
    const missing = Object.keys(jobs).filter((name) => !there.has(name));
    if (missing.length > 0) return problem('queues', `missing: ${missing.join(', ')}`, fix);
    return ok('queues', `${there.size} installed`);
  } catch {
    return problem('queues', 'not installed, or not readable by this user', fix);
  }
}

async function checkNotifications(url: string): Promise<Check> {
  const arrives = await notificationArrives(url, notificationMs).catch(() => false);
  if (arrives) return ok('notifications', 'LISTEN and NOTIFY work: jobs start at once');
  return problem(
    'notifications',
    `a NOTIFY did not arrive within ${notificationMs / 1_000} s: jobs start late, and nothing else tells`,
    'Give workers a direct connection in DATABASE_URL, not one through a pooler in transaction mode.',
  );
}

const longTransactionSeconds = 60;
const veryLongTransactionSeconds = 600;

export function checkOldestTransaction(seconds: number): Check {
  const name = 'oldest transaction';
  const text = `open for ${Math.round(seconds)} s`;
  const fix =
    'Find it in pg_stat_activity and end it: until then Postgres cannot clean the job tables, and jobs slow down.';
  if (seconds > veryLongTransactionSeconds) return problem(name, text, fix);
  return seconds > longTransactionSeconds ? warning(name, text, fix) : ok(name, seconds === 0 ? 'none open' : text);
}

const skewMs = { warning: 2_000, problem: 30_000 };

/** The server's time, read at some moment between `before` and `after` here. */
export function checkClock(server: Date, before: Date, after: Date): Check {
  const ahead = Math.max(before.getTime() - server.getTime(), 0);
  const behind = Math.max(server.getTime() - after.getTime(), 0);
  const skew = Math.max(ahead, behind);
  const text = `${(skew / 1_000).toFixed(1)} s between here and the database`;
  const fix = 'Set both clocks by NTP: windows, retries and the order of messages depend on them.';
  if (skew > skewMs.problem) return problem('clock', text, fix);
  return skew > skewMs.warning
    ? warning('clock', text, fix)
    : ok('clock', skew === 0 ? 'agrees with the database' : text);
}
