// Fires one batch of reminders that are due, in one transaction: claimed, decided and written. So each occurrence is sent
// exactly once however many workers are at it: what one of them did counts as a whole or not at all.
//
// When a batch fails it is done again one by one, and one that fails by itself is set aside: tried again later, and after a few
// times recorded as failed, so that what follows it goes on.
import { inSavepoint, isTransient, isUnreachable, type Trx } from '../../platform/db.ts';
import {
  claimDueReminders,
  findNextDue,
  postponeReminders,
  type DueReminder,
  type NewOccurrence,
} from '../../store/due-reminders.ts';
import type { JobContext } from '../job.ts';
import { decideReminders, failed } from './decide.ts';
import { brokenError } from './problems.ts';
import { following } from './turn.ts';
import { writeDecisions } from './write.ts';

const retryDelayMs = [1_000, 5_000, 30_000, 120_000];

interface Batch {
  /** Reminders that are not due any more. */
  handled: number;
  occurrences: NewOccurrence[];
}

/** Returns how many of those that were due were handled: fewer than `limit` when there is nothing more to do for now. */
export async function fireDueReminders(context: JobContext, limit: number): Promise<number> {
  const now = context.clock.now();
  const first = await findNextDue(context.db);
  if (!first || first > now) return 0;
  const batch = await context.db
    .transaction()
    .execute(async (trx) => fireAll(context, trx, await claimDueReminders(trx, now, limit), now));
  count(context, batch, now);
  return batch.handled;
}

async function fireAll(context: JobContext, trx: Trx, dues: readonly DueReminder[], now: Date): Promise<Batch> {
  const whole = await attempt(context, trx, dues, now);
  if ('handled' in whole) return whole;
  const batch: Batch = { handled: 0, occurrences: [] };
  for (const due of dues) {
    const alone = dues.length === 1 ? whole : await attempt(context, trx, [due], now);
    const { handled, occurrences } = 'handled' in alone ? alone : await setAside(context, trx, due, alone.error, now);
    batch.handled += handled;
    batch.occurrences.push(...occurrences);
  }
  return batch;
}

async function attempt(
  context: JobContext,
  trx: Trx,
  dues: readonly DueReminder[],
  now: Date,
): Promise<Batch | { error: unknown }> {
  if (dues.length === 0) return { handled: 0, occurrences: [] };
  try {
    return await inSavepoint(trx, async () => {
      const decisions = await decideReminders(trx, dues, now);
      const occurrences = await writeDecisions(context, trx, decisions, now);
      return { handled: decisions.filter(({ type }) => type !== 'later').length, occurrences };
    });
  } catch (error) {
    // Nothing more can be done in this transaction. All of it is due again.
    if (isUnreachable(error)) throw error;
    return { error };
  }
}

async function setAside(context: JobContext, trx: Trx, due: DueReminder, error: unknown, now: Date): Promise<Batch> {
  // Somebody made the same person or conversation a moment ago: it is still due, and passes next time.
  if (isTransient(error)) return { handled: 0, occurrences: [] };
  const delayMs = retryDelayMs[due.attempts];
  context.log.error({ err: error, reminder: due.id, attempts: due.attempts + 1 }, 'a reminder could not be handled');
  if (delayMs !== undefined) {
    const until = new Date(now.getTime() + delayMs);
    await postponeReminders(trx, [{ id: due.id, until, attempts: due.attempts + 1 }]);
    return { handled: 1, occurrences: [] };
  }
  const occurrences = await writeDecisions(context, trx, [failed(due, nextOf(due), brokenError)], now);
  return { handled: 1, occurrences };
}

/** Undefined also when it is the schedule that is broken. */
function nextOf(due: DueReminder): Date | undefined {
  try {
    return following(due, due.occursAt);
  } catch {
    return undefined;
  }
}

function count({ metrics }: JobContext, { occurrences }: Batch, now: Date): void {
  for (const { state: result, dueAt } of occurrences) {
    metrics.reminders.inc({ result });
    if (result === 'queued') metrics.reminderLateness.observe((now.getTime() - dueAt.getTime()) / 1000);
  }
}
