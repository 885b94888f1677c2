// What a flow is: a pure function from (state, message) to (state, replies, effects). It does no I/O and keeps nothing
// between calls; what it wants done it returns, and the engine does it in the transaction that stores the new state.
import type { MediaKind } from '../domain/media.ts';
import type { OutboundContent } from '../domain/message.ts';
import type { JsonObject } from '../domain/webhook.ts';

export interface FlowMessage {
  id: string;
  kind: string;
  /** What the person said, readable; of a voice note its words, where they are known. */
  text: string;
  /** What was tapped, or answered by its number or title: the id it was offered with. */
  replyId?: string;
  /** Files that came with it, in order. */
  media: readonly { id: string; kind: MediaKind }[];
  /** The full structure where there is more than text. */
  payload: JsonObject;
}

export interface FlowInput<State> {
  /** Undefined: the dialogue begins. */
  state: State | undefined;
  message: FlowMessage;
  now: Date;
}

/** A text may be of any length: it is sent in as many messages as the channel needs. */
export type Reply = OutboundContent;

export type Effect =
  /** The conversation leaves intake: a person takes over. */
  { type: 'hand_over'; reason: string };

export interface FlowStep<State> {
  /** Undefined: the dialogue is over. */
  state: State | undefined;
  replies: Reply[];
  effects?: Effect[];
}

export interface Flow<State = unknown> {
  name: string;
  /** Reads a stored state; undefined when it cannot be used any more, which begins the dialogue anew. */
  parseState(stored: unknown): State | undefined;
  step(input: FlowInput<State>): FlowStep<State>;
}
