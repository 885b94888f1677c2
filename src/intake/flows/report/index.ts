// A city: people report what is wrong in the street, in their own words, with photos and a place, in any order. Only what is
// missing is asked; the whole is shown before it is sent, and whoever asks later is told what became of it.
import { text } from '../../choices.ts';
import type { Flow, StepInput } from '../../flow.ts';
import type { Looking } from '../../lookups.ts';
import { asksForPerson, isGreeting, isThanks } from '../../phrases.ts';
import { handOver, isAlwaysGood, takeChoice } from './chosen.ts';
import { collect } from './collect.ts';
import { hasPhotos } from './photos.ts';
import { asksForStatus, wantsToReport } from './phrases.ts';
import { ask } from './questions.ts';
import { goOn, parseState, start, stay, type ReportState, type ReportStep } from './state.ts';
import { numberAskedFor, tellStatus } from './status.ts';
import { wordsOf } from './words.ts';

const hourMs = 3_600_000;

export const reportFlow: Flow<ReportState> = {
  name: 'report',
  expiresAfterMs: 24 * hourMs,
  start,
  parseState,
  ask,
  step,
  help: 'report.help',
  knowsReply: isAlwaysGood,
};

function* step(input: StepInput<ReportState>): Looking<ReportStep> {
  const { state, message, say, begins } = input;
  if (message.replyId !== undefined) return yield* takeChoice(input, message.replyId);
  const words = wordsOf(message);
  if (hasPhotos(message)) return yield* collect(input, words);
  const number = numberAskedFor(words, state.step);
  if (number !== undefined || asksForStatus(words)) return yield* tellStatus(input, number);
  if (asksForPerson(words)) return handOver(input);
  if (begins && isThanks(words)) return { state: undefined, replies: [text(say('report.you_are_welcome'))] };
  const hello = begins ? [text(say('report.hello'))] : [];
  if (isGreeting(words)) return stay(state, hello);
  if (wantsToReport(words)) return goOn(state.data, hello);
  return yield* collect(input, words);
}
