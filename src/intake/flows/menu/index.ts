// The menu of a factory: six options, a file each. Here is what they have in common: choosing one, asking again what was not
// understood, and choices that are good at any time.
import { findTrackingNumber } from '../../../domain/tracking-number.ts';
import { text } from '../../choices.ts';
import type { Flow } from '../../flow.ts';
import type { Looking } from '../../lookups.ts';
import { defect } from './defect.ts';
import { hasFiles, unusable } from './files.ts';
import { maintenance } from './maintenance.ts';
import { detailOf, myTickets } from './my-tickets.ts';
import { orderStatus } from './order-status.ts';
import { person } from './person.ts';
import { askAgain, pose, type Option, type Question, type Wrong } from './question.ts';
import { slaOf, slaStatus } from './sla-status.ts';
import { goTo, optionIds, parseState, stateAt } from './state.ts';
import type { Answering, MenuState, OptionId, Step, Stepped } from './state.ts';

const options: { readonly [id in OptionId]: Option } = {
  defect,
  order: orderStatus,
  maintenance,
  tickets: myTickets,
  sla: slaStatus,
  person,
};

const menu: Question = {
  *ask({ say }) {
    return { body: say('menu.question'), choices: optionIds.map((id) => ({ id, title: say(`menu.option.${id}`) })) };
  },
  *answer(input) {
    const { message, say } = input;
    const namesTicket = findTrackingNumber(message.text) !== undefined;
    return namesTicket ? yield* detailOf(input, message.text) : { wrong: say('menu.choose_one') };
  },
};

const questions: { readonly [step in Step]: Question } = {
  menu,
  ...defect.questions,
  ...orderStatus.questions,
  ...maintenance.questions,
  ...myTickets.questions,
  ...slaStatus.questions,
};

/** Choices that mean the same whenever they are made: those of the menu, and tickets. */
function* chosenAnyTime(input: Answering): Looking<Stepped | Wrong | undefined> {
  const { replyId } = input.message;
  if (replyId === undefined) return undefined;
  if (replyId === 'menu') return goTo('menu');
  const option = optionIds.find((id) => id === replyId);
  if (option !== undefined) return yield* options[option].enter(input);
  if (replyId.startsWith('ticket:')) return yield* detailOf(input, replyId);
  if (replyId.startsWith('sla:')) return yield* slaOf(input, replyId);
  return undefined;
}

function* answered(input: Answering): Looking<Stepped | Wrong> {
  const { state, message, say } = input;
  const chosen = yield* chosenAnyTime(input);
  if (chosen !== undefined) return chosen;
  const question = questions[state.step];
  const isWelcome = message.replyId !== undefined || (question.takesFiles === true && hasFiles(message));
  const problem = isWelcome ? undefined : unusable(message);
  return problem === undefined ? yield* question.answer(input) : { wrong: say(problem) };
}

export const menuFlow: Flow<MenuState> = {
  name: 'menu',
  expiresAfterMs: 3_600_000,
  start: () => stateAt('menu'),
  parseState,
  *ask(input) {
    return [pose(input, yield* questions[input.state.step].ask(input))];
  },
  *step(input) {
    const answer = yield* answered(input);
    if (!('wrong' in answer)) return answer;
    // Whatever somebody begins with: they are told what there is to choose from.
    if (input.begins) return { state: input.state, replies: [text(input.say('menu.greeting'))] };
    return askAgain(input, answer);
  },
  help: 'menu.help',
  knowsReply: (choiceId) => /^(menu$|ticket:|sla:)/.test(choiceId) || optionIds.some((id) => id === choiceId),
};
