// Countries change their clocks at short notice. When the program comes with newer zone data, what was scheduled with older
// is reckoned again.
import { realigned } from '../../domain/schedule/occurrences.ts';
import { zoneDataVersion } from '../../domain/schedule/zone.ts';
import { lockOutdatedReminders, realignReminders } from '../../store/reminder-zones.ts';
import type { UpkeepTask } from './task.ts';

const atOnce = 1_000;

export const zoneData: UpkeepTask = {
  name: 'zone-data',
  everyMs: 5_000,
  run: async (context, trx) => {
    const release = zoneDataVersion();
    const outdated = await lockOutdatedReminders(trx, release, context.clock.now(), atOnce);
    const moved = outdated.map(({ id, schedule, occursAt }) => ({
      id,
      ...(realigned(schedule, occursAt) ?? { occursAt }),
    }));
    await realignReminders(trx, moved, release);
    if (moved.length > 0) context.log.info({ reminders: moved.length, release }, 'reminders follow newer zone data');
  },
};
