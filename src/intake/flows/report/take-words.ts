// Words answer the question that was asked; where none was, they say what is wrong.
import type { StepInput } from '../../flow.ts';
import type { Looking } from '../../lookups.ts';
import { isThanks } from '../../phrases.ts';
import { submit } from './confirm.ts';
import { correctPlace } from './correct-place.ts';
import { describe } from './describe.ts';
import { saysHowMuch } from './degree.ts';
import { findPlace } from './find-place.ts';
import { miss } from './miss.ts';
import { hasPhotos } from './photos.ts';
import { isNoAnswer, isOnlyHere } from './no-answer.ts';
import { isNo, isNone, isYes } from '../../yes-no.ts';
import { withPlace } from './place.ts';
import { goOn, stay, type ReportState, type ReportStep } from './state.ts';
import { takeCategory } from './take-category.ts';
import { saysEnough } from './words.ts';

export function* takeWords(input: StepInput<ReportState>, words: string): Looking<ReportStep> {
  const { step, data } = input.state;
  switch (step) {
    case 'category':
      return yield* takeCategory(input, words);
    case 'place':
      return yield* takePlace(input, words);
    case 'confirm':
      return yield* takeVerdict(input, words);
    case 'change':
      return isNo(words) ? goOn(data) : miss(input);
    case 'photos':
      return isNone(words) || isYes(words) || isThanks(words) ? goOn(data) : yield* describe(input, words);
    case 'welcome':
    case 'description':
    case 'which':
      return yield* describe(input, words);
  }
}

function* takePlace(input: StepInput<ReportState>, words: string): Looking<ReportStep> {
  if (saysHowMuch(words)) return yield* describe(input, words);
  if (isYes(words) || isThanks(words)) return stay(input.state);
  const { data } = input.state;
  // With a point on the map `here` says all there is to say.
  if (isOnlyHere(words)) return data.place ? goOn(data) : miss(input, 'report.place_needed');
  if (isNoAnswer(words) && findPlace(words) === undefined) return miss(input, 'report.place_needed');
  return goOn(withPlace(data, { text: words }));
}

// What else is said of it, now that all of it is shown, is added.
function* takeVerdict(input: StepInput<ReportState>, words: string): Looking<ReportStep> {
  const { data } = input.state;
  if (isYes(words)) return yield* submit(input);
  if (isNo(words)) return stay({ step: 'change', data });
  const corrected = correctPlace(input, words);
  if (corrected) return corrected;
  return saysEnough(words) || hasPhotos(input.message) ? yield* describe(input, words) : miss(input);
}
