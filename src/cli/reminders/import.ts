// `reminders import`: straight into the database, in the groups and with the checks of the api. Each row has a request id, its own
// or one made of what it says, so whatever was interrupted is simply run again.
import { once } from 'node:events';
import { access, constants, open, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { chooseTenant } from '../choices.ts';
import { UsageError } from '../report.ts';
import { withSession, type Session } from '../session.ts';
import { show, type Terminal } from '../terminal.ts';
import { channelOf } from './channel.ts';
import { createImporter, type Counts, type RowProblem } from './importer.ts';
import { startProgress } from './progress.ts';
import { openRows } from './rows.ts';

interface Options {
  tenant?: string;
  channel?: string;
  dryRun?: boolean;
  errors?: string;
  json?: boolean;
}

export async function importFile(terminal: Terminal, file: string, options: Options): Promise<void> {
  await checkReadable(file);
  if (options.errors !== undefined && (await isSameFile(file, options.errors)))
    throw new UsageError('--errors names the file itself, and would empty it: name another one.');
  const counts = await withSession(terminal, (session) => run(terminal, session, file, options));
  show(terminal, options.json, { ...counts, dryRun: options.dryRun === true }, () => summary(counts, options));
  if (counts.failed > 0) terminal.setExitCode(1);
}

async function checkReadable(file: string): Promise<void> {
  const isThere = await access(file, constants.R_OK).then(
    () => true,
    () => false,
  );
  if (!isThere || (await stat(file)).isDirectory()) throw new UsageError(`There is no file ${file} that can be read.`);
}

/** Whatever the two are called. */
async function isSameFile(file: string, other: string): Promise<boolean> {
  const [one, two] = await Promise.all([file, other].map((each) => stat(each).catch(() => undefined)));
  return one !== undefined && one.dev === two?.dev && one.ino === two.ino;
}

async function run(terminal: Terminal, session: Session, file: string, options: Options): Promise<Counts> {
  const { id: tenantId } = await chooseTenant(session.db, options.tenant);
  const channelId = options.channel === undefined ? undefined : await channelOf(session.db, tenantId, options.channel);
  const { size } = await stat(file);
  const { rows, bytesRead } = openRows(file);
  const problems = await openProblems(terminal, options.errors);
  const target = { db: session.db, tenantId, channelId, dryRun: options.dryRun === true };
  const importer = createImporter(target, problems.tell);
  const progress = startProgress(terminal, () => ({ ...importer.counts, part: size === 0 ? 1 : bytesRead() / size }));
  try {
    await importer.take(rows);
  } finally {
    progress.stop();
    await problems.close();
  }
  return importer.counts;
}

const mostShown = 10;

/** Where bad rows are told: in a file, or the first of them on the terminal. No word of a row itself: it may be personal. */
async function openProblems(terminal: Terminal, file: string | undefined) {
  if (file === undefined) return { tell: firstOnes(terminal), close: () => Promise.resolve() };
  const opened = await open(file, 'w', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`--errors ${file} cannot be written (${error.code}): name another file.`);
  });
  const out = opened.createWriteStream();
  const done = finished(out);
  done.catch(() => undefined); // Whoever closes learns of it.
  return {
    tell: async (problem: RowProblem) => {
      if (!out.write(`${JSON.stringify(problem)}\n`)) await Promise.race([once(out, 'drain'), done]);
    },
    close: () => {
      out.end();
      return done;
    },
  };
}

function firstOnes(terminal: Terminal) {
  let shown = 0;
  return ({ line, reason }: RowProblem) => {
    shown += 1;
    if (shown <= mostShown) terminal.note(`line ${line}: ${reason}`);
    if (shown === mostShown + 1) terminal.note('More bad rows are not shown: --errors <file> has all of them.');
    return Promise.resolve();
  };
}

function summary({ rows, enqueued, repeated, failed }: Counts, { dryRun, errors }: Options): string {
  const done = dryRun === true ? `${enqueued} would be taken over` : `${enqueued} taken over`;
  const where = failed > 0 && errors !== undefined ? `: see ${errors}` : '';
  return `${rows} rows: ${done}, ${repeated} there already, ${failed} bad${where}.`;
}
