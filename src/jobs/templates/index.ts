// Hands templates to the providers for approval, and reads what they have. The job says that there is something to do; the
// work claims it in a transaction of its own, and only outside any transaction the network is spoken to. What a process that
// dies has begun is due again when its claim lapses: upkeep looks for that.
import { scheduleSync } from '../../store/template-work.ts';
import type { JobDefinition } from '../job.ts';
import { submitTemplate } from './submit.ts';
import { syncTemplates } from './sync.ts';

// Nobody waits for a template within seconds, and providers count these calls by the hour.
const atOnce = 4;

export const templatesJob: JobDefinition<'templates'> = {
  batchSize: 20,
  retryLimit: 10,
  expireInSeconds: 60,
  start: (context) => {
    const places = createPlaces(atOnce, (err) =>
      context.log.warn({ err }, 'work on templates failed; it is due again later'),
    );
    return {
      handle: async (jobs, trx) => {
        const work = jobs.map(({ data }) => data);
        const templateIds = new Set(work.flatMap((each) => (each.action === 'submit' ? [each.templateId] : [])));
        const channelIds = new Set(work.flatMap((each) => (each.action === 'sync' ? [each.channelId] : [])));
        await scheduleSync(trx, [...channelIds], context.clock.now());
        return {
          afterCommit: () => {
            for (const id of templateIds) places.take(() => submitTemplate(context, id));
            for (const id of channelIds) places.take(() => syncTemplates(context, id));
          },
        };
      },
      drained: () => places.stop(),
    };
  },
};

/** Runs some work at the same time; the rest waits its turn, or for the next start of a worker. */
function createPlaces(limit: number, onError: (error: unknown) => void) {
  const waiting: (() => Promise<void>)[] = [];
  const running = new Set<Promise<void>>();
  const fill = () => {
    while (running.size < limit && waiting.length > 0) {
      const work = waiting.shift()!()
        .catch(onError)
        .finally(() => {
          running.delete(work);
          fill();
        });
      running.add(work);
    }
  };
  return {
    take: (work: () => Promise<void>) => {
      waiting.push(work);
      fill();
    },
    stop: async () => {
      waiting.length = 0;
      await Promise.all(running);
    },
  };
}
