// Gives held messages their turns: every few hundredths of a second the next ones of each channel are claimed, and their
// calls made at their slots. So few slots are taken ahead that a reply never waits long behind bulk.
import type { JobContext } from '../job.ts';
import { releaseUntried } from '../../store/outbox.ts';
import { claimHeads } from './claim.ts';
import type { Hand } from './governor.ts';
import type { HeldMessage } from './holding.ts';
import type { OutboundTask } from './task.ts';

export interface Turns {
  keep(messages: readonly HeldMessage[]): void;
  /** Hands what is held back to the queue. */
  stop(): Promise<void>;
}

// Jittered, so that two workers do not always come in the same order.
const everyMs = () => 40 + 20 * Math.random();
// Where a claim takes long, slots are taken further ahead, or most of them would pass unused.
const [leastAheadMs, mostAheadMs] = [75, 200];

export function createTurns(context: JobContext, hand: Hand, run: (tasks: readonly OutboundTask[]) => void): Turns {
  const { holding } = hand;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;
  let waitMs = everyMs();

  const plan = () => {
    if (timer !== undefined || running !== undefined || stopped || holding.size === 0) return;
    timer = setTimeout(() => {
      timer = undefined;
      running = tick().finally(() => {
        running = undefined;
        plan();
      });
    }, waitMs);
  };
  const tick = async () => {
    const begun = performance.now();
    waitMs = everyMs();
    const due = holding.due(Date.now(), hand.room);
    if (due.length === 0) return;
    try {
      const claim = await claimNow(context, due, hand);
      holding.remove(due);
      holding.put(claim.held);
      run(claim.tasks);
      const took = performance.now() - begun;
      waitMs = Math.max(waitMs - took, 10);
      holding.aheadMs = Math.min(Math.max(leastAheadMs, took + waitMs), mostAheadMs);
    } catch (err) {
      context.log.warn({ err, messages: due.length }, 'held messages could not be claimed; they are tried again');
    }
  };
  return {
    keep: (messages) => {
      if (stopped) return; // Their leases run out.
      holding.put(messages);
      plan();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
      await release(context, holding.clear());
    },
  };
}

function claimNow(context: JobContext, due: readonly HeldMessage[], hand: Hand) {
  const conversationIds = due.map(({ conversationId }) => conversationId);
  return context.db.transaction().execute(async (trx) => {
    const claim = await claimHeads(context, trx, conversationIds, hand);
    await context.queue.enqueue(trx, claim.next);
    return claim;
  });
}

async function release(context: JobContext, held: readonly HeldMessage[]): Promise<void> {
  if (held.length === 0) return;
  try {
    await context.db.transaction().execute(async (trx) => {
      const messageIds = held.map(({ messageId }) => messageId);
      const freed = await releaseUntried(trx, messageIds);
      await context.queue.enqueue(
        trx,
        freed.map((conversationId) => ({ queue: 'outbound', data: { conversationId } })),
      );
    });
  } catch (err) {
    context.log.warn({ err, messages: held.length }, 'held messages could not be released; their leases run out');
  }
}
