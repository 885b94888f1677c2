// Webhook items that are neither a message nor a receipt: what they tell about an account is applied, and all are kept
// whole, so that nothing is lost because it was unusual.
import { idTime } from '../domain/ids.ts';
import type { AccountEvent } from '../domain/account-event.ts';
import type { WebhookItem } from '../domain/webhook.ts';
import type { Channel } from '../store/channels.ts';
import { keepWebhookItems } from '../store/webhook-items.ts';
import { applyAccountEvents, type ToldEvent } from './apply-account-events.ts';
import type { JobContext, JobDefinition } from './job.ts';

export const webhookEventsJob: JobDefinition<'webhook-events'> = {
  batchSize: 50,
  retryLimit: 10,
  expireInSeconds: 15,
  start: (context) => ({
    handle: async (jobs, trx) => {
      const items = jobs.map((job) => job.data).toSorted((a, b) => toldAtMs(a) - toldAtMs(b));
      const read = items.map((item) => ({ item, told: readEvents(context, item) }));
      for (const [reason, group] of Map.groupBy(read, ({ told }) => reasonOf(told))) {
        await keepWebhookItems(
          trx,
          group.map(({ item }) => item),
          reason,
        );
      }
      const told = read.flatMap((each) => each.told).filter(({ channels }) => channels.length > 0);
      const { next, channelsChanged } = await applyAccountEvents(context, trx, told);
      return { next, ...(channelsChanged ? { afterCommit: () => void context.channels.refresh() } : {}) };
    },
  }),
};

function toldAtMs(item: WebhookItem): number {
  return item.providerAtMs || idTime(item.id).getTime();
}

function readEvents(context: JobContext, item: WebhookItem): ToldEvent[] {
  const channels = (item.signedFor ?? []).flatMap((id) => context.channels.findById(id) ?? []);
  const events = context.providers[item.provider].parseAccountEvents(item);
  return events.map((event) => ({ item, event, channels: channelsMeant(event, channels) }));
}

/** Those of the number that the event names; all of the account where it names none. */
function channelsMeant(event: AccountEvent, channels: Channel[]): Channel[] {
  const phone = 'phone' in event && event.type !== 'marketing_preference' ? event.phone : '';
  if (!phone) return channels;
  const named = channels.filter((channel) => channel.phone?.replace(/\D/g, '') === phone);
  // A channel may not know its own number. Alone in its account, it is the one.
  const [only, ...others] = channels;
  return named.length === 0 && only?.phone === null && others.length === 0 ? [only] : named;
}

function reasonOf(told: readonly ToldEvent[]): string {
  if (told.length === 0) return 'unknown_kind';
  return told.some(({ channels }) => channels.length > 0) ? 'account_event' : 'unknown_channel';
}
