// What it is about, in words; and what else they say, which is not lost.
import type { StepInput } from '../../flow.ts';
import { text } from '../../choices.ts';
import { extract, type Looking } from '../../lookups.ts';
import { asCategory, guessCategory } from './categories.ts';
import { categoryNamed } from './category-name.ts';
import { findPlace } from './find-place.ts';
import { miss } from './miss.ts';
import { isNoAnswer } from './no-answer.ts';
import { withPlace } from './place.ts';
import { goOn, longestDescription, mostMisses, type Collected, type ReportState, type ReportStep } from './state.ts';
import { join, saysEnough, saysMore } from './words.ts';

export function* takeCategory(input: StepInput<ReportState>, words: string): Looking<ReportStep> {
  const { data } = input.state;
  const found = findPlace(words);
  const placed = data.place?.text === undefined ? withPlace(data, found && { text: found.text }) : data;
  if (found?.alone) return askAgain(input, placed);
  const named = guessCategory(words) ?? categoryNamed(input.say, words);
  const category = named ?? asCategory((yield* extract(input.message))?.category);
  const isAccount = category === undefined ? saysEnough(words) && !isNoAnswer(words) : saysMore(words);
  const told = isAccount ? { ...placed, description: join(data.description, words, longestDescription) } : placed;
  if (category !== undefined) return goOn({ ...told, category });
  return isAccount ? askAgain(input, told) : miss(input);
}

/** Something is gained, and what was asked is still open: it counts as a miss, so that at last a person is offered. */
function askAgain({ say }: StepInput<ReportState>, data: Collected): ReportStep {
  const misses = Math.min(data.misses + 1, mostMisses);
  return {
    state: { step: 'category', data: { ...data, misses, afterPhoto: false } },
    replies: [text(say('report.noted'))],
  };
}
