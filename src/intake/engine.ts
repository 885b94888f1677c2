// Runs a conversation's pending messages through its flow, in order. Pure: what it wants to know it yields, everything to be
// stored or sent is returned.
import type { Language } from '../domain/language.ts';
import { isSpoken } from '../domain/message.ts';
import { chosenAnswer } from './answers.ts';
import { readWords, type EngineMessage } from './engine-message.ts';
import type { Effect, Flow, Reply } from './flow.ts';
import { safeReply } from './guardrails/check-reply.ts';
import { fitChannel } from './guardrails/fit-channel.ts';
import { speaker } from './locales/index.ts';
import type { ExtractionLookup, Looking } from './lookups.ts';
import { mergeReplies } from './merge-replies.ts';
import { markOwn } from './own-choices.ts';
import { overhear, ownWords, textsIn } from './repeatable.ts';
import { parseReplyOptions } from './reply-options.ts';
import { newSession, type Session } from './session.ts';
import { takeTurn } from './turn.ts';

export interface ConversationRun {
  session: Session;
  handled: string[];
  replies: { causedById: string; reply: Reply }[];
  effects: { causedById: string; effect: Effect }[];
  /** Guardrails that kept a reply from going out. */
  withheld: { messageId: string; problem: string }[];
  /** What was offered as numbered text does not stand any more. */
  optionsSpent: boolean;
  /** There are messages that were not looked at yet. */
  unfinished: boolean;
  /** The message the flow could not handle. It and what came after it stay in the inbox. */
  failure?: { messageId: string; error: unknown };
  /** The message whose answer needs what is not known yet. It and what came after it stay in the inbox. */
  waiting?: ExtractionLookup;
}

export interface ConversationInput {
  flow: Flow;
  session: Session | undefined;
  messages: readonly EngineMessage[];
  now: Date;
  language: Language;
  /** IANA: how instants are said. */
  timeZone: string;
  /** Longest text of the channel, in characters. */
  textLimit: number;
  /** Of every flow that there is: a choice of one that the channel does not run any more is known for what it was. */
  flowNames: { has(name: string): boolean };
  /** What was last offered as numbered text, as stored. */
  replyOptions?: unknown;
}

/** Thrown into a run in place of an answer that has to be waited for. */
export class NotYet extends Error {
  override name = 'NotYet';
  readonly lookup: ExtractionLookup;

  constructor(lookup: ExtractionLookup) {
    super('the answer has to be waited for');
    this.lookup = lookup;
  }
}

export function* runConversation(input: ConversationInput): Looking<ConversationRun> {
  const { messages, now, language } = input;
  const options = parseReplyOptions(input.replyOptions);
  const run: ConversationRun = {
    session: { ...(input.session ?? newSession(language, now)), language },
    handled: [],
    replies: [],
    effects: [],
    withheld: [],
    optionsSpent: false,
    unfinished: false,
  };
  for (const message of messages) {
    try {
      yield* answer(input, run, message, run.optionsSpent ? [] : options);
    } catch (error) {
      if (error instanceof NotYet) run.waiting = error.lookup;
      else run.failure = { messageId: message.id, error };
      return run;
    }
    run.handled.push(message.id);
    // What comes after it must see what it did.
    if (run.effects.length > 0) {
      run.unfinished = run.handled.length < messages.length;
      return run;
    }
  }
  return run;
}

function* answer(
  { flow, flowNames, now, language, timeZone, textLimit }: ConversationInput,
  run: ConversationRun,
  message: EngineMessage,
  alsoOffered: ReturnType<typeof parseReplyOptions>,
): Looking<void> {
  if (!isSpoken(message.kind)) return;
  const say = speaker(language, timeZone);
  const learnt: string[] = [];
  const taking = takeTurn({ flow, flowNames, session: run.session, message, alsoOffered, say, now });
  const turn = yield* overhear(taking, (found) => learnt.push(...textsIn(found)));
  const replies = flow.bare ? turn.replies : mergeReplies(turn.replies, textLimit);
  const said = [...ownWords(message, run.session, turn.session), ...learnt].join('\n');
  for (const reply of fitChannel(replies, textLimit)) {
    const checked = safeReply(reply, said, say('dialogue.not_kept'));
    if (checked.problem !== undefined) run.withheld.push({ messageId: message.id, problem: checked.problem });
    run.replies.push({ causedById: message.id, reply: markOwn(checked.reply, flow.name) });
  }
  run.session = turn.session;
  run.effects.push(...turn.effects.map((effect) => ({ causedById: message.id, effect })));
  run.optionsSpent ||= alsoOffered.length > 0 && (turn.replies.length > 0 || choosesOf(message, alsoOffered));
}

function choosesOf(message: EngineMessage, options: ReturnType<typeof parseReplyOptions>): boolean {
  const { words, spoken } = readWords(message);
  return message.replyId === null && chosenAnswer(words, options, { spoken }) !== undefined;
}
