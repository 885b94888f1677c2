// A circuit breaker for each channel, in this process: when a provider does not answer any more, its messages wait without
// being tried, and one at a time finds out whether it is back.
import type { TaskOutcome } from './task.ts';

export type BreakerState = 'closed' | 'half_open' | 'open';

export interface Breaker {
  /** `open`: nothing is sent; `half_open`: one call at a time. */
  state(channelId: string, nowMs: number): BreakerState;
  openUntilMs(channelId: string): number;
  /** A call ended. */
  note(channelId: string, outcome: TaskOutcome, nowMs: number): void;
}

const failuresToOpen = 5;
const firstOpenMs = 5_000;
const longestOpenMs = 60_000;

interface Circuit {
  failures: number;
  openings: number;
  openUntilMs: number;
  halfOpen: boolean;
}

/** @param onChange called when a channel's circuit opens, is first seen to be half open, or closes. */
export function createBreaker(onChange: (channelId: string, state: BreakerState) => void): Breaker {
  const circuits = new Map<string, Circuit>();
  return {
    state: (channelId, nowMs) => {
      const circuit = circuits.get(channelId);
      if (!circuit || circuit.openings === 0) return 'closed';
      if (circuit.openUntilMs > nowMs) return 'open';
      if (!circuit.halfOpen) onChange(channelId, 'half_open');
      circuit.halfOpen = true;
      return 'half_open';
    },
    openUntilMs: (channelId) => circuits.get(channelId)?.openUntilMs ?? 0,
    note: (channelId, outcome, nowMs) => {
      if (outcome.type === 'late') return; // Nobody was called.
      const circuit = circuits.get(channelId) ?? { failures: 0, openings: 0, openUntilMs: 0, halfOpen: false };
      if (isOurs(outcome)) return;
      if (isAnswer(outcome)) {
        circuits.delete(channelId);
        if (circuit.openings > 0) onChange(channelId, 'closed');
        return;
      }
      circuits.set(channelId, circuit);
      circuit.failures += 1;
      // Calls that began before it opened end after: they say nothing new.
      if (circuit.failures < failuresToOpen || circuit.openUntilMs > nowMs) return;
      circuit.openUntilMs = nowMs + Math.min(longestOpenMs, firstOpenMs * 2 ** circuit.openings);
      circuit.openings += 1;
      circuit.halfOpen = false;
      onChange(channelId, 'open');
    },
  };
}

// Our own store or code, before the provider was asked anything: says nothing about the provider.
const ownCodes: ReadonlySet<string> = new Set(['object_store', 'upload_slow', 'internal']);

function isOurs(outcome: TaskOutcome): boolean {
  return 'failure' in outcome && ownCodes.has(outcome.failure.code);
}

// A refusal is an answer: whoever refuses is there.
function isAnswer(outcome: TaskOutcome): boolean {
  if (outcome.type === 'ambiguous' || outcome.type === 'unknown') return false;
  return outcome.type !== 'retry' || outcome.failure.kind !== 'retry';
}
