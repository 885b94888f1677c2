// Order within the groups of an ordered queue. Jobs are fetched oldest first, but they do not finish so: a worker that was
// killed keeps its claim until it expires, a failed batch waits for its next attempt, a fetch passes over what another is
// just fetching. Whoever holds a later job of the group then does the earlier ones first.
import type { Db as BossDb, Job as BossJob, PgBoss } from 'pg-boss';
import { queueSchema } from './queue.ts';

// One killed worker leaves a batch at most. What more there is comes back by itself, late.
const mostEarlier = 500;
// What was lost so often may be what kills its workers: it must not take others with it.
const mostAttempts = 3;

/** The index that earlierJobs needs beside pg-boss's own of active jobs by group. Idempotent. */
export async function installOrder(boss: PgBoss, name: string): Promise<void> {
  const { table } = (await boss.getQueue(name))!;
  // As small as the backlog: it makes an insert of 200 jobs a tenth dearer. With the name, though a table may hold one queue
  // only: otherwise the planner may combine it with the primary key, and read all of that.
  await boss.getDb().executeSql(`
    create index if not exists "${name}_order" on ${queueSchema}.${table} (name, group_id, (data->>'id'))
    where state < 'active' and group_id is not null`);
}

/** What must take effect before these jobs: unfinished, of the same groups, older. In order. */
export async function earlierJobs<Data>(
  tx: BossDb,
  name: string,
  jobs: readonly BossJob<Data>[],
): Promise<BossJob<Data>[]> {
  const newest = new Map<string, string>();
  for (const { groupId, data } of jobs) {
    const { id } = data as { id: string };
    if (groupId && id > (newest.get(groupId) ?? '')) newest.set(groupId, id);
  }
  if (newest.size === 0) return [];
  const { rows } = await tx.executeSql(earlierSql(name), [
    [...newest.keys()],
    [...newest.values()],
    jobs.map(({ id }) => id),
  ]);
  return rows as BossJob<Data>[];
}

// One search in each of two partial indexes for each group: for 100 groups 1 ms, planning included, beside 30,000 completed
// and 5,000 waiting jobs, analysed or not. A literal list of the jobs in hand would take 12 ms to plan.
const earlierSql = (name: string) => `
  select j.id, j.data, j.retry_count as "retryCount"
  from unnest($1::text[], $2::text[]) as newest (group_id, data_id)
  cross join lateral (
    select id, data, retry_count from ${queueSchema}.job
    where name = '${name}' and state = 'active' and group_id = newest.group_id and data->>'id' < newest.data_id
    union all
    select id, data, retry_count from ${queueSchema}.job
    where name = '${name}' and state < 'active' and group_id = newest.group_id and data->>'id' < newest.data_id) j
  where j.id not in (select unnest($3::uuid[])) and j.retry_count < ${mostAttempts}
  order by j.data->>'id' limit ${mostEarlier}`;
