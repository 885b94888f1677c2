// Says back what was said: shows that the whole path works, and the shape of a flow.
import { isSpoken } from '../../domain/message.ts';
import type { Flow } from '../flow.ts';

interface EchoState {
  /** How many messages of this person were answered. */
  answered: number;
}

export const echoFlow: Flow<EchoState> = {
  name: 'echo',
  parseState(stored) {
    const answered = (stored as { answered?: unknown } | null)?.answered;
    return typeof answered === 'number' ? { answered } : undefined;
  },
  step({ state = { answered: 0 }, message }) {
    if (!isSpoken(message.kind)) return { state, replies: [] };
    return { state: { answered: state.answered + 1 }, replies: [{ kind: 'text', text: `[Echo] ${message.text}` }] };
  },
};
