// Settles receipts that came before their message was known and were missed when it became known.
import { takeSettledEarlyReceipts } from '../../store/receipts.ts';
import { applyReceipts } from '../apply-receipts.ts';
import type { UpkeepTask } from './task.ts';

const atOnce = 500;

export const earlyReceipts: UpkeepTask = {
  name: 'early-receipts',
  everyMs: 2_000,
  run: async (context, trx) => {
    const receipts = await takeSettledEarlyReceipts(trx, atOnce);
    await context.queue.enqueue(trx, await applyReceipts(context, trx, receipts));
  },
};
