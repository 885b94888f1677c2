// Webhook items of kinds we do not handle: kept whole, so that nothing is lost because it was unusual.
import { keepWebhookItems } from '../store/webhook-items.ts';
import type { JobDefinition } from './job.ts';

export const webhookEventsJob: JobDefinition<'webhook-events'> = {
  batchSize: 50,
  retryLimit: 10,
  expireInSeconds: 15,
  start: () => ({
    handle: async (jobs, trx) => {
      const items = jobs.map((job) => job.data);
      await keepWebhookItems(trx, items, 'unknown_kind');
      return {};
    },
  }),
};
