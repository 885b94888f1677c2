// Hands templates to the providers for approval, and reads what they have.
import type { JobDefinition } from './job.ts';

export const templatesJob: JobDefinition<'templates'> = {
  batchSize: 5,
  retryLimit: 10,
  expireInSeconds: 60,
  start: () => ({ handle: () => Promise.resolve({}) }),
};
