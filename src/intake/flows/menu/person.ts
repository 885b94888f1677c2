// Option 6: somebody of the factory answers from here on.
import { text } from '../../choices.ts';
import type { Answering, Stepped } from './state.ts';

export const person = {
  id: 'person',
  *enter({ say }: Answering) {
    const effects = [{ type: 'hand_over', reason: 'asked' } as const];
    return { state: undefined, replies: [text(say('menu.person'))], effects } satisfies Stepped;
  },
  questions: {},
} as const;
