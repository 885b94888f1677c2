// Flows without an engine: their generators are run with answers that a test writes down, and a dialogue is kept from one
// message to the next. Commands, guardrails and everything that is stored are the engine's and not here.
import { expect } from 'chai';
import type { Language } from '../../src/domain/language.ts';
import type { ReplyOption } from '../../src/domain/message.ts';
import { optionsOf } from '../../src/intake/choices.ts';
import type { Effect, Flow, FlowMessage, FlowState, FlowStep, Reply } from '../../src/intake/flow.ts';
import { speaker } from '../../src/intake/locales/index.ts';
import type {
  Extraction,
  FoundMachine,
  FoundOrder,
  FoundReminder,
  FoundTicket,
  Looking,
  Lookup,
} from '../../src/intake/lookups.ts';

interface Found {
  order: FoundOrder | undefined;
  machine: FoundMachine | undefined;
  ticket: FoundTicket | undefined;
  open_tickets: FoundTicket[];
  settled_ticket: FoundTicket | undefined;
  sla: number | undefined;
  ticket_number: string;
  reminder: FoundReminder | undefined;
  extraction: Extraction | undefined;
}

/** What each question is answered with: `{ order: ({ code }) => orders[code] }`. One without an answer fails the test. */
export type Lookups = {
  readonly [About in Lookup['about']]?: (lookup: Extract<Lookup, { about: About }>) => Found[About];
};

/** Runs a generator of a flow to its end. */
export function drive<Result>(looking: Looking<Result>, lookups: Lookups = {}): Result {
  let next = looking.next();
  while (next.done !== true) {
    const lookup = next.value;
    const answer = lookups[lookup.about] as ((lookup: Lookup) => unknown) | undefined;
    if (answer === undefined) throw new Error(`it asks about ${JSON.stringify(lookup)}, which has no answer`);
    next = looking.next(answer(lookup));
  }
  return next.value;
}

/** What a message led to. */
export interface Turn {
  /** Everything said, the question of the new state included. */
  said: string;
  replies: Reply[];
  options: ReplyOption[];
  effects: Effect[];
  /** Undefined: the dialogue is over. */
  state: FlowState | undefined;
}

export interface DialogueOptions {
  language?: Language;
  now?: Date;
}

/** A person who speaks with a flow. States go through JSON and `parseState`, as they do when they are stored. */
export function dialogueWith<State extends FlowState>(
  flow: Flow<State>,
  lookups: Lookups = {},
  { language = 'en', now: begin = new Date('2026-11-21T10:00:00Z') }: DialogueOptions = {},
) {
  const say = speaker(language, 'UTC');
  let now = begin;
  let state: State | undefined;
  let offered: ReplyOption[] = [];
  let count = 0;

  function follow({ state: next, replies, effects = [], quiet = false }: FlowStep<State>): Turn {
    state = next === undefined ? undefined : reread(flow, next);
    const asked = state === undefined || quiet ? [] : drive(flow.ask({ state, say, now }), lookups);
    const all = [...replies, ...asked];
    if (!quiet) offered = optionsOf(all);
    return { said: all.map(textOf).join('\n\n'), replies: all, options: offered, effects, state };
  }

  /** A message as it is; what its text chooses is for the engine to find out. */
  function send(part: Partial<FlowMessage>): Turn {
    const { text = '', shown = text } = part;
    const message = { id: `m${++count}`, kind: 'text', media: [], payload: {}, ...part, text, shown };
    const begins = state === undefined;
    return follow(drive(flow.step({ state: state ?? flow.start(), say, now, message, begins }), lookups));
  }

  return {
    send,
    write: (text: string) => send({ text }),
    voice: (text: string) => send({ kind: 'audio', text, media: [{ id: `voice${count + 1}`, kind: 'audio' }] }),
    photo: (text = '') => send({ kind: 'image', text, media: [{ id: `photo${count + 1}`, kind: 'image' }] }),
    /** Chooses by title or number among what was offered last. */
    tap(choice: string | number): Turn {
      const option = typeof choice === 'number' ? offered[choice - 1] : offered.find(({ title }) => title === choice);
      expect(option, `${choice} among ${offered.map(({ title }) => title).join(', ')}`).to.not.equal(undefined);
      return send({ kind: 'interactive', text: option!.title, replyId: option!.id });
    },
    wait(ms: number) {
      now = new Date(now.getTime() + ms);
    },
    /** What `back` does: an earlier state is asked again. */
    returnTo(earlier: FlowState): Turn {
      return follow({ state: earlier as State, replies: [] });
    },
    state: () => state,
  };
}

function reread<State extends FlowState>(flow: Flow<State>, state: State): State {
  const read = flow.parseState(JSON.parse(JSON.stringify(state)));
  expect(read, `the state of step ${state.step} can be read again`).to.not.equal(undefined);
  return read!;
}

function textOf(reply: Reply): string {
  if (reply.kind === 'text') return reply.text;
  return reply.kind === 'interactive' ? reply.body : `[${reply.kind}]`;
}
