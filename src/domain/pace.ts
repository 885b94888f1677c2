// How fast a number may send. Pure: the row that all workers share is in store/paces.ts, what waits is in jobs/outbound.
import type { Transport } from './transport.ts';

/** Messages a second that providers give a number which was told nothing else. */
const usualPerSecond: { readonly [transport in Transport]: number } = { whatsapp: 80, sms: 1 };

// A busy process makes its calls late, and then several together: the provider's count of any second must not exceed the
// rate for that. Measured with more work than processors: up to a tenth.
const headroom = 0.9;
// What bulk leaves for replies, which are not known yet when bulk takes its turn.
const bulkShare = 0.95;
// From a standstill to full speed: slow enough that the provider is not told "too fast" every few seconds.
const recoveryMs = 5 * 60_000;
const deepestCut = 1 / 32;

export interface PaceLimit {
  transport: Transport;
  /** Null: the usual. */
  ratePerSecond: number | null;
}

/** Times in milliseconds since the epoch, all by one clock. */
export interface Pace {
  now: number;
  /** When the next message may go. */
  nextAt: number;
  /** When the turn comes of one that joins the queue of replies now. */
  repliesDueAt: number;
  bulkDueAt: number;
  slowedAt: number | null;
  slowedTo: number | null;
}

export function fullRate({ transport, ratePerSecond }: PaceLimit): number {
  return ratePerSecond ?? usualPerSecond[transport];
}

/** Messages a second at present: after the provider said "too fast" it is cut, and grows back evenly. */
export function currentRate(limit: PaceLimit, { now, slowedAt, slowedTo }: Pace): number {
  const full = fullRate(limit);
  if (slowedAt === null || slowedTo === null) return full;
  return Math.min(full, slowedTo + (full * Math.max(0, now - slowedAt)) / recoveryMs);
}

/** Half of the present rate, down to a small part of the full one. */
export function cutRate(limit: PaceLimit, pace: Pace): number {
  return Math.max(currentRate(limit, pace) / 2, fullRate(limit) * deepestCut);
}

export interface Waiting {
  bulk: boolean;
  /** The place it was given in the queue before; null: it comes now. */
  dueAt: number | null;
  /** Others of its kind wait already: it goes behind them. */
  behind: boolean;
}

/** `go`: its slot is `at`, and taken. `wait`: its turn comes at about `at`; nothing is taken but its place in the queue. */
export type Turn = { type: 'go' | 'wait'; at: number };

const replyReachMs = 150;

/**
 * Gives out slots, replies first, and moves the pace accordingly. The turns are in the order of what waits.
 * @param bulkReachMs how far ahead bulk takes slots. A reply waits for no more than the slots that are taken already, so this
 * is what bulk adds to its latency.
 */
export function takeTurns(
  pace: Pace,
  limit: PaceLimit,
  waiting: readonly Waiting[],
  bulkReachMs: number,
): { turns: Turn[]; pace: Pace } {
  const spacing = 1000 / (currentRate(limit, pace) * headroom);
  const after = { ...pace };
  const turns: Turn[] = Array.from({ length: waiting.length });
  waiting.forEach((each, n) => {
    if (!each.bulk) turns[n] = replyTurn(after, spacing, each);
  });
  waiting.forEach((each, n) => {
    if (each.bulk) turns[n] = bulkTurn(after, spacing, bulkReachMs, each);
  });
  return { turns, pace: after };
}

function replyTurn(pace: Pace, spacing: number, { dueAt, behind }: Waiting): Turn {
  const slot = Math.max(pace.nextAt, pace.now);
  if (!behind && slot <= pace.now + replyReachMs) {
    pace.nextAt = slot + spacing;
    return { type: 'go', at: slot };
  }
  if (dueAt !== null) return { type: 'wait', at: Math.max(dueAt, slot) };
  const at = Math.max(pace.repliesDueAt, slot);
  pace.repliesDueAt = at + spacing;
  return { type: 'wait', at };
}

// Its places are as far apart as its share has it; what comes late to its place follows at the number's own distance, so that
// bulk catches up with what a busy moment cost it.
function bulkTurn(pace: Pace, spacing: number, reachMs: number, { dueAt, behind }: Waiting): Turn {
  const slot = Math.max(pace.nextAt, pace.now);
  const due = dueAt ?? Math.max(pace.bulkDueAt, slot);
  if (dueAt === null) pace.bulkDueAt = due + spacing / bulkShare;
  const at = Math.max(slot, due);
  if (behind || at > pace.now + reachMs) return { type: 'wait', at };
  pace.nextAt = at + spacing;
  return { type: 'go', at };
}

/** Meta: one message every 6 seconds to one person, of which 45 may be sent at once. */
const pairIntervalMs = 6_000;
const pairBurst = 45;

/** Undefined: a message to this person may go now. `wholeAt`: when the allowance is whole again. */
export function pairOpensAt(wholeAt: Date | null, now: Date): Date | undefined {
  if (wholeAt === null) return undefined;
  const opensAt = new Date(wholeAt.getTime() - (pairBurst - 1) * pairIntervalMs);
  return opensAt > now ? opensAt : undefined;
}

/** When the allowance is whole again after one more message. */
export function pairWholeAt(wholeAt: Date | null, now: Date): Date {
  return new Date(Math.max(wholeAt?.getTime() ?? 0, now.getTime()) + pairIntervalMs);
}

/** The allowance as it is when the provider takes nothing before then. */
export function pairSpentUntil(opensAt: Date): Date {
  return new Date(opensAt.getTime() + (pairBurst - 1) * pairIntervalMs);
}
