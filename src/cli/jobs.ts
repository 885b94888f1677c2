// `jobs`: how the queues stand, what was given up and why, and putting it back. Messages that intake set aside are shown as
// the queue `inbox`: they are not jobs, but the question and the answer are the same.
import type { Command } from 'commander';
import { isId } from '../domain/ids.ts';
import { jobs as definitions } from '../jobs/registry.ts';
import { listDeadLetters, listQueueStates, redriveDeadLetters } from '../platform/dead-letters.ts';
import type { Queue } from '../platform/queue.ts';
import { countBacklog, listSetAside, reviveSetAside } from '../store/backlog.ts';
import { describeCause } from './cause.ts';
import { parseCount } from './choices.ts';
import { UsageError } from './report.ts';
import { withQueue, withSession, type Session } from './session.ts';
import { processTerminal, show, table, time, type Terminal } from './terminal.ts';

interface Options {
  queue?: string;
  json?: boolean;
}

interface DeadOptions extends Options {
  limit: string;
}

interface RedriveOptions extends Options {
  id?: string;
  all?: boolean;
}

const inbox = 'inbox';
const queueNames = [...Object.keys(definitions), inbox];

const examples = `
Queues: ${queueNames.join(', ')} (inbox: inbound messages that intake set aside)

Examples:
  jobs list
  jobs dead --queue identity --limit 20
  jobs redrive --id 0199d3a1-5f0c-7d11-b0a3-6c8e8f0d2a11
  jobs redrive --queue inbox`;

export function addJobs(program: Command, terminal: Terminal = processTerminal): void {
  const jobs = program.command('jobs').description('Queues and dead letters: look at them, and put work back.');
  jobs.addHelpText('after', examples);
  jobs
    .command('list')
    .description('How the queues stand, and what waits in the inbox and the outbox.')
    .option('--queue <name>', 'only this one')
    .option('--json', 'for programs')
    .action((options: Options) => list(terminal, options));
  jobs
    .command('dead')
    .description('What was given up, newest first, with its cause. Never shows what people wrote.')
    .option('--queue <name>', 'only what came from this one')
    .option('--limit <count>', 'how many at most', '50')
    .option('--json', 'for programs')
    .action((options: DeadOptions) => dead(terminal, options));
  jobs
    .command('redrive')
    .description('Put what was given up back into its queue, with all its attempts. A message comes after later ones.')
    .option('--queue <name>', 'all that came from this one')
    .option('--id <id>', 'only this one, as in jobs dead')
    .option('--all', 'everything')
    .option('--json', 'for programs')
    .action((options: RedriveOptions) => redrive(terminal, options));
}

async function list(terminal: Terminal, { queue, json }: Options): Promise<void> {
  requireQueue(queue);
  const { queues, backlog } = await withSession(terminal, async ({ db, pool }) => ({
    queues: (await listQueueStates(pool)).filter(({ name }) => queue === undefined || name === queue),
    backlog: await countBacklog(db),
  }));
  show(terminal, json, { queues, backlog }, () => {
    const rows = queues.map(({ name, ready, deferred, active, failed, dead: letters, oldestSeconds }) => [
      name,
      ...[ready, deferred, active, failed, letters].map(String),
      ready === 0 ? '-' : `${oldestSeconds.toFixed(1)} s`,
    ]);
    const headings = ['queue', 'ready', 'deferred', 'active', 'failed', 'dead letters', 'oldest ready'];
    return [
      table(headings, rows, 'The inbox is not a queue of jobs.'),
      '',
      `inbox    ${backlog.inbox} waiting for intake, ${backlog.setAside} set aside`,
      `outbox   ${backlog.outbox} waiting, ${backlog.inDoubt} of them in doubt; ${backlog.uncertain} left uncertain within a day`,
    ].join('\n');
  });
}

async function dead(terminal: Terminal, { queue, limit, json }: DeadOptions): Promise<void> {
  requireQueue(queue);
  const count = parseCount('--limit', limit, 1_000);
  const letters = await withSession(terminal, (session) => listDead(session, queue, count));
  show(terminal, json, { dead: letters }, () =>
    table(
      ['id', 'queue', 'when', 'attempts', 'cause'],
      letters.map(({ id, queue: from, at, attempts, cause }) => [id, from, time(at), String(attempts), cause]),
      'Nothing was given up.',
    ),
  );
}

async function listDead({ db, pool }: Session, queue: string | undefined, limit: number) {
  const letters = queue === inbox ? [] : await listDeadLetters(pool, { queue, limit });
  const setAside = queue === undefined || queue === inbox ? await listSetAside(db, limit) : [];
  const both = [
    ...letters,
    ...setAside.map(({ messageId, at, attempts, cause }) => ({ id: messageId, queue: inbox, at, attempts, cause })),
  ];
  return both
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, limit)
    .map(({ cause, ...letter }) => ({ ...letter, cause: describeCause(cause) }));
}

async function redrive(terminal: Terminal, { queue, id, all, json }: RedriveOptions): Promise<void> {
  requireQueue(queue);
  if (id !== undefined && !isId(id)) throw new UsageError(`"${id}" is not an id. jobs dead shows them.`);
  if ([queue, id, all].filter((each) => each !== undefined).length !== 1)
    throw new UsageError('Say what to put back: one of --id <id>, --queue <name> or --all.');
  const moved = await withSession(terminal, (session) =>
    withQueue(session, async (back) => ({
      jobs: queue === inbox ? 0 : await redriveDeadLetters(back, { queue, id }),
      messages: queue === undefined || queue === inbox ? await reviveMessages(session, back, id) : 0,
    })),
  );
  if (id !== undefined && moved.jobs + moved.messages === 0)
    throw new UsageError(`There is no dead letter ${id}. jobs dead shows what there is.`);
  show(terminal, json, moved, () => `Put back: ${moved.jobs} jobs, ${moved.messages} messages.`);
}

function reviveMessages({ db }: Session, queue: Queue, id: string | undefined): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { messages, conversationIds } = await reviveSetAside(trx, id);
    await queue.enqueue(
      trx,
      conversationIds.map((conversationId) => ({ queue: 'intake', data: { conversationId } })),
    );
    return messages;
  });
}

function requireQueue(name: string | undefined): void {
  if (name === undefined || queueNames.includes(name)) return;
  throw new UsageError(`There is no queue "${name}". Choose from ${queueNames.join(', ')}.`);
}
