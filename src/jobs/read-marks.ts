// Shows people that what they wrote was read.
import type { JobDefinition } from './job.ts';

export const readMarksJob: JobDefinition<'read-marks'> = {
  batchSize: 50,
  retryLimit: 3,
  expireInSeconds: 30,
  start: () => ({ handle: () => Promise.resolve({}) }),
};
