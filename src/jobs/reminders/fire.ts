// Fires one batch of reminders that are due, in one transaction: claimed, decided and written. So each occurrence is sent
// exactly once however many workers are at it: what one of them did counts as a whole or not at all.
//
// When a batch fails it is done again one by one, and one that fails by itself is set aside: tried again later, and after a few
// times recorded as failed, so that what follows it goes on.
import { inSavepoint, isTransient, isUnreachable, type Trx } from '../../platform/db.ts';
import {
  claimDueReminders,
  postponeReminders,
  type DueReminder,
  type NewOccurrence,
} from '../../store/due-reminders.ts';
import type { JobContext } from '../job.ts';
import { decideReminders, failed } from './decide.ts';
import { brokenError } from './problems.ts';
import { following, soonAfter } from './turn.ts';
import { writeDecisions } from './write.ts';

const retryDelayMs = [1_000, 5_000, 30_000, 120_000];

/** Returns how many were taken: fewer than `limit` when nothing more is due. None of them is due again at once. */
export async function fireDueReminders(context: JobContext, limit: number): Promise<number> {
  const now = context.clock.now();
  const { claimed, occurrences } = await context.db.transaction().execute(async (trx) => {
    const dues = await claimDueReminders(trx, now, limit);
    return { claimed: dues.length, occurrences: await fireAll(context, trx, dues, now) };
  });
  count(context, occurrences, now);
  return claimed;
}

async function fireAll(
  context: JobContext,
  trx: Trx,
  dues: readonly DueReminder[],
  now: Date,
): Promise<NewOccurrence[]> {
  const whole = await attempt(context, trx, dues, now);
  if ('occurrences' in whole) return whole.occurrences;
  const all: NewOccurrence[] = [];
  for (const due of dues) {
    const alone = dues.length === 1 ? whole : await attempt(context, trx, [due], now);
    all.push(...('occurrences' in alone ? alone.occurrences : await setAside(context, trx, due, alone.error, now)));
  }
  return all;
}

async function attempt(
  context: JobContext,
  trx: Trx,
  dues: readonly DueReminder[],
  now: Date,
): Promise<{ occurrences: NewOccurrence[] } | { error: unknown }> {
  if (dues.length === 0) return { occurrences: [] };
  try {
    return await inSavepoint(trx, async () => {
      const decisions = await decideReminders(trx, dues, now);
      return { occurrences: await writeDecisions(context, trx, decisions, now) };
    });
  } catch (error) {
    // Nothing more can be done in this transaction. All of it is due again.
    if (isUnreachable(error)) throw error;
    return { error };
  }
}

async function setAside(
  context: JobContext,
  trx: Trx,
  due: DueReminder,
  error: unknown,
  now: Date,
): Promise<NewOccurrence[]> {
  // Somebody made the same person or conversation a moment ago: it passes next time.
  if (isTransient(error)) {
    await postponeReminders(trx, [{ id: due.id, until: soonAfter(now), attempts: due.attempts }]);
    return [];
  }
  const delayMs = retryDelayMs[due.attempts];
  context.log.error({ err: error, reminder: due.id, attempts: due.attempts + 1 }, 'a reminder could not be handled');
  if (delayMs !== undefined) {
    const until = new Date(now.getTime() + delayMs);
    await postponeReminders(trx, [{ id: due.id, until, attempts: due.attempts + 1 }]);
    return [];
  }
  return writeDecisions(context, trx, [failed(due, nextOf(due), brokenError)], now);
}

/** Undefined also when it is the schedule that is broken. */
function nextOf(due: DueReminder): Date | undefined {
  try {
    return following(due, due.occursAt);
  } catch {
    return undefined;
  }
}

function count({ metrics }: JobContext, occurrences: readonly NewOccurrence[], now: Date): void {
  for (const { state: result, dueAt } of occurrences) {
    metrics.reminders.inc({ result });
    if (result === 'queued') metrics.reminderLateness.observe((now.getTime() - dueAt.getTime()) / 1000);
  }
}
