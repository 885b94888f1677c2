// Tells groups what there is to tell: what happened and was noted where it did, and what a rule says. Each becomes a reminder to
// everybody who is in the group now; that is all that happens here.
import { nextOccurrence } from '../../domain/schedule/occurrences.ts';
import type { Trx } from '../../platform/db.ts';
import { mapInTurns } from '../../platform/event-loop.ts';
import {
  advanceNotices,
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

export const notices: UpkeepTask = {
  name: 'notices',
  everyMs: 500,
  run: async (context, trx) => {
    const now = context.clock.now();
    await noteRules(context, trx, now);
    const untold = firstOf(await takeUntold(trx, atOnce));
    await tell(
      trx,
      untold.map((of) => ({ of, content: contentOf(of) })),
      now,
    );
    for (const { kind } of untold) context.metrics.notices.inc({ kind });
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
