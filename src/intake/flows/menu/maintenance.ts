// Option 3: a machine that needs somebody. Its questions; what comes of them is in maintenance-ticket.ts.
import { severities } from '../../../domain/ticket.ts';
import { codesIn, findMachineIn } from './codes.ts';
import { hasFiles, keepFiles, withWords } from './files.ts';
import { confirmMaintenance, sumUpMaintenance } from './maintenance-ticket.ts';
import { oneOf, type Question } from './question.ts';
import { choiceId, chosenOf, goTo, issues } from './state.ts';

const machine: Question = {
  *ask({ say }) {
    return { body: say('menu.machine.question') };
  },
  *answer({ message, say }) {
    const found = yield* findMachineIn(message.text);
    if (found) return goTo('maintenance_issue', { machine: found.code });
    const [code] = codesIn(message.text);
    return { wrong: code === undefined ? say('menu.machine.none_in_text') : say('menu.machine.unknown', { code }) };
  },
};

const issue = oneOf({
  step: 'maintenance_issue',
  body: 'menu.maintenance.issue',
  values: issues,
  title: (value) => `menu.maintenance.issue.${value}`,
  next: 'maintenance_urgency',
  collect: (value) => ({ issue: value }),
});

const urgency = oneOf({
  step: 'maintenance_urgency',
  body: 'menu.maintenance.urgency',
  values: severities,
  title: (value) => `tickets.severity.${value}`,
  next: 'maintenance_description',
  collect: (value) => ({ severity: value }),
});

const description: Question = {
  takesFiles: true,
  *ask({ state, say }) {
    const hasSome = state.data.mediaIds.length > 0;
    const onward = say(hasSome ? 'menu.files.done' : 'menu.skip');
    const body = hasSome ? say('menu.files.more', { done: onward }) : say('menu.maintenance.description');
    return { body, choices: [{ id: choiceId('maintenance_description', 'done'), title: onward }] };
  },
  *answer(input) {
    const { state, message } = input;
    if (chosenOf(message, 'maintenance_description') === 'done') return goTo('maintenance_confirm', state.data);
    return hasFiles(message) ? keepFiles(input) : goTo('maintenance_confirm', withWords(state.data, message));
  },
};

export const maintenance = {
  id: 'maintenance',
  *enter() {
    return goTo('maintenance_machine');
  },
  questions: {
    maintenance_machine: machine,
    maintenance_issue: issue,
    maintenance_urgency: urgency,
    maintenance_description: description,
    maintenance_confirm: { takesFiles: true, ask: sumUpMaintenance, answer: confirmMaintenance },
  },
} as const;
