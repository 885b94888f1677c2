// Runs the upkeep tasks, each on its own interval.
import { tryLock } from '../../store/housekeeping.ts';
import type { JobContext } from '../job.ts';
import { dueMedia } from './due-media.ts';
import { dueTemplates } from './due-templates.ts';
import { earlyReceipts } from './early-receipts.ts';
import { expiredLeases } from './expired-leases.ts';
import { housekeeping } from './housekeeping.ts';
import { notices } from './notices.ts';
import { slaClock } from './sla.ts';
import type { UpkeepTask } from './task.ts';
import { zoneData } from './zone-data.ts';

const tasks: readonly UpkeepTask[] = [
  expiredLeases,
  earlyReceipts,
  dueMedia,
  dueTemplates,
  slaClock,
  notices,
  zoneData,
  housekeeping,
];

export interface Upkeep {
  stop(): Promise<void>;
}

export function startUpkeep(context: JobContext): Upkeep {
  const running = new Map<UpkeepTask, Promise<void>>();
  const tick = (task: UpkeepTask) => {
    if (running.has(task)) return;
    const run = runOnce(context, task).finally(() => running.delete(task));
    running.set(task, run);
  };
  const timers = tasks.map((task) => {
    tick(task);
    return setInterval(() => tick(task), task.everyMs);
  });
  return {
    stop: async () => {
      timers.forEach(clearInterval);
      await Promise.all(running.values());
    },
  };
}

/** Quietly does nothing when another worker is at it. */
async function runOnce(context: JobContext, task: UpkeepTask): Promise<void> {
  try {
    await context.db.transaction().execute(async (trx) => {
      if (await tryLock(trx, `upkeep ${task.name}`)) await task.run(context, trx);
    });
  } catch (err) {
    context.log.warn({ err, task: task.name }, 'upkeep failed; it runs again at its next turn');
  }
}
