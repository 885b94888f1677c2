// From webhook items to messages of channels: each item's channel found, its message read, repetitions left out.
import { idTime } from '../../domain/ids.ts';
import type { InboundMessage } from '../../domain/message.ts';
import { fromProviderPhone, normalizePhone } from '../../domain/phone.ts';
import type { WebhookItem } from '../../domain/webhook.ts';
import type { Trx } from '../../platform/db.ts';
import { JobRejected } from '../../platform/queue.ts';
import type { Channel } from '../../store/channels.ts';
import { claimMessageKeys } from '../../store/message-keys.ts';
import type { ResolvedSender } from '../../store/people.ts';
import { keepWebhookItems } from '../../store/webhook-items.ts';
import type { JobContext } from '../job.ts';

/** An item that has found its channel and been read. */
export interface Arrival {
  item: WebhookItem;
  channel: Channel;
  message: InboundMessage;
  /** E.164. */
  phone: string | undefined;
  /** Never later than its arrival: a provider's clock may be ahead. */
  sentAt: Date;
}

export type IdentifiedArrival = Arrival & ResolvedSender;

/** In order of arrival. Items of no channel of ours are kept, not dropped; those seen before are left out. */
export async function readArrivals(context: JobContext, trx: Trx, items: WebhookItem[]): Promise<Arrival[]> {
  return fresh(trx, await readItems(context, trx, items));
}

async function readItems(context: JobContext, trx: Trx, items: WebhookItem[]): Promise<Arrival[]> {
  const placed = items.map((item) => ({ item, channel: channelOf(context, item) }));
  if (placed.some(({ channel }) => !channel)) {
    // It may be new: read the channels again before saying that we do not know it.
    await context.channels.refreshSoon();
    for (const each of placed) each.channel ??= channelOf(context, each.item);
  }
  const unknown = placed.filter(({ channel }) => !channel).map(({ item }) => item);
  if (unknown.length > 0) {
    context.log.warn(
      { items: unknown.length },
      'messages for a channel that is not configured were kept in webhook_events',
    );
    await keepWebhookItems(trx, unknown, 'unknown_channel');
  }
  return placed
    .flatMap(({ item, channel }) => (channel ? [readItem(context, item, channel)] : []))
    .toSorted((a, b) => (a.item.id < b.item.id ? -1 : 1));
}

function channelOf(context: JobContext, item: WebhookItem): Channel | undefined {
  return context.channels.findByAddress(item.provider, item.account, item.address, item.transport);
}

function readItem(context: JobContext, item: WebhookItem, channel: Channel): Arrival {
  const message = parse(context, item);
  const arrivedAt = idTime(item.id);
  const sentAt = message.sentAt && message.sentAt < arrivedAt ? message.sentAt : arrivedAt;
  const phone = toE164(message.sender.phone, channel);
  if (phone === undefined && message.sender.bsuid === undefined)
    throw new JobRejected('the sender is neither a phone number nor a user id');
  return { item, channel, message, phone, sentAt };
}

export function toE164(phone: string | undefined, channel: Channel): string | undefined {
  return phone === undefined ? undefined : (fromProviderPhone(phone) ?? normalizePhone(phone, channel.homeCountry));
}

function parse(context: JobContext, item: WebhookItem): InboundMessage {
  try {
    return context.providers[item.provider].parseMessage(item);
  } catch (error) {
    throw new JobRejected('the message cannot be read', { cause: error });
  }
}

async function fresh(trx: Trx, arrivals: Arrival[]): Promise<Arrival[]> {
  if (arrivals.length === 0) return [];
  const keys = arrivals.map(({ item, channel }) => ({
    channelId: channel.id,
    externalId: item.externalId,
    messageId: item.id,
  }));
  const claimed = await claimMessageKeys(trx, keys);
  return arrivals.filter(({ item }) => claimed.has(item.id));
}
