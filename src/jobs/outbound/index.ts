// Sends what waits in the outboxes, one conversation at a time and in order. The job claims: under the conversation's lock
// it writes the attempt down and leases the message to it, in one transaction with the job's completion. Only then, outside
// any transaction, the call is made, and its result is recorded together with others.
//
// Why the job ends before the call: batches would otherwise wait for their slowest call. A process that dies in between
// leaves a lease that runs out; upkeep then wakes the conversation, and the attempt is settled, never blindly repeated.
//
// What a number's rate does not allow yet waits, near its turn in the worker's memory and else in the queue; an attempt is
// only written down when its call is at most a tenth of a second away, so a process that dies leaves few in doubt.
import type { JobDefinition } from '../job.ts';
import { createBreaker } from './breaker.ts';
import { claimHeads } from './claim.ts';
import { createDispatcher } from './dispatch.ts';
import type { Hand } from './governor.ts';
import { createHolding } from './holding.ts';
import { createRecorder } from './record.ts';
import { createTurns } from './turns.ts';

const breakerLevels = { closed: 0, half_open: 1, open: 2 } as const;

export const outboundJob: JobDefinition<'outbound'> = {
  batchSize: 100,
  retryLimit: 10,
  expireInSeconds: 15,
  busy: true,
  start: (context) => {
    const breaker = createBreaker((channelId, state) => {
      const provider = context.channels.findById(channelId)?.provider ?? 'unknown';
      context.metrics.breakerState.set({ provider, channel: channelId }, breakerLevels[state]);
      context.log.warn({ channel: channelId, provider, state }, 'circuit breaker changed');
    });
    const dispatcher = createDispatcher(context, createRecorder(context), breaker);
    const hand: Hand = { room: dispatcher.room, inFlight: dispatcher.inFlight, breaker, holding: createHolding() };
    const turns = createTurns(context, hand, dispatcher.run);
    return {
      handle: async (jobs, trx) => {
        const conversationIds = jobs.map((job) => job.data.conversationId);
        const { tasks, held, next } = await claimHeads(context, trx, conversationIds, hand);
        const afterCommit = () => {
          turns.keep(held);
          dispatcher.run(tasks);
        };
        return { next, afterCommit };
      },
      drained: async () => {
        await turns.stop();
        await dispatcher.idle();
      },
    };
  },
};
