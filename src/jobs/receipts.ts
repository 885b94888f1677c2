// Delivery statuses of sent messages: applied by rank, whatever order they come in, however often. One transaction a batch.
import type { NextJob } from '../domain/job.ts';
import { summariseReceipts, type Receipt } from '../domain/receipt.ts';
import type { WebhookItem } from '../domain/webhook.ts';
import type { Trx } from '../platform/db.ts';
import { JobRejected } from '../platform/queue.ts';
import {
  findReceiptMessages,
  keepEarlyReceipts,
  settleByReceipt,
  type ChannelReceipt,
  type FoundMessage,
} from '../store/receipts.ts';
import { applyStatuses, recordStatusEvents } from '../store/statuses.ts';
import { keepWebhookItems } from '../store/webhook-items.ts';
import type { JobContext, JobDefinition } from './job.ts';

export const receiptsJob: JobDefinition<'receipts'> = {
  batchSize: 200,
  retryLimit: 10,
  expireInSeconds: 15,
  busy: true,
  start: (context) => ({
    handle: async (jobs, trx) => {
      const items = jobs.map((job) => job.data);
      return { next: await applyReceipts(context, trx, await readReceipts(context, trx, items)) };
    },
  }),
};

async function readReceipts(context: JobContext, trx: Trx, items: WebhookItem[]): Promise<ChannelReceipt[]> {
  const channelOf = (item: WebhookItem) => context.channels.findByAddress(item.provider, item.account, item.address);
  if (items.some((item) => !channelOf(item))) await context.channels.refreshSoon();
  const unknown = items.filter((item) => !channelOf(item));
  if (unknown.length > 0) await keepWebhookItems(trx, unknown, 'unknown_channel');
  return items.flatMap((item) => {
    const channel = channelOf(item);
    const receipt = channel && parse(context, item);
    return receipt ? [{ channelId: channel.id, receipt }] : [];
  });
}

function parse(context: JobContext, item: WebhookItem): Receipt | undefined {
  try {
    return context.providers[item.provider].parseReceipt(item);
  } catch (error) {
    throw new JobRejected('the status cannot be read', { cause: error });
  }
}

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
  await applyKnown(context, trx, known);
  const freed = await settleByReceipt(trx, known.flatMap(toSettlement));
  return [...new Set(freed)].map((conversationId) => ({ queue: 'outbound', data: { conversationId } }));
}

interface KnownReceipt extends ChannelReceipt {
  found: FoundMessage;
}

async function applyKnown(context: JobContext, trx: Trx, known: readonly KnownReceipt[]): Promise<void> {
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
}

// Only an attempt in doubt needs more. One without an outcome is in flight, and its worker writes what became of it; if
// that worker died, the message's status tells the next one.
function toSettlement({ channelId, receipt, found }: KnownReceipt) {
  const { attempt, messageId } = found;
  if (attempt?.outcome !== 'ambiguous') return [];
  return [{ attemptId: attempt.id, messageId, channelId, externalId: receipt.externalId }];
}
