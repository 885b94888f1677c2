// Looks for reminders that are due, in every worker at once. There is no job for each: what waits lies in a table and costs
// nothing, and what is due is taken in batches.
import { setTimeout as pause } from 'node:timers/promises';
import type { JobContext } from '../job.ts';
import { fireDueReminders } from './fire.ts';

const pollMs = 500;
const afterTroubleMs = 2_000;
const batchSize = 250;

export interface Reminders {
  /** Waits for the batch in hand. */
  stop(): Promise<void>;
}

export function startReminders(context: JobContext): Reminders {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async () => {
    while (!signal.aborted) {
      const idleMs = await turn(context);
      // The only way it is rejected is that it is stopped.
      if (idleMs > 0) await pause(idleMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** How long there is nothing to do, in milliseconds. */
async function turn(context: JobContext): Promise<number> {
  try {
    // Also when those of a whole batch were put off, what is behind them has its turn at once.
    return (await fireDueReminders(context, batchSize)) < batchSize ? pollMs : 0;
  } catch (err) {
    context.log.warn({ err }, 'reminders could not be looked at; it is tried again');
    return afterTroubleMs;
  }
}
