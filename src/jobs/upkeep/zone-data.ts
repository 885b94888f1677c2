// Countries change their clocks at short notice. When the program comes with newer zone data, what was scheduled with older
// is reckoned again; what is due already stays.
import { realigned } from '../../domain/schedule/occurrences.ts';
import { zoneDataVersion } from '../../domain/schedule/zone.ts';
import { mapInTurns } from '../../platform/event-loop.ts';
import { keepReckoned, listOutdated, type Outdated, type Reckoned } from '../../store/zone-data.ts';
import type { JobContext } from '../job.ts';
import type { UpkeepTask } from './task.ts';

const atOnce = 1_000;

export const zoneData: UpkeepTask = {
  name: 'zone-data',
  everyMs: 1_000,
  run: async (context, trx) => {
    const release = zoneDataVersion();
    const now = context.clock.now();
    const outdated = await listOutdated(trx, release, now, atOnce);
    const reckoned = await mapInTurns(outdated, (each) => reckon(context, each));
    await keepReckoned(trx, reckoned, release, now);
    const moved = reckoned.filter(({ occursAt, becomes }) => becomes.getTime() !== occursAt.getTime()).length;
    if (moved > 0) context.log.info({ moved, release }, 'reminders and notices follow newer zone data');
  },
};

function reckon({ log }: JobContext, { table, id, schedule, occursAt, firedAt }: Outdated): Reckoned {
  try {
    // One that has no time any more, as its rule ends before it now, keeps the one that it had.
    return { table, id, occursAt, becomes: realigned(schedule, occursAt, firedAt ?? undefined)?.occursAt ?? occursAt };
  } catch (err) {
    // Rules are checked before they are stored. One that cannot be followed after all must not hold up the others.
    log.error({ err, table, id }, 'a schedule cannot be followed: its next time stays as it is');
    return { table, id, occursAt, becomes: occursAt };
  }
}
