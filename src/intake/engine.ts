// Runs a conversation's pending messages through its flow, in order. Pure: everything to be stored or sent is returned.
import { asObject } from '../domain/json.ts';
import type { Effect, Flow, Reply } from './flow.ts';
import { cleanInput } from './guardrails/clean-input.ts';
import { fitChannel } from './guardrails/fit-channel.ts';

export interface EngineMessage {
  id: string;
  kind: string;
  body: string;
  payload: unknown;
}

export interface ConversationRun {
  /** The session to store; undefined when there is none any more. */
  state: unknown;
  handled: string[];
  replies: { causedById: string; reply: Reply }[];
  effects: Effect[];
  /** The message the flow could not handle. It and what came after it stay in the inbox. */
  failure?: { messageId: string; error: unknown };
}

export interface ConversationInput {
  flow: Flow;
  stored: unknown;
  messages: readonly EngineMessage[];
  now: Date;
  /** Longest text of the channel, in characters. */
  textLimit: number;
}

export function runConversation({ flow, stored, messages, now, textLimit }: ConversationInput): ConversationRun {
  const run: ConversationRun = { state: stored, handled: [], replies: [], effects: [] };
  for (const message of messages) {
    try {
      const state = run.state === undefined ? undefined : flow.parseState(run.state);
      const step = flow.step({ state, message: toFlowMessage(message), now });
      run.state = step.state;
      run.replies.push(...fitChannel(step.replies, textLimit).map((reply) => ({ causedById: message.id, reply })));
      run.effects.push(...(step.effects ?? []));
      run.handled.push(message.id);
    } catch (error) {
      run.failure = { messageId: message.id, error };
      return run;
    }
    // From here on a person answers.
    if (run.effects.some((effect) => effect.type === 'hand_over')) return run;
  }
  return run;
}

function toFlowMessage({ id, kind, body, payload }: EngineMessage) {
  return { id, kind, text: cleanInput(body), payload: asObject(payload) };
}
