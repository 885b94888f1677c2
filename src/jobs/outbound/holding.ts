// Messages whose turn is so near that this worker keeps them: leased in the outbox, not yet tried. Only in memory is known
// who they are; when the process dies, the leases run out and others take the messages.

export interface HeldMessage {
  channelId: string;
  conversationId: string;
  messageId: string;
  bulk: boolean;
  /** When its turn comes, by this process' clock in milliseconds. */
  dueAtMs: number;
  /** Between two messages of the channel. */
  spacingMs: number;
}

export interface Holding {
  holds(messageId: string): boolean;
  /** Whether any reply, or any bulk message, of the channel is held. */
  waits(channelId: string, bulk: boolean): boolean;
  /** How many more may be held. */
  space(channelId: string, spacingMs: number): number;
  readonly size: number;
  /** How far ahead bulk takes slots: until the next turns are given. */
  aheadMs: number;
  /** Those of each channel whose turn has come, replies first; at most what the rate and `room` allow at once. */
  due(nowMs: number, room: (channelId: string) => number): HeldMessage[];
  put(messages: readonly HeldMessage[]): void;
  remove(messages: readonly HeldMessage[]): void;
  /** Lets go of everything, and returns it. */
  clear(): HeldMessage[];
}

/** How long the lease of a held message lasts. */
export const holdLeaseMs = 20_000;
// Well within the lease. What has not had its turn by then joins the queue again when the lease runs out.
const longestHoldMs = 10_000;
const horizonMs = 2_500;
const mostPerChannel = 1_000;
const mostAltogether = 4_000;
const leastAheadMs = 75;

interface Entry {
  message: HeldMessage;
  sinceMs: number;
}

export function createHolding(): Holding {
  const entries = new Map<string, Entry>();
  const queues = new Map<string, [replies: Map<string, Entry>, bulk: Map<string, Entry>]>();
  const queueOf = ({ channelId, bulk }: HeldMessage) => {
    const pair = queues.get(channelId) ?? [new Map<string, Entry>(), new Map<string, Entry>()];
    queues.set(channelId, pair);
    return pair[bulk ? 1 : 0];
  };
  const drop = (message: HeldMessage) => {
    entries.delete(message.messageId);
    queueOf(message).delete(message.messageId);
  };
  const countOf = (channelId: string) => (queues.get(channelId) ?? []).reduce((sum, { size }) => sum + size, 0);
  const holding: Holding = {
    aheadMs: leastAheadMs,
    holds: (messageId) => entries.has(messageId),
    waits: (channelId, bulk) => (queues.get(channelId)?.[bulk ? 1 : 0].size ?? 0) > 0,
    space: (channelId, spacingMs) => {
      const most = Math.min(mostPerChannel, Math.ceil(horizonMs / spacingMs));
      return Math.min(most - countOf(channelId), mostAltogether - entries.size);
    },
    get size() {
      return entries.size;
    },
    due: (nowMs, room) => {
      for (const { message, sinceMs } of entries.values()) if (nowMs - sinceMs > longestHoldMs) drop(message);
      return [...queues].flatMap(([channelId, [replies, bulk]]) => {
        const waiting = [...replies.values(), ...bulk.values()].filter(
          ({ message }) => message.dueAtMs <= nowMs + holding.aheadMs,
        );
        const spacingMs = waiting[0]?.message.spacingMs ?? 1;
        const most = Math.max(0, Math.min(room(channelId), Math.ceil(holding.aheadMs / spacingMs) + 1));
        return waiting.slice(0, most).map(({ message }) => message);
      });
    },
    put: (messages) => {
      for (const message of messages) {
        const entry = { message, sinceMs: entries.get(message.messageId)?.sinceMs ?? Date.now() };
        entries.set(message.messageId, entry);
        queueOf(message).set(message.messageId, entry);
      }
    },
    remove: (messages) => messages.forEach(drop),
    clear: () => {
      const all = [...entries.values()].map(({ message }) => message);
      entries.clear();
      queues.clear();
      return all;
    },
  };
  return holding;
}
