// Makes the coming months' partitions, and forgets what is only kept for a time.
import { ensurePartitions, forgetExpired } from '../../store/housekeeping.ts';
import type { UpkeepTask } from './task.ts';

export const housekeeping: UpkeepTask = {
  name: 'housekeeping',
  everyMs: 3_600_000,
  run: async (_context, trx) => {
    await ensurePartitions(trx);
    await forgetExpired(trx);
  },
};
