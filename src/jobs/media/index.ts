// Fetches files: what people sent, and what callers named by URL; and makes the thumbnails of images that were uploaded.
// The job says that there is something to do; a free place then leases files in a transaction of its own, and only outside
// any transaction the network is spoken to.
//
// Why the job does not wait for the file: a large one takes minutes, and batches would wait for their slowest. A process
// that dies leaves leases that run out; upkeep then says again that there is something to fetch.
import type { JobDefinition } from '../job.ts';
import { createMediaDispatcher } from './dispatch.ts';

export const mediaJob: JobDefinition<'media'> = {
  batchSize: 20,
  retryLimit: 10,
  expireInSeconds: 15,
  start: (context) => {
    const dispatcher = createMediaDispatcher(context);
    return {
      handle: () => Promise.resolve({ afterCommit: () => dispatcher.wake() }),
      drained: () => dispatcher.drained(),
    };
  },
};
