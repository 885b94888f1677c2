// Tells groups what there is to tell: what happened and was noted where it did, and what a rule says. Each becomes a reminder to
// everybody who is in the group now; that is all that happens here.
//
// When some of it cannot be told, it is told one by one, and what fails by itself is set aside: tried again later, so that what
// follows it goes on. It is never given up: what comes too late by then, its reminders say to be missed.
import { nextOccurrence } from '../../domain/schedule/occurrences.ts';
import { inSavepoint, isTransient, isUnreachable, type Trx } from '../../platform/db.ts';
import { mapInTurns } from '../../platform/event-loop.ts';
import {
  advanceNotices,
  retryTelling,
  takeDueNotices,
  takeUntold,
  type DueNotice,
  type PassedNotice,
  type Untold,
} from '../../store/notice-occurrences.ts';
import { tell } from '../../store/notice-reminders.ts';
import type { JobContext } from '../job.ts';
import { contentOf } from './notice-content.ts';
import type { UpkeepTask } from './task.ts';

const atOnce = 100;
// A turn ends with the group in which it passes that many.
const recipientsAtOnce = 5_000;
const retryDelayMs = [1_000, 5_000, 30_000, 120_000, 600_000];

export const notices: UpkeepTask = {
  name: 'notices',
  everyMs: 500,
  run: async (context, trx) => {
    const now = context.clock.now();
    await noteRules(context, trx, now);
    await tellAll(context, trx, firstOf(await takeUntold(trx, now, atOnce)), now);
  },
};

function firstOf(untold: readonly Untold[]): Untold[] {
  let before = 0;
  return untold.filter(({ members }) => {
    const fits = before < recipientsAtOnce;
    before += members;
    return fits;
  });
}

async function tellAll(context: JobContext, trx: Trx, untold: readonly Untold[], now: Date): Promise<void> {
  const whole = await attempt(context, trx, untold, now);
  if (whole === 'told') return;
  for (const one of untold) {
    const alone = untold.length === 1 ? whole : await attempt(context, trx, [one], now);
    if (alone !== 'told') await setAside(context, trx, one, alone.error, now);
  }
}

async function attempt(
  { metrics }: JobContext,
  trx: Trx,
  untold: readonly Untold[],
  now: Date,
): Promise<'told' | { error: unknown }> {
  try {
    await inSavepoint(trx, () =>
      tell(
        trx,
        untold.map((of) => ({ of, content: contentOf(of) })),
        now,
      ),
    );
  } catch (error) {
    // Nothing more can be done in this transaction.
    if (isUnreachable(error)) throw error;
    return { error };
  }
  for (const { kind } of untold) metrics.notices.inc({ kind });
  return 'told';
}

async function setAside({ log }: JobContext, trx: Trx, untold: Untold, error: unknown, now: Date): Promise<void> {
  // It passes at the next turn.
  if (isTransient(error)) return;
  const { noticeId: notice, key, attempts } = untold;
  log.error({ err: error, notice, key, attempts: attempts + 1 }, 'a notice could not be told; it is tried again');
  const delayMs = retryDelayMs[attempts] ?? retryDelayMs.at(-1)!;
  await retryTelling(trx, untold, new Date(now.getTime() + delayMs));
}

async function noteRules(context: JobContext, trx: Trx, now: Date): Promise<void> {
  const due = await takeDueNotices(trx, now, atOnce);
  await advanceNotices(trx, await mapInTurns(due, (notice) => passed(context, notice, now)));
}

/** After a standstill several have come: each is told, or missed, as the notice says. */
function passed(context: JobContext, { id, schedule, nextAt }: DueNotice, now: Date): PassedNotice {
  const times = [nextAt];
  try {
    let next = nextOccurrence(schedule, nextAt)?.occursAt;
    while (next && next <= now && times.length < atOnce) {
      times.push(next);
      next = nextOccurrence(schedule, next)?.occursAt;
    }
    return { id, passed: times, next };
  } catch (err) {
    // Rules are checked before they are stored. One that cannot be followed after all must not hold up the others.
    context.log.error({ err, notice: id }, 'the rule of a notice cannot be followed: it is told no more');
    return { id, passed: times, next: undefined };
  }
}
