// What receipts do to messages. Used by the job that reads them, and by upkeep for those that came too early.
import type { NextJob } from '../domain/job.ts';
import { summariseReceipts } from '../domain/receipt.ts';
import type { Trx } from '../platform/db.ts';
import {
  findReceiptMessages,
  keepEarlyReceipts,
  settleByReceipt,
  type ChannelReceipt,
  type FoundMessage,
} from '../store/receipts.ts';
import { applyStatuses, recordStatusEvents } from '../store/statuses.ts';
import { followFailures } from './after-failures.ts';
import type { JobContext } from './job.ts';

/** Applies receipts, keeps those whose message is not known yet, and returns the wake-ups of conversations they free. */
export async function applyReceipts(
  context: JobContext,
  trx: Trx,
  receipts: readonly ChannelReceipt[],
): Promise<NextJob[]> {
  if (receipts.length === 0) return [];
  const messages = await findReceiptMessages(trx, receipts);
  const placed = receipts.map(({ channelId, receipt }, index) => ({ channelId, receipt, found: messages[index] }));
  await keepEarlyReceipts(
    trx,
    placed.filter(({ found }) => !found),
  );
  const known = placed.flatMap(({ channelId, receipt, found }) => (found ? [{ channelId, receipt, found }] : []));
  const { next, kindOf } = await applyKnown(context, trx, known);
  const { acceptedIds, freedIds } = await settleByReceipt(trx, known.flatMap(toSettlement));
  for (const id of acceptedIds) context.metrics.sent.inc({ type: kindOf.get(id) ?? 'unknown' });
  return [...next, ...freedIds.map((conversationId): NextJob => ({ queue: 'outbound', data: { conversationId } }))];
}

interface KnownReceipt extends ChannelReceipt {
  found: FoundMessage;
}

interface Applied {
  next: NextJob[];
  kindOf: ReadonlyMap<string, string>;
}

async function applyKnown(context: JobContext, trx: Trx, known: readonly KnownReceipt[]): Promise<Applied> {
  const byMessage = Map.groupBy(known, ({ found }) => found.messageId);
  const changes = [...byMessage].map(([messageId, group]) => {
    const { status, times, failure } = summariseReceipts(group.map(({ receipt }) => receipt));
    return { messageId, status, times, externalId: group[0]!.receipt.externalId, ...(failure ? { failure } : {}) };
  });
  const results = await applyStatuses(trx, changes);
  await recordStatusEvents(trx, results);
  for (const { receipt } of known) context.metrics.receipts.inc({ status: receipt.status });
  for (const { messageId, causedById, status } of results.filter(({ changed }) => changed)) {
    context.log.info({ trace_id: causedById ?? messageId, message: messageId, status }, 'message status changed');
  }
  const failed = results.flatMap(({ messageId, conversationId, changed, status }) => {
    const [first] = byMessage.get(messageId)!;
    const failure = changes.find((change) => change.messageId === messageId)?.failure;
    if (!changed || status !== 'failed' || !failure || !first) return [];
    return [{ messageId, conversationId, channelId: first.channelId, failure }];
  });
  for (const { channelId, failure } of failed) {
    const provider = context.channels.findById(channelId)?.provider ?? 'unknown';
    context.metrics.sendFailures.inc({ provider, outcome: 'failed', kind: failure.kind });
  }
  const next = await followFailures(context, trx, failed);
  return { next, kindOf: new Map(results.map(({ messageId, kind }) => [messageId, kind])) };
}

// Only an attempt in doubt needs more. One without an outcome is in flight, and its worker writes what became of it; if
// that worker died, the message's status tells the next one.
function toSettlement({ channelId, receipt, found }: KnownReceipt) {
  const { attempt, messageId } = found;
  if (attempt?.outcome !== 'ambiguous') return [];
  return [{ attemptId: attempt.id, messageId, channelId, externalId: receipt.externalId }];
}
