// The conversations that arrivals belong to: found or opened, with unread count, window and the way to the person moved.
import { idTime } from '../../domain/ids.ts';
import { windowExpiry } from '../../domain/window.ts';
import type { Trx } from '../../platform/db.ts';
import { recordArrivals, type ConversationArrival } from '../../store/conversations.ts';
import type { IdentifiedArrival } from './arrival.ts';
import { addressOf } from './people.ts';

export interface PlacedArrival extends IdentifiedArrival {
  conversationId: string;
  /** A person of ours talks there: no flow answers. */
  handedOver: boolean;
}

export async function placeArrivals(trx: Trx, arrivals: readonly IdentifiedArrival[]): Promise<PlacedArrival[]> {
  const pairs = [...Map.groupBy(arrivals, pairKey).entries()];
  const recorded = await recordArrivals(
    trx,
    pairs.map(([, group]) => toConversation(group)),
  );
  const conversations = new Map(pairs.map(([key], index) => [key, recorded[index]!]));
  return arrivals.map((arrival) => {
    const { id, status } = conversations.get(pairKey(arrival))!;
    return { ...arrival, conversationId: id, handedOver: status === 'handed_over' };
  });
}

function pairKey({ channel, person }: IdentifiedArrival): string {
  return `${channel.id} ${person.contactId}`;
}

function toConversation(group: readonly IdentifiedArrival[]): ConversationArrival {
  const last = group.at(-1)!;
  const lastCurrent = group.findLast(({ current }) => current);
  return {
    tenantId: last.person.tenantId,
    channelId: last.channel.id,
    contactId: last.person.contactId,
    recipient: recipientOf(lastCurrent ?? last),
    keepsRecipient: lastCurrent === undefined,
    messages: group.length,
    lastMessageAt: idTime(last.item.id),
    windowExpiresAt: windowOf(group),
  };
}

function recipientOf({ message: { sender, identityChange } }: IdentifiedArrival): string {
  return addressOf(identityChange ?? sender)!;
}

/** The window is opened by people: what the provider says about them does not open it. */
function windowOf(group: readonly IdentifiedArrival[]): Date | undefined {
  const times = group.filter(({ message }) => message.kind !== 'system').map(({ sentAt }) => sentAt.getTime());
  return times.length === 0 ? undefined : windowExpiry(new Date(Math.max(...times)));
}
