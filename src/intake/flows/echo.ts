// Says back what was said: shows that the whole path works, and the shape of a flow.
import type { Flow } from '../flow.ts';

interface EchoState {
  /** How many messages of this person were answered. */
  answered: number;
}

// They are about another message, or about nothing a person said.
const unanswered = new Set(['reaction', 'system', 'edit', 'revoke', 'request_welcome', 'unsupported']);

export const echoFlow: Flow<EchoState> = {
  name: 'echo',
  parseState(stored) {
    const answered = (stored as { answered?: unknown } | null)?.answered;
    return typeof answered === 'number' ? { answered } : undefined;
  },
  step({ state = { answered: 0 }, message }) {
    if (unanswered.has(message.kind)) return { state, replies: [] };
    return { state: { answered: state.answered + 1 }, replies: [{ kind: 'text', text: `[Echo] ${message.text}` }] };
  },
};
