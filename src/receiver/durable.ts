// Makes webhook items durable before the provider is answered: into Postgres, items of requests that wait at the same
// time sharing one insert; onto the local spool while Postgres is away, or takes nothing (a full disk, a standby).
import { deterministicId } from '../domain/ids.ts';
import type { JobName } from '../domain/job.ts';
import { storableText } from '../domain/json.ts';
import type { WebhookItem } from '../domain/webhook.ts';
import { isRefusal, isUnreachable, sqlState } from '../platform/db.ts';
import { createGroupCommit } from '../platform/group-commit.ts';
import type { Logger } from '../platform/log.ts';
import type { NewJob, Queue } from '../platform/queue.ts';
import type { Spool } from './spool.ts';

export interface DurableItems {
  /** Resolves once every item is durable. Rejects when neither Postgres nor the spool could take them. */
  store(items: readonly StoredItem[]): Promise<void>;
  stop(): Promise<void>;
}

export interface StoredItem {
  /** The same for the same item, however often it comes. */
  jobId: string;
  item: WebhookItem;
  /** Of a message: the same for all that one sender writes to one channel. They are handled in the order of arrival. */
  group?: string;
}

const queueOf = { message: 'identity', receipt: 'receipts', other: 'webhook-events' } as const satisfies Record<
  WebhookItem['kind'],
  JobName
>;

// Providers give up on a webhook within seconds: a database that does not answer by then counts as away.
const insertTimeoutMs = 2_500;
const replayEveryMs = 500;
const largestInsert = 1_000;

export function createDurableItems(queue: Queue, spool: Spool<StoredItem>, log: Logger): DurableItems {
  const direct = (items: StoredItem[]) => insertAll(queue, items, log);
  let replaying: Promise<void> | undefined;

  const replay = () => {
    if (spool.isEmpty()) return;
    replaying ??= spool
      .replay(direct)
      .then(() => log.info('the spool is replayed; webhooks go to Postgres again'))
      .catch((err: unknown) => log.warn({ err }, 'the spool could not be replayed yet'))
      .finally(() => (replaying = undefined));
  };
  const write = async (items: StoredItem[]) => {
    // Behind what is spooled already: order is kept.
    if (!spool.isEmpty()) return spool.append(items);
    try {
      await direct(items);
    } catch (err) {
      if (!isAway(err)) throw err;
      log.error({ err, items: items.length }, 'Postgres is away: webhooks go to the spool');
      await spool.append(items);
    }
  };
  const commits = createGroupCommit(write, largestInsert);
  replay();
  const timer = setInterval(replay, replayEveryMs);
  return {
    store: (items) => commits.add(items),
    stop: async () => {
      clearInterval(timer);
      await commits.idle();
      await replaying;
      await spool.close();
    },
  };
}

async function insertAll(queue: Queue, items: StoredItem[], log: Logger): Promise<void> {
  try {
    await insertGroups(queue, items);
  } catch (err) {
    if (isAway(err)) throw err;
    // One that Postgres cannot hold must not keep the others out.
    log.warn({ err, items: items.length }, 'an insert failed; storing its items one by one');
    for (const one of items) await insertOne(queue, one);
  }
}

async function insertOne(queue: Queue, item: StoredItem): Promise<void> {
  try {
    await insertGroups(queue, [item]);
  } catch (err) {
    if (isAway(err)) throw err;
    await insertGroups(queue, [asText(item)]);
  }
}

/** It is not about the items: any others would have fared the same. */
function isAway(error: unknown): boolean {
  return isUnreachable(error) || (sqlState(error) !== undefined && !isRefusal(error));
}

async function insertGroups(queue: Queue, items: StoredItem[]): Promise<void> {
  const groups = Map.groupBy(items, ({ item }) => queueOf[item.kind]);
  await Promise.all([...groups].map(([name, group]) => withTimeout(queue.insert(name, distinct(group)))));
}

// The same item may come in several requests that share an insert.
function distinct(items: StoredItem[]): NewJob<WebhookItem>[] {
  const jobs = items.map(({ jobId, item, group }) => ({ id: jobId, data: item, ...(group && { group }) }));
  return [...new Map(jobs.map((job) => [job.id, job])).values()];
}

/** Kept as plain text: whatever its structure was, it is not lost. */
function asText({ jobId, item }: StoredItem): StoredItem {
  const text = storableText(JSON.stringify(item.payload));
  const status = `unstorable_${item.kind}`;
  return { jobId: deterministicId(0, jobId, status), item: { ...item, kind: 'other', status, payload: { text } } };
}

async function withTimeout(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('Postgres did not answer in time'), { code: 'ETIMEDOUT' })),
      insertTimeoutMs,
    );
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
