// One message of a dialogue: what is the same in every flow comes first, then the flow itself. Pure.
import type { ReplyOption } from '../domain/message.ts';
import { chosenAnswer } from './answers.ts';
import { optionsOf, text } from './choices.ts';
import { readCommand, type Command } from './commands.ts';
import { readWords, toFlowMessage, type EngineMessage } from './engine-message.ts';
import { endExpired } from './expiry.ts';
import type { Effect, Flow, FlowMessage, FlowState, Reply, StepInput } from './flow.ts';
import { isAbuse } from './guardrails/abuse.ts';
import { maskPersonalIn } from './guardrails/mask-personal.ts';
import { isTooLong } from './guardrails/too-long.ts';
import { watchTraffic } from './guardrails/traffic.ts';
import { withProgress } from './progress.ts';
import type { Say, TextKey } from './locales/index.ts';
import type { Looking } from './lookups.ts';
import { ended, type Session } from './session.ts';
import { firstChoices, tappedOf, withoutQuestions } from './tapped.ts';

export interface Turn {
  session: Session;
  replies: Reply[];
  effects: Effect[];
}

export interface TurnInput {
  flow: Flow;
  /** Of every flow that there is. */
  flowNames: { has(name: string): boolean };
  session: Session;
  message: EngineMessage;
  /** Choices of other messages that went out as numbered text. */
  alsoOffered: readonly (ReplyOption | undefined)[];
  say: Say;
  now: Date;
}

// How far `back` goes.
const mostEarlier = 20;

export function* takeTurn(input: TurnInput): Looking<Turn> {
  const { flow, message, say, now } = input;
  if (flow.bare) return yield* stepBare(input);
  const { words, spoken } = readWords(message);
  // Whoever wrote in time did, however long the message waited to be handled.
  const saidAt = message.providerAt < now ? message.providerAt : now;
  const typed = message.replyId === null ? words : '';
  const arrival = { text: typed, step: input.session.state?.step ?? '', at: saidAt };
  const watched = watchTraffic(input.session.traffic, arrival);
  const counted = { ...input.session, traffic: watched.traffic };
  if (watched.verdict === 'silent') return { session: counted, replies: [], effects: [] };
  if (watched.verdict !== 'answer') return only(counted, say(warnings[watched.verdict]));
  const { session, isOver, notice } = endExpired({ flow, say, saidAt }, counted);
  const alsoOffered = isOver ? withoutQuestions(input.alsoOffered, flow) : input.alsoOffered;
  const answered = yield* answer({ ...input, session, alsoOffered }, words, spoken);
  return prefixed(notice, withProgress(answered, session, arrival, now));
}

const warnings = {
  slow_down: 'dialogue.slow_down',
  automatic: 'dialogue.automatic',
  no_progress: 'dialogue.no_progress',
} as const;

function* answer(input: TurnInput, words: string, spoken: boolean): Looking<Turn> {
  const { session, message } = input;
  const command = message.replyId === null ? readCommand(words) : undefined;
  if (command && !(yield* isAnswer(input, command, words))) return yield* obey(input, command);
  if (isTooLong(words)) return yield* askAgain(input, 'dialogue.too_long');
  const offers = session.state === undefined ? [session.offered, yield* firstChoices(input)] : [session.offered];
  const tapped = tappedOf(input, offers, words, spoken);
  if (tapped === 'foreign') return { session, replies: [], effects: [] };
  if (tapped === 'stale')
    return yield* askAgain(input, session.state ? 'dialogue.stale_choice' : 'dialogue.past_choice');
  if (tapped === undefined && message.media.length === 0 && isAbuse(words))
    return yield* askAgain(input, 'dialogue.abuse');
  return yield* stepFlow(input, toFlowMessage(message, words, tapped));
}

function* isAnswer(input: TurnInput, command: Command, words: string): Looking<boolean> {
  const { flow, message } = input;
  if (!flow.takesCommand) return false;
  return yield* flow.takesCommand(command, stepInput(input, toFlowMessage(message, words)));
}

