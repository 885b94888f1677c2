// Sends what waits in the outboxes, one conversation at a time and in order. The job claims: under the conversation's lock
// it writes the attempt down and leases the message to it, in one transaction with the job's completion. Only then, outside
// any transaction, the call is made, and its result is recorded together with others.
//
// Why the job ends before the call: batches would otherwise wait for their slowest call. A process that dies in between
// leaves a lease that runs out; upkeep then wakes the conversation, and the attempt is settled, never blindly repeated.
import type { JobDefinition } from '../job.ts';
import { claimHeads } from './claim.ts';
import { createDispatcher } from './dispatch.ts';
import { createRecorder } from './record.ts';

export const outboundJob: JobDefinition<'outbound'> = {
  batchSize: 100,
  retryLimit: 10,
  expireInSeconds: 15,
  busy: true,
  start: (context) => {
    const dispatcher = createDispatcher(context, createRecorder(context));
    return {
      handle: async (jobs, trx) => {
        const conversationIds = jobs.map((job) => job.data.conversationId);
        const { tasks, next } = await claimHeads(context, trx, conversationIds, dispatcher.room);
        return { next, afterCommit: () => dispatcher.run(tasks) };
      },
      drained: () => dispatcher.idle(),
    };
  },
};
