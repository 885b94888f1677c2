// A piece of upkeep: small, idempotent, safe to run in every worker at once because only one at a time gets the lock.
import type { Trx } from '../../platform/db.ts';
import type { JobContext } from '../job.ts';

export interface UpkeepTask {
  name: string;
  everyMs: number;
  run(context: JobContext, trx: Trx): Promise<void>;
}
