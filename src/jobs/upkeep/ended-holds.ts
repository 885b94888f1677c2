// Lets conversations go on that have waited long enough for the words of a voice note.
import { releaseEndedHolds } from '../../store/media-work.ts';
import type { UpkeepTask } from './task.ts';

export const endedHolds: UpkeepTask = {
  name: 'ended-holds',
  everyMs: 1_000,
  run: async (context, trx) => {
    const conversationIds = await releaseEndedHolds(trx, context.clock.now());
    await context.queue.enqueue(
      trx,
      conversationIds.map((conversationId) => ({ queue: 'intake', data: { conversationId } })),
    );
  },
};
