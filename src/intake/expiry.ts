// Dialogues that nobody went on with are over.
import { isDeepStrictEqual } from 'node:util';
import { text } from './choices.ts';
import type { Flow, FlowState, Reply } from './flow.ts';
import type { Say } from './locales/index.ts';
import { ended, type Session } from './session.ts';

/** The session without its dialogue when that is over, and what is said of it: a word when something was lost. */
export function endExpired(
  { flow, say, saidAt }: { flow: Flow; say: Say; saidAt: Date },
  session: Session,
): { session: Session; isOver: boolean; notice: Reply[] } {
  if (session.expiresAt === undefined || session.expiresAt > saidAt) return { session, isOver: false, notice: [] };
  const worthAWord = session.earlier.length > 0 || (session.state && hasCollected(flow, session.state));
  return { session: ended(session), isOver: true, notice: worthAWord ? [text(say('dialogue.expired'))] : [] };
}

/** Whether there is more in a state than at the start. What is only counted or marked, like wrong answers, nobody misses. */
function hasCollected(flow: Flow, { data }: FlowState): boolean {
  const before = new Map(Object.entries(flow.start().data));
  return Object.entries(data).some(([key, value]) => {
    const holds = typeof value === 'string' || typeof value === 'object';
    return holds && !isDeepStrictEqual(value, before.get(key));
  });
}
