// Looks for reminders that are due, in every worker at once. There is no job for each: what waits lies in a table and costs
// nothing, and what is due is taken in batches.
import { setTimeout as pause } from 'node:timers/promises';
import { findNextDue } from '../../store/due-reminders.ts';
import type { JobContext } from '../job.ts';
import { fireDueReminders } from './fire.ts';

// At most: what is known to be due sooner is looked at then.
const pollMs = 500;
const afterTroubleMs = 2_000;
const batchSize = 100;
// Between batches, and so many times as long as the batch took, so that a burst, or what a standstill left, does not keep
// workers and database from sending what is queued: of 10,000 due at once the first hundreds left 2 s late, and 0.9 s with this.
const leastBreathMs = 200;
const breathsPerBatch = 3;

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
    const first = await findNextDue(context.db);
    const waitMs = first ? first.getTime() - context.clock.now().getTime() : pollMs;
    if (waitMs > 0) return Math.min(waitMs, pollMs);
    const begun = performance.now();
    const claimed = await fireDueReminders(context, batchSize);
    // None: another worker has them in hand.
    return claimed === 0 ? pollMs : Math.max(leastBreathMs, (performance.now() - begun) * breathsPerBatch);
  } catch (err) {
    context.log.warn({ err }, 'reminders could not be looked at; it is tried again');
    return afterTroubleMs;
  }
}