function* obey(input: TurnInput, command: Command): Looking<Turn> {
  const { flow, session, say } = input;
  const state = session.state === undefined ? undefined : flow.parseState(session.state);
  switch (command) {
    case 'menu':
      return yield* enter(input, ended(session), flow.start(), []);
    case 'cancel':
      return only(ended(session), say(state ? 'dialogue.cancelled' : 'dialogue.nothing_to_cancel'));
    case 'help':
      return yield* enter(input, session, state ?? flow.start(), [
        text(say(flow.help)),
        text(say('dialogue.commands')),
      ]);
    case 'back': {
      const before = flow.parseState(session.earlier.at(-1));
      if (!before) return yield* enter(input, session, state ?? flow.start(), [text(say('dialogue.no_way_back'))]);
      return yield* enter(input, { ...session, earlier: session.earlier.slice(0, -1) }, before, []);
    }
  }
}

function* askAgain(input: TurnInput, why: TextKey): Looking<Turn> {
  const { flow, session, say } = input;
  const state = session.state === undefined ? undefined : flow.parseState(session.state);
  return yield* enter(input, session, state ?? flow.start(), [text(say(why))]);
}

/** The question of a state is put. */
function* enter(
  { flow, say, now }: TurnInput,
  session: Session,
  state: FlowState,
  before: readonly Reply[],
): Looking<Turn> {
  const question = yield* flow.ask({ state, say, now });
  const entered = under(flow, session, state, now);
  return {
    session: { ...entered, offered: optionsOf(question) },
    replies: [...before, ...question],
    effects: [],
  };
}

function* stepFlow(input: TurnInput, message: FlowMessage): Looking<Turn> {
  const { flow, session, now } = input;
  const given = stepInput(input, message);
  const { state, begins } = given;
  const step = yield* flow.step(given);
  const effects = maskPersonalIn(step.effects ?? [], flow.codes);
  if (step.state === undefined) return { session: endedWith(input, step.replies), replies: step.replies, effects };
  const next = maskPersonalIn(step.state, flow.codes);
  const before = begins ? [] : session.earlier;
  const earlier = next.step === state.step ? before : [...before, state].slice(-mostEarlier);
  const gone = { ...session, earlier };
  if (step.quiet) return { session: under(flow, gone, next, now), replies: step.replies, effects };
  const turn = yield* enter(input, gone, next, step.replies);
  return { ...turn, effects };
}

/** What a dialogue ended with can be chosen for as long as it would have lasted. */
function endedWith({ flow, session, now }: TurnInput, replies: readonly Reply[]): Session {
  const offered = optionsOf(replies);
  if (offered.length === 0) return ended(session);
  return { ...ended(session), offered, expiresAt: new Date(now.getTime() + flow.expiresAfterMs) };
}

function stepInput({ flow, session, say, now }: TurnInput, message: FlowMessage): StepInput<FlowState> {
  const stored = session.state === undefined ? undefined : flow.parseState(session.state);
  return { state: stored ?? flow.start(), message, say, now, begins: stored === undefined };
}

/** Every message of whatever kind gets the flow's own answer. */
function* stepBare(input: TurnInput): Looking<Turn> {
  const { message, alsoOffered } = input;
  const { words, spoken } = readWords(message);
  const chosen = message.replyId === null ? chosenAnswer(words, alsoOffered, { spoken }) : undefined;
  return yield* stepFlow(input, toFlowMessage(message, words, chosen));
}

function under(flow: Flow, session: Session, state: FlowState, now: Date): Session {
  const startedAt = session.state === undefined ? now : session.startedAt;
  return { ...session, state, startedAt, expiresAt: new Date(now.getTime() + flow.expiresAfterMs) };
}

function only(session: Session, words: string): Turn {
  return { session, replies: [text(words)], effects: [] };
}

function prefixed(notice: readonly Reply[], turn: Turn): Turn {
  return notice.length === 0 ? turn : { ...turn, replies: [...notice, ...turn.replies] };
}
