// Groups the sends of one tenant that arrive at the same time into one transaction: what a send costs is mostly round
// trips and its commit, and these are shared. A lone send waits for nothing.
import type { Clock } from '../platform/clock.ts';
import { isUnreachable, type Database } from '../platform/db.ts';
import { createGroupCommit, type GroupCommit } from '../platform/group-commit.ts';
import type { Queue } from '../platform/queue.ts';
import type { StoredMessage } from '../store/history.ts';
import { inTenant, type Caller } from './call.ts';
import { Refusal } from './errors.ts';
import type { Draft } from './services/send-request.ts';
import { later, type SendResult } from './sends/send.ts';
import { storeFreeSends, storeSends } from './sends/store-sends.ts';

export interface Sender {
  /** Durable once it resolves: one message, or the parts of a long text in order. Throws a Refusal. */
  send(caller: Caller, draft: Draft): Promise<readonly StoredMessage[]>;
  /** All in one transaction, each with its own end, in the order of the drafts. */
  sendAll(caller: Caller, drafts: readonly Draft[]): Promise<SendResult[]>;
}

interface Waiting {
  caller: Caller;
  draft: Draft;
  settle: (result: SendResult) => void;
  fail: (error: unknown) => void;
}

const groupSize = 100;
// Only another group with the same request ids can hold one up, and not for long.
const groupLockMs = 500;
// How many sends may wait for conversations that somebody else holds, each on a connection of its own.
const aloneAtOnce = 4;

export function createSender(api: { db: Database; queue: Pick<Queue, 'enqueue'>; clock: Clock }): Sender {
  const sendAll = (caller: Caller, drafts: readonly Draft[]) =>
    inTenant(api, caller, (trx) => storeSends(api, trx, caller.tenantId, drafts));

  // Outside the lanes, so that one conversation that is held does not hold up the others.
  const alone = atMost(aloneAtOnce, async ({ caller, draft, settle, fail }: Waiting) => {
    await sendAll(caller, [draft]).then(([result]) => settle(result!), fail);
  });
  const write = async (group: Waiting[]) => {
    try {
      const results = await together(api, group);
      for (const [index, waiting] of group.entries()) {
        const result = results[index]!;
        if (result === later) alone(waiting);
        else waiting.settle(result);
      }
    } catch (error) {
      if (isUnreachable(error)) for (const { fail } of group) fail(error);
      else for (const waiting of group) alone(waiting);
    }
  };
  const lanes = new Map<string, GroupCommit<Waiting>>();
  return {
    sendAll,
    send: async (caller, draft) => {
      const lane = lanes.get(caller.tenantId) ?? createGroupCommit(write, groupSize);
      lanes.set(caller.tenantId, lane);
      const { promise, resolve, reject } = Promise.withResolvers<SendResult>();
      const [result] = await Promise.all([promise, lane.add([{ caller, draft, settle: resolve, fail: reject }])]);
      if (result instanceof Refusal) throw result;
      return result;
    },
  };
}

const never = new AbortController().signal;

function together(api: Parameters<typeof createSender>[0], group: readonly Waiting[]) {
  const { tenantId } = group[0]!.caller;
  const deadlineMs = Math.max(...group.map(({ caller }) => caller.deadlineMs));
  const limits = { lockTimeoutMs: groupLockMs };
  const everyone = { tenantId, signal: never, deadlineMs };
  return inTenant(api, everyone, (trx) => storeFreeSends(api, trx, tenantId, group), limits);
}

/** Runs `work` on each item, some at the same time; the others wait their turn. It must not reject. */
function atMost<Item>(limit: number, work: (item: Item) => Promise<void>): (item: Item) => void {
  const waiting: Item[] = [];
  let running = 0;
  const run = async () => {
    running += 1;
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
    running -= 1;
  };
  return (item) => {
    waiting.push(item);
    if (running < limit) void run();
  };
}
