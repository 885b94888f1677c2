// What the options of the menu are made of: questions, and outcomes that end the dialogue with a way on.
import type { Choice } from '../../choices.ts';
import { choose, text } from '../../choices.ts';
import type { Effect, Reply } from '../../flow.ts';
import type { Say, TextKey } from '../../locales/index.ts';
import type { Looking } from '../../lookups.ts';
import { choiceId, chosenOf, goTo, toMenu } from './state.ts';
import type { Answering, Asking, Data, OptionId, Step, Stepped } from './state.ts';

export interface Question {
  ask(asking: Asking): Looking<Posed>;
  /** It is given words only, unless it takes files. */
  answer(answering: Answering): Looking<Stepped | Wrong>;
  takesFiles?: true;
}

export interface Posed {
  body: string;
  choices?: readonly Choice[];
}

/** The question is asked again, after what is wrong with the answer. */
export interface Wrong {
  wrong: string;
}

export interface Option {
  id: OptionId;
  /** What choosing it leads to. */
  enter(answering: Answering): Looking<Stepped>;
  questions: { readonly [step in Step]?: Question };
}

const patience = 3;

/** The question as it is sent: people who do not get on are offered ways out of it. */
export function pose({ state, say }: Asking, { body, choices = [] }: Posed): Reply {
  const { wrong } = state.data;
  const menu = { id: toMenu, title: say('menu.main') };
  const person = { id: choiceId('menu', 'person'), title: say('menu.option.person') };
  const offered = new Set(choices.map(({ id }) => id));
  const ways = wrong >= patience ? [menu, person] : wrong > 0 && choices.length === 0 ? [menu] : [];
  const all = [...choices, ...ways.filter(({ id }) => state.step !== 'menu' && !offered.has(id))];
  return all.length === 0 ? text(body) : choose(body, all, say('dialogue.options'));
}

export function askAgain({ state, say }: Answering, { wrong: problem }: Wrong): Stepped {
  const wrong = state.data.wrong + 1;
  const replies = [text(problem), ...(wrong === patience ? [text(say('menu.stuck'))] : [])];
  return { state: { step: state.step, data: { ...state.data, wrong } }, replies };
}

export interface WayOn {
  id: OptionId;
  title: TextKey;
}

/** The end of a dialogue. One tap leads on: to what is likely next, or to the menu. */
export function outcome(say: Say, lines: readonly string[], waysOn: readonly WayOn[], effects: Effect[] = []): Stepped {
  const choices = [
    ...waysOn.map(({ id, title }) => ({ id: choiceId('menu', id), title: say(title) })),
    { id: toMenu, title: say('menu.main') },
  ];
  return { state: undefined, replies: [choose(lines.join('\n'), choices, say('dialogue.options'))], effects };
}

interface OneOf<Value extends string> {
  step: Step;
  body: TextKey;
  values: readonly Value[];
  title(value: Value): TextKey;
  next: Step;
  collect(value: Value): Partial<Data>;
}

/** A question with a handful of answers. */
export function oneOf<Value extends string>({ step, body, values, title, next, collect }: OneOf<Value>): Question {
  return {
    *ask({ say }) {
      return { body: say(body), choices: values.map((id) => ({ id: choiceId(step, id), title: say(title(id)) })) };
    },
    *answer({ state, message, say }) {
      const chosen = chosenOf(message, step);
      const value = values.find((known) => known === chosen);
      if (value === undefined) return { wrong: say('menu.choose_one') };
      return goTo(next, { ...state.data, ...collect(value) });
    },
  };
}
