// A small flow with every kind of step, and conversations with it through the engine.
import { choose, text } from '../../../src/intake/choices.ts';
import type { EngineMessage } from '../../../src/intake/engine-message.ts';
import { runConversation, type ConversationInput, type ConversationRun } from '../../../src/intake/engine.ts';
import type { Flow, FlowMessage, FlowState, Reply } from '../../../src/intake/flow.ts';
import { echoFlow } from '../../../src/intake/flows/echo.ts';
import { catalogues } from '../../../src/intake/locales/index.ts';
import type { Session } from '../../../src/intake/session.ts';
import { drive, type Lookups } from '../../support/dialogue.ts';

export const now = new Date('2026-11-21T10:00:00Z');
const inFuture = new Date('2999-01-01T00:00:00Z');
export const english = catalogues.en;

export function written(...bodies: string[]): EngineMessage[] {
  return bodies.map((body, index) => said({ id: `m${index}`, body }));
}

/** Sent as it is handled, unless it is said when: no message is of later than that. */
export function said(message: Partial<EngineMessage> & { id: string }): EngineMessage {
  const unsaid = { kind: 'text', body: '', payload: null, replyId: null, replyTo: null, media: [] };
  return { ...unsaid, providerAt: inFuture, ...message };
}

export function textOf(reply: Reply): string {
  if (reply.kind === 'interactive') return reply.body;
  return reply.kind === 'text' ? reply.text : `[${reply.kind}]`;
}

export type TrialState = FlowState & {
  step: 'size' | 'name' | 'photos';
  data: { size?: string; name?: string; photos?: number };
};

/** Asks for a size and a name, then takes photos until `done`, which does something. `break` throws. */
export const trial: Flow<TrialState> = {
  name: 'trial',
  expiresAfterMs: 3600_000,
  help: 'dialogue.nothing_to_cancel',
  start: () => ({ step: 'size', data: {} }),
  parseState: (stored) => {
    const { step, data } = (stored ?? {}) as TrialState;
    return ['size', 'name', 'photos'].includes(step) ? { step, data } : undefined;
  },
  *ask({ state: { step, data } }) {
    if (step === 'size') return [choose('Which size?', [sizes.small, sizes.large], 'Sizes')];
    return [text(step === 'name' ? `${data.size}. Whose name?` : `Photos of ${data.name}?`)];
  },
  *step({ state: { step, data }, message }) {
    if (message.text === 'break') throw new Error('broken');
    if (step === 'size') {
      if (message.replyId === undefined) return { state: { step, data }, replies: [text('Small or large.')] };
      return { state: { step: 'name', data: { size: message.replyId } }, replies: [] };
    }
    if (step === 'name') return { state: { step: 'photos', data: { ...data, name: message.text } }, replies: [] };
    if (message.media.length > 0) {
      const photos = (data.photos ?? 0) + 1;
      return {
        state: { step, data: { ...data, photos } },
        replies: photos === 1 ? [text('Got it.')] : [],
        quiet: true,
      };
    }
    const effects = [{ type: 'hand_over', reason: `${data.name} with ${data.photos ?? 0}` } as const];
    return { state: undefined, replies: [text('Done.')], effects };
  },
};
const sizes = { small: { id: 'small', title: 'Small' }, large: { id: 'large', title: 'Large' } };

/** Keeps what a flow is given. */
export function watching(reply?: Reply): { flow: Flow; seen: FlowMessage[] } {
  const seen: FlowMessage[] = [];
  const flow: Flow = {
    ...echoFlow,
    name: 'watching',
    *step({ state, message }) {
      seen.push(message);
      return { state, replies: reply ? [reply] : [] };
    },
  };
  return { flow, seen };
}

export const run = (
  messages: readonly EngineMessage[],
  { lookups, ...about }: Partial<ConversationInput> & { lookups?: Lookups } = {},
): ConversationRun =>
  drive(
    runConversation({
      flow: trial,
      session: undefined,
      messages,
      now,
      language: 'en',
      timeZone: 'UTC',
      textLimit: 1000,
      flowNames: new Set([trial.name]),
      ...about,
    }),
    lookups,
  );

/** One message after the other, each with the session that the one before left. */
export function talk(messages: readonly (string | Partial<EngineMessage>)[], about: Partial<ConversationInput> = {}) {
  let session: Session | undefined = about.session;
  const answers = messages.map((message, index) => {
    const part = typeof message === 'string' ? { body: message } : message;
    const outcome = run([said({ id: `t${index}`, ...part })], { ...about, session });
    if (outcome.failure) throw outcome.failure.error;
    session = outcome.session;
    return outcome;
  });
  const last = answers.at(-1)!;
  return { last, session: last.session, said: answers.map(saidIn), answers };
}

export const saidIn = ({ replies }: ConversationRun) => replies.map(({ reply }) => textOf(reply)).join(' | ');
export const photo = { kind: 'image', body: '[image]', media: [{ id: 'f', kind: 'image', transcript: null }] } as const;
