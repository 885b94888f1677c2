// Option 1: a defect of an order. Its questions; what comes of them is in defect-ticket.ts.
import { severities } from '../../../domain/ticket.ts';
import { findOrder } from '../../lookups.ts';
import { isThanks } from '../../phrases.ts';
import { isNone, isYes } from '../../yes-no.ts';
import { askForCode } from './codes.ts';
import { confirmDefect, sumUpDefect } from './defect-ticket.ts';
import { collected, hasFiles, isRecording, keepFiles, saidIn } from './files.ts';
import { oneOf, type Question } from './question.ts';
import { choiceId, chosenOf, defectTypes, goTo } from './state.ts';

const order = askForCode({
  about: 'order',
  find: findOrder,
  onFound: (_, { number }) => goTo('defect_type', { order: number }),
});

const type = oneOf({
  step: 'defect_type',
  body: 'menu.defect.type',
  values: defectTypes,
  title: (value) => `menu.defect.type.${value}`,
  next: 'defect_severity',
  collect: (value) => ({ type: value }),
});

const severity = oneOf({
  step: 'defect_severity',
  body: 'menu.defect.severity',
  values: severities,
  title: (value) => `tickets.severity.${value}`,
  next: 'defect_description',
  collect: (value) => ({ severity: value }),
});

const description: Question = {
  takesFiles: true,
  *ask({ state, say }) {
    return { body: say(state.data.fileAt ? 'menu.defect.description_too' : 'menu.defect.description') };
  },
  *answer(input) {
    const { message } = input;
    if (!hasFiles(message) || isRecording(message)) return goTo('defect_photos', collected(input));
    const kept = keepFiles(input);
    const described = kept.state?.data.description !== undefined;
    return described ? goTo('defect_photos', kept.state?.data, kept.replies) : kept;
  },
};

const photos: Question = {
  takesFiles: true,
  *ask({ state, say }) {
    const hasSome = state.data.fileAt !== undefined;
    const done = say(hasSome ? 'menu.files.done' : 'menu.files.none');
    const body = hasSome ? say('menu.files.more', { done }) : say('menu.files.question');
    return { body, choices: [{ id: choiceId('defect_photos', 'done'), title: done }] };
  },
  *answer(input) {
    const { state, message, say } = input;
    const said = saidIn(message);
    const enough = isNone(said) || (state.data.fileAt !== undefined && (isYes(said) || isThanks(said)));
    if (enough || chosenOf(message, 'defect_photos') === 'done') return goTo('defect_confirm', state.data);
    return hasFiles(message) ? keepFiles(input) : { wrong: say('menu.files.expected') };
  },
};

export const defect = {
  id: 'defect',
  *enter() {
    return goTo('defect_order');
  },
  questions: {
    defect_order: order,
    defect_type: type,
    defect_severity: severity,
    defect_description: description,
    defect_photos: photos,
    defect_confirm: { takesFiles: true, ask: sumUpDefect, answer: confirmDefect },
  },
} as const;
