// Who is this? A webhook item becomes a message of a conversation between a contact and a channel, stored once, with the
// 24-hour window, the unread count and the wake-up of intake. One transaction for the whole batch.
import { idTime, newId } from '../domain/ids.ts';
import type { NextJob } from '../domain/job.ts';
import type { InboundMessage } from '../domain/message.ts';
import { fromProviderPhone, normalizePhone } from '../domain/phone.ts';
import { registrationText } from '../domain/registration.ts';
import type { WebhookItem } from '../domain/webhook.ts';
import { windowExpiry } from '../domain/window.ts';
import type { Trx } from '../platform/db.ts';
import { JobRejected } from '../platform/queue.ts';
import type { Channel } from '../store/channels.ts';
import { recordArrivals } from '../store/conversations.ts';
import { storeReceived } from '../store/inbox.ts';
import { claimMessageKeys } from '../store/message-keys.ts';
import { queueOutbound, type NewOutbound } from '../store/outbox.ts';
import { resolvePeople, type Person } from '../store/people.ts';
import { claimRegistrationPrompts } from '../store/registration.ts';
import { keepWebhookItems } from '../store/webhook-items.ts';
import type { JobContext, JobDefinition } from './job.ts';

export const identityJob: JobDefinition<'identity'> = {
  batchSize: 100,
  retryLimit: 10,
  expireInSeconds: 15,
  busy: true,
  start: (context) => ({
    handle: async (jobs, trx) => ({
      next: await identify(
        context,
        trx,
        jobs.map((job) => job.data),
      ),
    }),
  }),
};

/** An item that has found its channel and been read. */
interface Arrival {
  item: WebhookItem;
  channel: Channel;
  message: InboundMessage;
  /** E.164. */
  phone: string | undefined;
  /** Never later than its arrival: a provider's clock may be ahead. */
  sentAt: Date;
}

interface IdentifiedArrival extends Arrival {
  person: Person;
}

async function identify(context: JobContext, trx: Trx, items: WebhookItem[]): Promise<NextJob[]> {
  const arrivals = await fresh(trx, await readItems(context, trx, items));
  if (arrivals.length === 0) return [];
  const people = await resolvePeople(trx, arrivals.map(toLookup), (index) =>
    arrivals[index]!.channel.unknownSender === 'register' ? 'unregistered' : 'active',
  );
  const identified = arrivals.map((arrival, index) => ({ ...arrival, person: people[index]! }));
  const conversations = await openConversations(trx, identified);
  const conversationOf = (arrival: IdentifiedArrival) => conversations.get(pairKey(arrival))!;

  await storeReceived(
    trx,
    identified.map((arrival) => ({
      id: arrival.item.id,
      tenantId: arrival.person.tenantId,
      conversationId: conversationOf(arrival),
      kind: arrival.message.kind,
      body: arrival.message.body,
      payload: arrival.message.payload,
      externalId: arrival.message.externalId,
      replyTo: arrival.message.replyTo,
      providerAt: arrival.sentAt,
      forIntake: mayEnter(arrival),
    })),
  );
  const prompted = await promptStrangers(context, trx, identified, conversationOf);
  for (const { item, channel } of identified) {
    context.log.info({ trace_id: item.id, channel: channel.id, provider: item.provider }, 'message received');
  }
  const answered = identified.filter(mayEnter).map(conversationOf);
  return [
    ...[...new Set(answered)].map((conversationId): NextJob => ({ queue: 'intake', data: { conversationId } })),
    ...prompted.map((conversationId): NextJob => ({ queue: 'outbound', data: { conversationId } })),
  ];
}

/** Finds each item's channel and reads it, in order of arrival. Items of no channel of ours are kept, not dropped. */
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
  const { phone } = message.sender;
  const e164 =
    phone === undefined ? undefined : (fromProviderPhone(phone) ?? normalizePhone(phone, channel.homeCountry));
  if (e164 === undefined && message.sender.bsuid === undefined)
    throw new JobRejected('the sender is neither a phone number nor a user id');
  return { item, channel, message, phone: e164, sentAt };
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

function toLookup({ channel, message, phone }: Arrival) {
  return {
    tenantId: channel.shared ? undefined : channel.tenantId,
    homeTenantId: channel.tenantId,
    account: channel.account,
    phone,
    bsuid: message.sender.bsuid,
    name: message.sender.name,
  };
}

/** Conversation id by pair. */
async function openConversations(trx: Trx, arrivals: IdentifiedArrival[]): Promise<Map<string, string>> {
  const pairs = [...Map.groupBy(arrivals, pairKey).entries()];
  const ids = await recordArrivals(
    trx,
    pairs.map(([, group]) => {
      const { channel, person, item, message } = group.at(-1)!;
      const lastSentAt = group.reduce((latest, { sentAt }) => (sentAt > latest ? sentAt : latest), group[0]!.sentAt);
      return {
        tenantId: person.tenantId,
        channelId: channel.id,
        contactId: person.contactId,
        recipient: recipientOf(message),
        messages: group.length,
        lastMessageAt: idTime(item.id),
        windowExpiresAt: windowExpiry(lastSentAt),
      };
    }),
  );
  return new Map(pairs.map(([key], index) => [key, ids[index]!]));
}

// The spelling the provider uses itself: it is the one that certainly reaches the person.
function recipientOf({ sender }: InboundMessage): string {
  return sender.phone === undefined ? sender.bsuid! : `+${sender.phone.replace(/\D/g, '')}`;
}

function pairKey({ channel, person }: IdentifiedArrival): string {
  return `${channel.id} ${person.contactId}`;
}

// Where anyone may write (policy `create`), also a contact set inactive is heard; where registration is asked for, only the active are.
function mayEnter({ channel, person }: IdentifiedArrival): boolean {
  return channel.unknownSender === 'create' || person.status === 'active';
}

/** Sends those who may not enter the registration prompt, once a day each. Returns the conversations that have mail to go out. */
async function promptStrangers(
  context: JobContext,
  trx: Trx,
  arrivals: IdentifiedArrival[],
  conversationOf: (arrival: IdentifiedArrival) => string,
): Promise<string[]> {
  const strangers = new Map(
    arrivals.filter((arrival) => !mayEnter(arrival)).map((arrival) => [arrival.person.contactId, arrival]),
  );
  if (strangers.size === 0) return [];
  const due = await claimRegistrationPrompts(trx, [...strangers.keys()], context.clock.now());
  const prompts = due.map((contactId): NewOutbound => {
    const stranger = strangers.get(contactId)!;
    const { channel, person, item } = stranger;
    const text = registrationText(channel.registrationUrl ?? context.registrationUrl);
    return {
      id: newId(),
      tenantId: person.tenantId,
      conversationId: conversationOf(stranger),
      channelId: channel.id,
      content: { kind: 'text', text },
      causedById: item.id,
    };
  });
  await queueOutbound(trx, prompts);
  return prompts.map((prompt) => prompt.conversationId);
}
