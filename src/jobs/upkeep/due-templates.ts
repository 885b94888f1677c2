// Has each account's templates read once a day, and takes up what a worker that died was about to do with templates.
import { listDueSyncs, listForgottenSubmissions, scheduleSync } from '../../store/template-work.ts';
import type { UpkeepTask } from './task.ts';

const atOnce = 100;
// What was only just enqueued has a worker coming.
const patienceMs = 30_000;

export const dueTemplates: UpkeepTask = {
  name: 'due-templates',
  everyMs: 60_000,
  run: async (context, trx) => {
    const now = context.clock.now();
    const forgottenBefore = new Date(now.getTime() - patienceMs);
    const channelIds = await listDueSyncs(trx, now, forgottenBefore);
    await scheduleSync(trx, channelIds, now);
    const templateIds = await listForgottenSubmissions(trx, forgottenBefore, atOnce);
    await context.queue.enqueue(trx, [
      ...channelIds.map((channelId) => ({ queue: 'templates', data: { action: 'sync', channelId } }) as const),
      ...templateIds.map((templateId) => ({ queue: 'templates', data: { action: 'submit', templateId } }) as const),
    ]);
  },
};
