// Delivery statuses of sent messages: applied by rank, whatever order they come in, however often. One transaction a batch.
import type { Receipt } from '../domain/receipt.ts';
import type { WebhookItem } from '../domain/webhook.ts';
import type { Trx } from '../platform/db.ts';
import { JobRejected } from '../platform/queue.ts';
import type { ChannelReceipt } from '../store/receipts.ts';
import { keepWebhookItems } from '../store/webhook-items.ts';
import { applyReceipts } from './apply-receipts.ts';
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
  const channelOf = ({ provider, account, address, transport }: WebhookItem) =>
    context.channels.findByAddress(provider, account, address, transport);
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
