// Wakes conversations whose send was cut short (the worker died) or is in doubt and has waited long enough.
import { listExpiredLeases } from '../../store/outbox.ts';
import type { UpkeepTask } from './task.ts';

const atOnce = 1_000;

export const expiredLeases: UpkeepTask = {
  name: 'expired-leases',
  everyMs: 2_000,
  run: async (context, trx) => {
    const conversationIds = await listExpiredLeases(trx, context.clock.now(), atOnce);
    await context.queue.enqueue(
      trx,
      conversationIds.map((conversationId) => ({ queue: 'outbound', data: { conversationId } })),
    );
  },
};
