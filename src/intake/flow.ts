// What a flow is: pure functions from (state, message) to (state, replies, effects). It does no I/O and keeps nothing between
// calls. What it wants to know it asks for (lookups.ts), what it wants done it returns (effects): the engine sees to both in
// the transaction that stores the new state.
//
// The engine does what is the same everywhere: the words menu, cancel, back and help, dialogues left alone for too long, buttons
// of older questions, answers by number, title or voice, and the guardrails. A flow only says what it asks and what an
// answer leads to.
import type { MediaKind } from '../domain/media.ts';
import type { OutboundContent } from '../domain/message.ts';
import type { ReminderAnswer } from '../domain/reminder.ts';
import type { Place, Severity, TicketKind } from '../domain/ticket.ts';
import type { JsonObject } from '../domain/webhook.ts';
import type { Command } from './commands.ts';
import type { Say, TextKey } from './locales/index.ts';
import type { Looking } from './lookups.ts';

export interface FlowMessage {
  id: string;
  kind: string;
  /** What the person said in words: typed, written with a file, or spoken where the words are known. May be empty. */
  text: string;
  /** What the history shows of it, also of what has no words. */
  shown: string;
  /** What was chosen, by a tap, its number or its title: the id it was offered with. */
  replyId?: string;
  /** External id of the message it quotes or whose button it is. */
  replyTo?: string;
  /** Files that came with it, in order. */
  media: readonly { id: string; kind: MediaKind }[];
  /** Of a shared location. */
  place?: Place;
  /** The full structure where there is more than text. */
  payload: JsonObject;
}

/** Where a dialogue stands. `data` is JSON: what was collected so far. */
export interface FlowState {
  step: string;
  data: object;
}

/** A text may be of any length: it is sent in as many messages as the channel needs. */
export type Reply = OutboundContent;

export interface AskInput<State extends FlowState> {
  state: State;
  /** Texts in the person's language. */
  say: Say;
  now: Date;
}

export interface StepInput<State extends FlowState> extends AskInput<State> {
  message: FlowMessage;
  /** The dialogue begins with this message: its state is what `start` gave. */
  begins: boolean;
}

export interface FlowStep<State extends FlowState> {
  /** Undefined: the dialogue is over. What its replies offer can be chosen for as long as it would have lasted. */
  state: State | undefined;
  /** What is said before the question of the new state. */
  replies: Reply[];
  effects?: Effect[];
  /** The question is not put again: more of the same is expected, such as another photo. */
  quiet?: boolean;
}

export interface Flow<State extends FlowState = FlowState> {
  name: string;
  /** A dialogue that nobody went on with for that long is over. */
  expiresAfterMs: number;
  start(): State;
  /** Reads a stored state; undefined when it cannot be used any more, which begins the dialogue anew. */
  parseState(stored: unknown): State | undefined;
  /** The question of a state, with its choices. Put after every step, and again after `help`, `back` and old buttons. */
  ask(input: AskInput<State>): Looking<Reply[]>;
  /** What a message leads to. */
  step(input: StepInput<State>): Looking<FlowStep<State>>;
  /**
   * Keys, in its data and effects, of codes that were found, such as an order's number: they are the tenant's and stay as they
   * are, while everything else is masked where it looks like the number of a card.
   */
  codes?: readonly string[];
  /** What `help` explains, before the question is put again. */
  help: TextKey;
  /**
   * Whether it takes a choice that the question that stands does not offer: one that is good at any time, or a reminder's.
   *
   * @param title as the person saw it.
   */
  knowsReply?(replyId: string, title: string): boolean;
  /** Whether a word that commands the dialogue is an answer just now: `cancel` may be about an appointment. */
  takesCommand?(command: Command, input: StepInput<State>): Looking<boolean>;
  /** What answers a reminder is its own affair. Where it is not, the answer is taken before the flow sees the message. */
  answersReminders?: boolean;
  /**
   * Every message gets its answer, whatever it is: no commands, no guardrails for conversations, and nothing is kept from one
   * to the next, so that its state is always that of the start. For diagnosis.
   */
  bare?: boolean;
}

export interface NewTicket {
  number: string;
  kind: TicketKind;
  description: string;
  severity?: Severity;
  category?: string;
  orderId?: string;
  machineCode?: string;
  place?: Place;
  mediaIds?: string[];
  details?: JsonObject;
}

export type Effect =
  /** The conversation leaves intake: a person takes over, until it is closed. */
  | { type: 'hand_over'; reason: string }
  /** One for each message at most. */
  | { type: 'create_ticket'; ticket: NewTicket }
  | { type: 'hold_order'; orderId: string; ticketNumber: string }
  | { type: 'answer_reminder'; occurrenceId: string; answer: ReminderAnswer };
