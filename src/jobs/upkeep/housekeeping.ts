// Makes the coming months' partitions, and forgets what is only kept for a time.
import { ensurePartitions, forgetDialogues, forgetExpired } from '../../store/housekeeping.ts';
import type { UpkeepTask } from './task.ts';

export const housekeeping: UpkeepTask = {
  name: 'housekeeping',
  everyMs: 3_600_000,
  run: async (context, trx) => {
    await ensurePartitions(trx);
    await forgetExpired(trx);
    await forgetDialogues(trx, context.clock.now());
  },
};
