// Fetches files: what people sent, and what callers named by URL.
import type { JobDefinition } from '../job.ts';

export const mediaJob: JobDefinition<'media'> = {
  batchSize: 20,
  retryLimit: 10,
  expireInSeconds: 15,
  start: () => ({ handle: () => Promise.resolve({}) }),
};
