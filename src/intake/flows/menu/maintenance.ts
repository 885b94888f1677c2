// Option 3: a machine that needs somebody. Its questions; what comes of them is in maintenance-ticket.ts.
import { severities } from '../../../domain/ticket.ts';
import { isNone } from '../../yes-no.ts';
import { askForCode } from './codes.ts';
import { collected, hasFiles, isRecording, keepFiles, saidIn } from './files.ts';
import { findMachineMeant } from './machine-code.ts';
import { confirmMaintenance, sumUpMaintenance } from './maintenance-ticket.ts';
import { oneOf, type Question } from './question.ts';
import { choiceId, chosenOf, goTo, issues } from './state.ts';

const machine = askForCode({
  about: 'machine',
  find: findMachineMeant,
  onFound: (_, { code }) => goTo('maintenance_issue', { machine: code }),
});

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
    const hasSome = state.data.fileAt !== undefined;
    const onward = say(hasSome ? 'menu.files.done' : 'menu.skip');
    const body = hasSome ? say('menu.files.more', { done: onward }) : say('menu.maintenance.description');
    return { body, choices: [{ id: choiceId('maintenance_description', 'done'), title: onward }] };
  },
  *answer(input) {
    const { state, message } = input;
    const done = chosenOf(message, 'maintenance_description') === 'done' || isNone(saidIn(message));
    if (done) return goTo('maintenance_confirm', state.data);
    if (hasFiles(message) && !isRecording(message)) return keepFiles(input);
    return goTo('maintenance_confirm', collected(input));
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
