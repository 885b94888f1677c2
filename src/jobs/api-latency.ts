// Measures calls to the providers, the same wherever they are made.
import type { JobContext } from './job.ts';

/** @param endpoint provider and what is asked of it, such as `meta.messages`. */
export async function timed<T>(
  { metrics }: Pick<JobContext, 'metrics'>,
  endpoint: string,
  call: () => Promise<T>,
): Promise<T> {
  const observed = metrics.apiLatency.startTimer({ endpoint });
  try {
    return await call();
  } finally {
    observed();
  }
}
