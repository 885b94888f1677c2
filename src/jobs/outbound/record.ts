// Writes what calls ended in, set-based: results that come while a write is in flight share the next one.
import { idTime } from '../../domain/ids.ts';
import type { NextJob } from '../../domain/job.ts';
import { summariseReceipts } from '../../domain/receipt.ts';
import { isTransient, isUnreachable, type Trx } from '../../platform/db.ts';
import { createGroupCommit } from '../../platform/group-commit.ts';
import { finishAttempts } from '../../store/attempts.ts';
import { confirmResumed } from '../../store/channel-pauses.ts';
import { noteConversations } from '../../store/conversation-notes.ts';
import { findConversationsOf, lockConversations } from '../../store/conversations.ts';
import { claimMessageKeys } from '../../store/message-keys.ts';
import { changeOutbox, listWithMail } from '../../store/outbox.ts';
import { slowPaces } from '../../store/paces.ts';
import { takeEarlyReceipts, type ChannelReceipt } from '../../store/receipts.ts';
import { applyStatuses, recordStatusEvents, type StatusChange, type StatusResult } from '../../store/statuses.ts';
import { followFailures, type FailedMessage } from '../after-failures.ts';
import type { JobContext } from '../job.ts';
import { channelsConfirmed, noteOf, slowdowns } from './aftermath.ts';
import { settle, type Settled, type Settlement } from './settle.ts';
import type { FinishedTask } from './task.ts';

export interface Recorder {
  record(finished: FinishedTask): Promise<void>;
  idle(): Promise<void>;
}

interface Waiting {
  finished: FinishedTask;
  /** By performance.now(). */
  sinceMs: number;
}

const largestWrite = 200;
const tries = 6;
// While Postgres is away it is tried for as long as most leases last. Later is no harm either, but whoever stops waits for it.
const awayMs = 15_000;
const longestPauseMs = 1_000;

export function createRecorder(context: JobContext): Recorder {
  const write = async (batch: Waiting[]): Promise<void> => {
    try {
      await writeRetrying(context, batch);
    } catch (err) {
      if (batch.length > 1 && !isUnreachable(err)) {
        for (const one of batch) await write([one]);
        return;
      }
      // Their leases run out, and the attempts are then settled as ones in doubt: nothing is repeated.
      const messages = batch.map(({ finished }) => finished.task.messageId);
      context.log.error({ err, messages }, 'results of sends could not be recorded');
    }
  };
  const commits = createGroupCommit(write, largestWrite);
  return {
    record: (finished) => commits.add([{ finished, sinceMs: performance.now() }]),
    idle: () => commits.idle(),
  };
}

async function writeRetrying(context: JobContext, batch: readonly Waiting[]): Promise<void> {
  const settled = batch.map(({ finished }) => ({
    finished,
    settlement: settle(finished, context.settleAfterMs, Math.random()),
  }));
  const giveUpMs = Math.max(...batch.map(({ sinceMs }) => sinceMs)) + awayMs;
  for (let attempt = 1; ; attempt++) {
    try {
      await context.db.transaction().execute((trx) => writeBatch(context, trx, settled));
      for (const { finished, settlement } of settled) report(context, finished, settlement);
      return;
    } catch (error) {
      const isOver = attempt >= tries && !(isUnreachable(error) && performance.now() < giveUpMs);
      if (isOver || !isTransient(error)) throw error;
      const pauseMs = Math.min(50 * 2 ** attempt, longestPauseMs);
      await new Promise((resolve) => setTimeout(resolve, pauseMs * (0.5 + Math.random())));
    }
  }
}

async function writeBatch(context: JobContext, trx: Trx, ended: readonly Settled[]): Promise<void> {
  // Under the lock, a message stored meanwhile is either seen by listWithMail below or finds the lease gone.
  const settled = await lockPlaces(trx, ended);
  await finishAttempts(
    trx,
    settled.flatMap(({ settlement }) => settlement.attempt ?? []),
  );
  const early = await claimKeys(trx, settled);
  const changes = statusChanges(settled, early);
  const results = await applyStatuses(trx, changes);
  await recordStatusEvents(trx, results);
  await changeOutbox(
    trx,
    settled.map(({ settlement }) => settlement.outbox),
  );
  await noteConversations(
    trx,
    settled.flatMap((one) => noteOf(one) ?? []),
  );
  await slowPaces(trx, slowdowns(settled));
  // Contacts are locked before channels, everywhere.
  const failed = failures(settled, changes, results);
  countFailedLater(context, settled, failed);
  const following = await followFailures(context, trx, failed);
  await confirmResumed(trx, channelsConfirmed(settled), context.clock.now());
  await context.queue.enqueue(trx, [...following, ...(await wakeUps(trx, settled))]);
}

