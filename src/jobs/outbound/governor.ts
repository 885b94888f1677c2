// The limits that messages share: places for calls in this worker, a provider that is down, people reached in a day, and
// the number's rate. Whatever is over a limit waits; nothing fails here. Locks follow those of the conversations.
import { currentRate, takeTurns, type Pace, type Turn } from '../../domain/pace.ts';
import type { Trx } from '../../platform/db.ts';
import type { Channel } from '../../store/channels.ts';
import { recordEvents } from '../../store/events.ts';
import { lockPaces } from '../../store/paces.ts';
import { countFirstReaches, portfolioOf } from '../../store/portfolios.ts';
import type { OutboxHead } from '../../store/outbox.ts';
import type { JobContext } from '../job.ts';
import type { Breaker } from './breaker.ts';
import { postponed, reachesFirst, type Decided, type Decision } from './decide.ts';
import type { Holding } from './holding.ts';

/** What this worker has in hand. */
export interface Hand {
  /** How many more calls the channel may have in flight. */
  room(channelId: string): number;
  inFlight(channelId: string): number;
  breaker: Breaker;
  holding: Holding;
}

export interface Governed {
  decided: Decided[];
  /** Locked, and to be written back. */
  paces: Map<string, Pace>;
}

export async function govern(
  context: JobContext,
  trx: Trx,
  decided: readonly Decided[],
  hand: Hand,
): Promise<Governed> {
  const admitted = admit(context, decided, hand);
  const affordable = await withinBudgets(context, trx, admitted);
  return paced(context, trx, affordable, hand);
}

// Jittered, so that conversations held back together do not come back together.
const crowdedMs = () => 1_000 + 2_000 * Math.random();
const probingMs = () => 2_000 + 3_000 * Math.random();

function admit(context: JobContext, decided: readonly Decided[], hand: Hand): Decided[] {
  const taken = new Map<string, number>();
  return decided.map((each) => {
    const { head, decision } = each;
    if (decision.type !== 'send' && decision.type !== 'lookup') return each;
    const before = taken.get(head.channelId) ?? 0;
    const refusal = refuse(context, head, before, hand);
    if (refusal) return { head, decision: refusal };
    taken.set(head.channelId, before + 1);
    return each;
  });
}

function refuse(context: JobContext, head: OutboxHead, before: number, hand: Hand): Decision | undefined {
  const now = context.clock.now();
  const { channelId } = head;
  const state = hand.breaker.state(channelId, now.getTime());
  if (state === 'open') {
    const ms = hand.breaker.openUntilMs(channelId) - now.getTime();
    return postponed(now, ms + crowdedMs(), 'provider_down');
  }
  // One call finds out whether the provider is back, or the account well again.
  const probes = state === 'half_open' || head.pausedUntil !== null;
  if (probes && hand.inFlight(channelId) + before > 0)
    return postponed(now, probingMs(), state === 'half_open' ? 'provider_down' : 'paused');
  if (before >= hand.room(channelId)) return postponed(now, crowdedMs(), 'crowded');
  return undefined;
}

async function withinBudgets(context: JobContext, trx: Trx, decided: Decided[]): Promise<Decided[]> {
  const now = context.clock.now();
  const reaches = decided.flatMap(({ head, decision }) =>
    decision.type === 'send' && reachesFirst(head, decision.channel, now) ? [{ head, channel: decision.channel }] : [],
  );
  if (reaches.length === 0) return decided;
  const waits = new Map<string, Date>();
  const byPortfolio = Map.groupBy(reaches, ({ channel }) => `${channel.provider} ${portfolioOf(channel)}`);
  for (const [, group] of [...byPortfolio].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { channel } = group[0]!;
    const portfolio = { provider: channel.provider, name: portfolioOf(channel) };
    const recipients = group.map(({ head }) => head.recipient);
    const { notBefore, exhausted } = await countFirstReaches(trx, portfolio, recipients, now);
    group.forEach(({ head }, n) => {
      if (notBefore[n]) waits.set(head.messageId, notBefore[n]);
    });
    if (exhausted) await announceExhausted(trx, channel);
  }
  return decided.map((each) => {
    const until = waits.get(each.head.messageId);
    return until ? { head: each.head, decision: { type: 'postpone', until, reason: 'budget' } } : each;
  });
}

function announceExhausted(trx: Trx, { id, tenantId }: Channel): Promise<void> {
  const reason = 'As many people as allowed were reached first in the last 24 hours: templates wait.';
  const data = { channelId: id, change: 'alert', code: 'daily_budget', reason } as const;
  return recordEvents(trx, [{ tenantId, type: 'channel_changed', data }]);
}

async function paced(context: JobContext, trx: Trx, decided: Decided[], hand: Hand): Promise<Governed> {
  const sends = decided.flatMap((each) =>
    each.decision.type === 'send' ? [{ head: each.head, channel: each.decision.channel }] : [],
  );
  if (sends.length === 0) return { decided, paces: new Map() };
  const byChannel = Map.groupBy(sends, ({ channel }) => channel);
  const paces = await lockPaces(
    trx,
    [...byChannel.keys()].map(({ id }) => id),
  );
  const decisions = new Map<string, Decision>();
  for (const [channel, group] of byChannel) {
    const pace = paces.get(channel.id)!;
    const heads = group.map(({ head }) => head);
    const { turns, pace: after } = takeTurns(
      pace,
      channel,
      heads.map((head) => waitingOf(head, hand.holding)),
      hand.holding.aheadMs,
    );
    paces.set(channel.id, after);
    const spacingMs = 1000 / currentRate(channel, pace);
    let space = hand.holding.space(channel.id, spacingMs);
    heads.forEach((head, n) => {
      const isHeld = hand.holding.holds(head.messageId);
      const decision = decisionOf(context, channel, pace, turns[n]!, { spacingMs, mayHold: isHeld || space > 0 });
      if (decision.type === 'hold' && !isHeld) space -= 1;
      decisions.set(head.messageId, decision);
    });
  }
  return {
    decided: decided.map(({ head, decision }) => ({ head, decision: decisions.get(head.messageId) ?? decision })),
    paces,
  };
}

function waitingOf({ messageId, channelId, bulk, slotAt }: OutboxHead, holding: Holding) {
  return {
    bulk,
    dueAt: slotAt?.getTime() ?? null,
    behind: !holding.holds(messageId) && holding.waits(channelId, bulk),
  };
}

// The queue looks for jobs that have fallen due once a second: the worker takes what is due so soon, and keeps it.
const holdMs = 2_000;
const leadMs = 1_000;

function decisionOf(
  context: JobContext,
  channel: Channel,
  { now }: Pace,
  { type, at }: Turn,
  { spacingMs, mayHold }: { spacingMs: number; mayHold: boolean },
): Decision {
  const inMs = at - now;
  const dueAtMs = Date.now() + inMs;
  if (type === 'go') return { type: 'send', channel, callAtMs: dueAtMs };
  const slotAt = new Date(at);
  if (inMs <= holdMs && mayHold) return { type: 'hold', slotAt, dueAtMs, spacingMs };
  const untilMs = inMs <= holdMs ? crowdedMs() : inMs - leadMs;
  return { ...postponed(context.clock.now(), untilMs, 'rate'), slotAt } as Decision;
}
