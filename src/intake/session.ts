// Where a conversation stands, as it is stored between two messages.
import type { Language } from '../domain/language.ts';
import type { ReplyOption } from '../domain/message.ts';
import type { FlowState } from './flow.ts';
import { emptyTraffic, type Traffic } from './guardrails/traffic.ts';

export interface Session {
  /** As stored; undefined when no dialogue is under way. */
  state: FlowState | undefined;
  /** The last one used. */
  language: Language;
  /** The choices of the question that stands, or that the last dialogue ended with, in the order of their numbers. */
  offered: readonly ReplyOption[];
  /** The states before this one, oldest first, for `back`. */
  earlier: readonly FlowState[];
  traffic: Traffic;
  startedAt: Date;
  /** When the dialogue is over if nobody goes on with it; what was offered with its end does not stand longer either. */
  expiresAt: Date | undefined;
}

export function newSession(language: Language, now: Date): Session {
  return {
    state: undefined,
    language,
    offered: [],
    earlier: [],
    traffic: emptyTraffic,
    startedAt: now,
    expiresAt: undefined,
  };
}

/** Without its dialogue. What guards against floods stays. */
export function ended(session: Session): Session {
  return { ...session, state: undefined, offered: [], earlier: [], expiresAt: undefined };
}
