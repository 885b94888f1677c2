// The last question before a ticket: is this right?
import { isNo, isYes } from '../../yes-no.ts';
import { hasFiles, keepFiles, saidIn } from './files.ts';
import { outcome, type Posed, type Wrong } from './question.ts';
import { choiceId, chosenOf, type Answering, type Asking, type Stepped } from './state.ts';

/** @param notes what will come of it besides. */
export function sumUp({ state, say }: Asking, lines: readonly string[], notes: readonly string[] = []): Posed {
  const { step, data } = state;
  const files = data.mediaIds.length > 0 ? [say('menu.summary.files', { count: data.mediaIds.length })] : [];
  return {
    body: [say('menu.summary'), '', ...lines, ...files, ...notes].join('\n'),
    choices: [
      { id: choiceId(step, 'yes'), title: say('menu.confirm') },
      { id: choiceId(step, 'no'), title: say('menu.cancel') },
    ],
  };
}

/** What an answer to it leads to; undefined when it is yes. */
export function unlessConfirmed(input: Answering): Stepped | Wrong | undefined {
  const { state, message, say } = input;
  const chosen = chosenOf(message, state.step);
  const said = saidIn(message);
  if (chosen === 'yes' || isYes(said)) return undefined;
  if (chosen === 'no') return outcome(say, [say('dialogue.cancelled')], []);
  // Something is wrong in it: they are told how to go back, for all of it would be lost with `cancel`.
  if (isNo(said)) return { wrong: say('dialogue.commands') };
  return hasFiles(message) ? { ...keepFiles(input), quiet: false } : { wrong: say('menu.choose_one') };
}
