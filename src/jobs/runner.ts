// The worker role: every job of the registry at work, and beside them upkeep and what looks for due reminders.
import type { JobName } from '../domain/job.ts';
import type { JobContext, JobDefinition, JobDefinitions } from './job.ts';
import { startReminders } from './reminders/index.ts';
import { startUpkeep } from './upkeep/index.ts';

export interface Workers {
  /** Call after the queue has stopped fetching: waits for what jobs have begun, such as calls in flight. */
  drain(): Promise<void>;
}

export async function startWorkers(context: JobContext, jobs: JobDefinitions): Promise<Workers> {
  const upkeep = startUpkeep(context);
  const reminders = startReminders(context);
  const drains: (() => Promise<void>)[] = [() => upkeep.stop(), () => reminders.stop()];
  // The parameter ties a definition to the payload of its queue.
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  const start = async <Name extends JobName>(name: Name) => {
    const job: JobDefinition<Name> = jobs[name];
    const { batchSize, ordered = false } = job;
    const { handle, drained } = job.start(context);
    if (drained) drains.push(drained);
    const onSettled = (result: string, count: number) => context.metrics.jobs.inc({ queue: name, result }, count);
    await context.queue.work(name, { batchSize, ordered, onSettled }, handle);
  };
  for (const name of Object.keys(jobs) as JobName[]) await start(name);
  return {
    drain: async () => {
      await Promise.all(drains.map((drain) => drain()));
    },
  };
}
