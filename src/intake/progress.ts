// Whether an answer led anywhere: to another question, to more that is known, to something done, or to an end with a way on.
// What is only counted or marked, like wrong answers, is no progress.
import { isDeepStrictEqual } from 'node:util';
import type { FlowState } from './flow.ts';
import { countIdle, type Arrival } from './guardrails/traffic.ts';
import type { Session } from './session.ts';
import type { Turn } from './turn.ts';

/** The turn, with what it means for the next message counted. */
export function withProgress(turn: Turn, before: Session, arrival: Arrival, now: Date): Turn {
  const idle = turn.effects.length === 0 && ledNowhere(before, turn.session);
  return { ...turn, session: { ...turn.session, traffic: countIdle(turn.session.traffic, idle, arrival, now) } };
}

function ledNowhere(before: Session, after: Session): boolean {
  if (before.state === undefined || after.state === undefined)
    return before.state === after.state && after.offered.length === 0;
  return before.state.step === after.state.step && isDeepStrictEqual(known(before.state), known(after.state));
}

function known({ data }: FlowState): object {
  return Object.fromEntries(
    Object.entries(data).filter(([, value]) => typeof value === 'string' || typeof value === 'object'),
  );
}
