// What a message adds to a report: photos, a place, words. They come in any order and at any step.
import { text } from '../../choices.ts';
import type { StepInput } from '../../flow.ts';
import type { Looking } from '../../lookups.ts';
import { isGreeting } from '../../phrases.ts';
import { miss } from './miss.ts';
import { acknowledgePhotos, hasPhotos, withPhotos } from './photos.ts';
import { isNo, isYes } from '../../yes-no.ts';
import { withPlace } from './place.ts';
import { waitingStep } from './questions.ts';
import { goOn, nextStep, type ReportState, type ReportStep } from './state.ts';
import { takeWords } from './take-words.ts';
import { isReadable } from './words.ts';

/** @param words of the message; empty where it has none. */
export function* collect(input: StepInput<ReportState>, words: string): Looking<ReportStep> {
  const { message, say } = input;
  const data = withPlace(withPhotos(input.state.data, message), message.place);
  const state = { step: waitingStep(input.state), data };
  const photos = hasPhotos(message);
  if (says(state, words) && !isGreeting(words)) {
    const taken = yield* takeWords({ ...input, state }, words);
    return photos ? afterPhoto(taken) : taken;
  }
  if (photos) return acknowledgePhotos(input, state);
  if (!message.place) return miss({ ...input, state });
  // The summary shows the place itself.
  return goOn(data, nextStep(data) === 'confirm' ? [] : [text(say('report.place_noted'))]);
}

/** Where it can be the whole answer a thumb says something, too. */
function says({ step }: ReportState, words: string): boolean {
  const verdict = step === 'confirm' || step === 'change' || step === 'photos';
  return isReadable(words) || (verdict && (isYes(words) || isNo(words)));
}

function afterPhoto(taken: ReportStep): ReportStep {
  const { state } = taken;
  return state ? { ...taken, state: { ...state, data: { ...state.data, afterPhoto: true } } } : taken;
}
