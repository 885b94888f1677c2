// Words answer the question that was asked; where none was, they say what is wrong.
import type { StepInput } from '../../flow.ts';
import { extract, type Looking } from '../../lookups.ts';
import { isThanks } from '../../phrases.ts';
import { asCategory, guessCategory } from './categories.ts';
import { categoryNamed } from './category-name.ts';
import { submit } from './confirm.ts';
import { describe } from './describe.ts';
import { saysHowMuch } from './degree.ts';
import { miss } from './miss.ts';
import { hasPhotos } from './photos.ts';
import { isNo, isYes } from './phrases.ts';
import { withPlace } from './place.ts';
import { goOn, stay, type ReportState, type ReportStep } from './state.ts';
import { saysEnough } from './words.ts';

export function* takeWords(input: StepInput<ReportState>, words: string): Looking<ReportStep> {
  const { step, data } = input.state;
  switch (step) {
    case 'category':
      return yield* takeCategory(input, words);
    case 'place':
      return saysHowMuch(words) ? yield* describe(input, words) : goOn(withPlace(data, { text: words }));
    case 'confirm':
      return yield* takeVerdict(input, words);
    case 'change':
      return isNo(words) ? goOn(data) : miss(input);
    case 'photos':
      return isNo(words) || isYes(words) || isThanks(words) ? goOn(data) : yield* describe(input, words);
    case 'welcome':
    case 'description':
    case 'which':
      return yield* describe(input, words);
  }
}

function* takeCategory(input: StepInput<ReportState>, words: string): Looking<ReportStep> {
  const named = guessCategory(words) ?? categoryNamed(input.say, words);
  const category = named ?? asCategory((yield* extract(input.message))?.category);
  return category === undefined ? miss(input) : goOn({ ...input.state.data, category });
}

// What else is said of it, now that all of it is shown, is added.
function* takeVerdict(input: StepInput<ReportState>, words: string): Looking<ReportStep> {
  const { data } = input.state;
  if (isYes(words)) return yield* submit(input);
  if (isNo(words)) return stay({ step: 'change', data });
  return saysEnough(words) || hasPhotos(input.message) ? yield* describe(input, words) : miss(input);
}
