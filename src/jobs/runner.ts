// The worker role: every job of the registry at work, and upkeep beside them.
import type { JobName } from '../domain/job.ts';
import type { JobContext, JobDefinition, JobDefinitions } from './job.ts';
import { startUpkeep } from './upkeep/index.ts';

export interface Workers {
  /** Call after the queue has stopped fetching: waits for what jobs have begun, such as calls in flight. */
  drain(): Promise<void>;
}

export async function startWorkers(context: JobContext, jobs: JobDefinitions): Promise<Workers> {
  const upkeep = startUpkeep(context);
  const drains: (() => Promise<void>)[] = [() => upkeep.stop()];
  const start = async <Name extends JobName>(name: Name, job: JobDefinition<Name>) => {
    const { handle, drained } = job.start(context);
    if (drained) drains.push(drained);
    const onSettled = (result: string, count: number) => context.metrics.jobs.inc({ queue: name, result }, count);
    await context.queue.work(name, { batchSize: job.batchSize, onSettled }, handle);
  };
  await start('identity', jobs.identity);
  await start('intake', jobs.intake);
  await start('outbound', jobs.outbound);
  await start('receipts', jobs.receipts);
  await start('webhook-events', jobs['webhook-events']);
  return {
    drain: async () => {
      await Promise.all(drains.map((drain) => drain()));
    },
  };
}
