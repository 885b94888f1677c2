// Says back what was said: shows that the whole path works, and the least a flow can be.
import type { Flow } from '../flow.ts';

export const echoFlow: Flow = {
  name: 'echo',
  expiresAfterMs: 24 * 3600_000,
  bare: true,
  help: 'dialogue.commands',
  start: () => ({ step: 'listening', data: {} }),
  parseState: () => ({ step: 'listening', data: {} }),
  *ask() {
    return [];
  },
  *step({ state, message }) {
    return { state, replies: [{ kind: 'text', text: `[Echo] ${message.text || message.shown}` }] };
  },
};
