// How the queues stand and what lies in the dead letters, for the people who run the platform. Payloads are never read out.
import type pg from 'pg';
import { deadLetterQueue } from '../domain/job.ts';
import type { Queue } from './queue.ts';

export interface QueueState {
  name: string;
  /** Could be fetched now. */
  ready: number;
  /** Wait for their time: retries and jobs put off. */
  deferred: number;
  active: number;
  /** Given up within the last minute; after that only their dead letter is left. */
  failed: number;
  /** Dead letters that came from here. */
  dead: number;
  /** How long the oldest ready job has waited. */
  oldestSeconds: number;
}

/** By name. */
export async function listQueueStates(pool: pg.Pool): Promise<QueueState[]> {
  const { rows } = await pool.query<QueueState>(
    `with live as (
      select name, count(*) filter (where state < 'active' and start_after <= now())::int as ready,
        count(*) filter (where state < 'active' and start_after > now())::int as deferred,
        count(*) filter (where state = 'active')::int as active,
        count(*) filter (where state = 'failed')::int as failed,
        min(created_on) filter (where state < 'active' and start_after <= now()) as oldest
      from pgboss.job where name <> $1 group by name),
    dead as (select source_name as name, count(*)::int as dead from pgboss.job where name = $1 and ${isDead} group by 1)
    select q.name, coalesce(ready, 0) as ready, coalesce(deferred, 0) as deferred, coalesce(active, 0) as active,
      coalesce(failed, 0) as failed, coalesce(dead, 0) as dead,
      coalesce(extract(epoch from now() - oldest), 0)::float8 as "oldestSeconds"
    from pgboss.queue q left join live using (name) left join dead using (name)
    where q.name <> $1 and q.name not like '\\_\\_%' order by q.name`,
    [deadLetterQueue],
  );
  return rows;
}

export interface DeadLetter {
  id: string;
  queue: string;
  at: Date;
  /** How often it was tried. */
  attempts: number;
  /** What the last attempt ended with, as the job or the engine recorded it. */
  cause: unknown;
}

// A letter that could not be put back lies there as failed, with the reason as its output.
const isDead = `state in ('created', 'retry', 'failed')`;

/** Newest first. */
export async function listDeadLetters(
  pool: pg.Pool,
  { queue, limit }: { queue?: string | undefined; limit: number },
): Promise<DeadLetter[]> {
  const { rows } = await pool.query<DeadLetter>(
    `select id, source_name as queue, created_on as at, coalesce(source_retry_count, 0) + 1 as attempts,
      coalesce(source_output, output) as cause
    from pgboss.job where name = $1 and ${isDead} and ($2::text is null or source_name = $2)
    order by created_on desc, id desc limit $3`,
    [deadLetterQueue, queue ?? null, limit],
  );
  return rows;
}

const redriveStep = 500;

/** Puts dead letters back into the queues they came from, oldest first, with all their attempts. Returns how many. */
export async function redriveDeadLetters(
  { boss }: Pick<Queue, 'boss'>,
  { queue, id }: { queue?: string | undefined; id?: string | undefined },
): Promise<number> {
  // What dies again meanwhile is not swept in: a poison job would go round for ever.
  const options = {
    createdBefore: new Date(),
    limit: redriveStep,
    ...(queue === undefined ? {} : { sourceName: queue }),
    ...(id === undefined ? {} : { ids: [id] }),
  };
  let total = 0;
  for (let moved = redriveStep; moved === redriveStep; total += moved)
    moved = await boss.redrive(deadLetterQueue, options);
  return total;
}
