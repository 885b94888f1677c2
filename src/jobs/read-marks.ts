// Shows people that what they wrote was read, when whoever talks to them says so.
import type { Trx } from '../platform/db.ts';
import { listNewestSpoken } from '../store/inbox.ts';
import type { JobContext, JobDefinition } from './job.ts';
import { createReadMarker, type Mark } from './read-marker.ts';

export const readMarksJob: JobDefinition<'read-marks'> = {
  batchSize: 50,
  retryLimit: 3,
  expireInSeconds: 30,
  start: (context) => {
    const marker = createReadMarker(context);
    return {
      handle: async (jobs, trx) => {
        const conversationIds = new Set(jobs.map((job) => job.data.conversationId));
        const marks = await listMarks(context, trx, [...conversationIds]);
        return { afterCommit: () => marker.mark(marks) };
      },
      drained: () => marker.idle(),
    };
  },
};

// As long as Meta takes marks for.
const markableMs = 30 * 24 * 3600_000;

async function listMarks(context: JobContext, trx: Trx, conversationIds: readonly string[]): Promise<Mark[]> {
  const since = new Date(context.clock.now().getTime() - markableMs);
  const newest = await listNewestSpoken(trx, conversationIds, since);
  return newest.flatMap(({ channelId, ...message }) => {
    const channel = context.channels.findById(channelId);
    return channel ? [{ ...message, channel, typing: false }] : [];
  });
}
