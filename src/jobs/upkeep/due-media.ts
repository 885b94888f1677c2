// Says again what is to be fetched: files whose worker died, or whose turn was missed.
import { listDueMedia } from '../../store/media-work.ts';
import type { UpkeepTask } from './task.ts';

// Each wake-up fills all free places of its worker.
const atOnce = 20;

export const dueMedia: UpkeepTask = {
  name: 'due-media',
  everyMs: 2_000,
  run: async (context, trx) => {
    const ids = await listDueMedia(trx, context.clock.now(), atOnce);
    await context.queue.enqueue(
      trx,
      ids.map((mediaId) => ({ queue: 'media', data: { mediaId } })),
    );
  },
};
