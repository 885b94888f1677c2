// The menu of a factory: six options, a file each. Here is what they have in common: choosing one, asking again what was not
// understood, and choices that are good at any time.
import { findTrackingNumber } from '../../../domain/tracking-number.ts';
import { text } from '../../choices.ts';
import type { Flow } from '../../flow.ts';
import type { Looking } from '../../lookups.ts';
import { asksForPerson } from '../../phrases.ts';
import { spokenTitle } from '../../spoken-title.ts';
import { defect } from './defect.ts';
import { hasFiles, saidIn, unusable } from './files.ts';
import { maintenance } from './maintenance.ts';
import { detailOf, myTickets } from './my-tickets.ts';
import { orderStatus, statusOfOrderIn } from './order-status.ts';
import { person } from './person.ts';
import { askAgain, pose, type Option, type Question, type Wrong } from './question.ts';
import { slaOf, slaStatus } from './sla-status.ts';
import { choiceId, chosenOf, goTo, optionIds, parseState, stateAt, toMenu } from './state.ts';
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
    const choices = optionIds.map((id) => ({ id: choiceId('menu', id), title: say(`menu.option.${id}`) }));
    return { body: say('menu.question'), choices };
  },
  // Whoever names a ticket or an order wants to know about it.
  *answer(input) {
    const { message, say } = input;
    if (findTrackingNumber(message.text) !== undefined) return yield* detailOf(input, message.text);
    const status = yield* statusOfOrderIn(input, message.text);
    if (status !== undefined) return status;
    // Here a wrong guess costs nothing, so that a title may stand in a sentence also when it is written.
    const meant = spokenTitle(
      message.text,
      optionIds.map((id) => ({ id, title: say(`menu.option.${id}`) })),
    );
    const option = optionIds.find((id) => id === meant?.id);
    return option === undefined ? { wrong: say('menu.choose_one') } : yield* options[option].enter(input);
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
  const { message } = input;
  if (message.replyId === toMenu) return goTo('menu');
  const chosen = chosenOf(message, 'menu');
  const option = optionIds.find((id) => id === chosen);
  if (option !== undefined) return yield* options[option].enter(input);
  const ticket = chosenOf(message, 'tickets_choice');
  if (ticket !== undefined) return yield* detailOf(input, ticket);
  const timed = chosenOf(message, 'sla_ticket');
  return timed === undefined ? undefined : yield* slaOf(input, timed);
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
    if (asksForPerson(saidIn(input.message))) return yield* person.enter(input);
    // Whatever somebody begins with: they are told what there is to choose from.
    if (input.begins) return { state: input.state, replies: [text(input.say('menu.greeting'))] };
    return askAgain(input, answer);
  },
  codes: ['order', 'machine', 'machineCode'],
  help: 'menu.help',
  knowsReply: (replyId) => /^(menu|tickets_choice|sla_ticket):/.test(replyId),
};