/** Locks the conversations. One that was merged into another while the call was under way has its messages there now. */
async function lockPlaces(trx: Trx, settled: readonly Settled[]): Promise<readonly Settled[]> {
  const asked = new Set(settled.map(({ finished }) => finished.task.conversationId));
  const locked = new Set((await lockConversations(trx, [...asked])).map(({ id }) => id));
  if (locked.size === asked.size) return settled;
  const moved = settled.map(({ finished }) => finished.task).filter((task) => !locked.has(task.conversationId));
  const places = await findConversationsOf(
    trx,
    moved.map((task) => task.messageId),
  );
  await lockConversations(trx, [...new Set(places.values())]);
  return settled.map((one) => {
    const { task } = one.finished;
    const conversationId = places.get(task.messageId) ?? task.conversationId;
    return { ...one, finished: { ...one.finished, task: { ...task, conversationId } } };
  });
}

/** Messages that failed now, and attempts that failed for their channel. */
function failures(
  settled: readonly Settled[],
  changes: readonly StatusChange[],
  results: readonly StatusResult[],
): FailedMessage[] {
  const failedNow = new Set(
    results.filter(({ changed, status }) => changed && status === 'failed').map(({ messageId }) => messageId),
  );
  const reasons = new Map(changes.map(({ messageId, failure }) => [messageId, failure]));
  return settled.flatMap(({ finished: { task }, settlement }) => {
    const { messageId, conversationId, channel } = task;
    const failure = settlement.pause ?? (failedNow.has(messageId) ? reasons.get(messageId) : undefined);
    return failure ? [{ messageId, conversationId, channelId: channel.id, failure }] : [];
  });
}

/** Accepted, but a receipt that came before the answer says that it failed. */
function countFailedLater(context: JobContext, settled: readonly Settled[], failed: readonly FailedMessage[]): void {
  const failures = new Map(failed.map(({ messageId, failure }) => [messageId, failure]));
  for (const { finished } of settled) {
    const failure = failures.get(finished.task.messageId);
    if (finished.outcome.type !== 'accepted' || !failure) continue;
    const { provider } = finished.task.channel;
    context.metrics.sendFailures.inc({ provider, outcome: 'failed', kind: failure.kind });
  }
}

/** Makes accepted messages findable by the provider's id, and takes the receipts that came before. */
async function claimKeys(trx: Trx, settled: readonly Settled[]): Promise<ChannelReceipt[]> {
  const keys = settled.flatMap(({ finished: { task }, settlement }) => {
    const externalId = settlement.status?.externalId;
    return externalId ? [{ channelId: task.channel.id, externalId, messageId: task.messageId }] : [];
  });
  if (keys.length === 0) return [];
  await claimMessageKeys(trx, keys);
  return takeEarlyReceipts(trx, keys);
}

function statusChanges(settled: readonly Settled[], early: readonly ChannelReceipt[]): StatusChange[] {
  return settled.flatMap(({ finished: { task }, settlement: { status } }) => {
    if (!status) return [];
    const mine = early.filter(
      ({ channelId, receipt }) => channelId === task.channel.id && receipt.externalId === status.externalId,
    );
    if (mine.length === 0) return [status];
    const summary = summariseReceipts(mine.map(({ receipt }) => receipt));
    const failure = summary.failure ? { failure: summary.failure } : {};
    return [{ ...status, status: summary.status, times: { ...status.times, ...summary.times }, ...failure }];
  });
}

async function wakeUps(trx: Trx, settled: readonly Settled[]): Promise<NextJob[]> {
  const later = settled.flatMap(({ finished, settlement }): NextJob[] => {
    if (!settlement.wakeAt) return [];
    return [{ queue: 'outbound', data: { conversationId: finished.task.conversationId }, startAt: settlement.wakeAt }];
  });
  const freed = settled
    .filter(({ settlement }) => settlement.outbox.type === 'remove')
    .map(({ finished }) => finished.task.conversationId);
  const withMail = freed.length > 0 ? await listWithMail(trx, [...new Set(freed)]) : [];
  return [...later, ...withMail.map((conversationId): NextJob => ({ queue: 'outbound', data: { conversationId } }))];
}

function report(context: JobContext, { task, outcome, at }: FinishedTask, settlement: Settlement): void {
  const { metrics, log } = context;
  const line = {
    trace_id: task.causedById ?? task.messageId,
    message: task.messageId,
    attempt: task.attemptId,
    outcome: outcome.type,
  };
  if (outcome.type === 'accepted') {
    metrics.sent.inc({ type: task.content.kind });
    if (task.causedById) metrics.replyLatency.observe((at.getTime() - idTime(task.causedById).getTime()) / 1000);
    const { held } = outcome;
    log.info(held === undefined ? line : { ...line, held }, 'message accepted by the provider');
    return;
  }
  if (outcome.type === 'late') {
    metrics.sendsPostponed.inc({ reason: 'rate' });
    return;
  }
  const failure = 'failure' in outcome ? outcome.failure : undefined;
  metrics.sendFailures.inc({ provider: task.channel.provider, outcome: outcome.type, kind: failure?.kind ?? 'none' });
  log.warn({ ...line, code: failure?.code, again_at: settlement.wakeAt }, 'message not accepted by the provider');
}
