// Runs a conversation's pending messages through its flow, in order. Pure: everything to be stored or sent is returned.
import { asObject } from '../domain/json.ts';
import type { MediaKind } from '../domain/media.ts';
import type { ReplyOption } from '../domain/message.ts';
import type { Effect, Flow, FlowMessage, Reply } from './flow.ts';
import { cleanInput } from './guardrails/clean-input.ts';
import { fitChannel } from './guardrails/fit-channel.ts';
import { chosenOption, parseReplyOptions } from './reply-options.ts';

export interface EngineMessage {
  id: string;
  kind: string;
  body: string;
  payload: unknown;
  replyId: string | null;
  media: readonly { id: string; kind: MediaKind; transcript: string | null }[];
}

export interface ConversationRun {
  /** The session to store; undefined when there is none any more. */
  state: unknown;
  handled: string[];
  replies: { causedById: string; reply: Reply }[];
  effects: Effect[];
  /** What was offered as numbered text does not stand any more. */
  optionsSpent: boolean;
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
  /** What was last offered as numbered text, as stored. */
  replyOptions?: unknown;
}

export function runConversation(input: ConversationInput): ConversationRun {
  const { flow, stored, messages, now, textLimit } = input;
  const run: ConversationRun = { state: stored, handled: [], replies: [], effects: [], optionsSpent: false };
  const options = parseReplyOptions(input.replyOptions);
  for (const message of messages) {
    try {
      const state = run.state === undefined ? undefined : flow.parseState(run.state);
      const chosen = run.optionsSpent ? undefined : chosenBy(message, options);
      const step = flow.step({ state, message: toFlowMessage(message, chosen), now });
      run.state = step.state;
      run.replies.push(...fitChannel(step.replies, textLimit).map((reply) => ({ causedById: message.id, reply })));
      run.effects.push(...(step.effects ?? []));
      run.handled.push(message.id);
      run.optionsSpent ||= options.length > 0 && (chosen !== undefined || step.replies.length > 0);
    } catch (error) {
      run.failure = { messageId: message.id, error };
      return run;
    }
    // From here on a person answers.
    if (run.effects.some((effect) => effect.type === 'hand_over')) return run;
  }
  return run;
}

function chosenBy({ kind, body, replyId }: EngineMessage, options: readonly (ReplyOption | undefined)[]) {
  return kind === 'text' && replyId === null ? chosenOption(body, options) : undefined;
}

function toFlowMessage(message: EngineMessage, chosen: ReplyOption | undefined): FlowMessage {
  const { id, kind, body, payload, media } = message;
  const words = media.flatMap(({ transcript }) => transcript ?? []).join('\n');
  const replyId = chosen?.id ?? message.replyId;
  return {
    id,
    kind,
    text: cleanInput(chosen?.title || words || body),
    payload: asObject(payload),
    media: media.map((file) => ({ id: file.id, kind: file.kind })),
    ...(replyId === null ? {} : { replyId }),
  };
}
