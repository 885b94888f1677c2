// What is wrong, in the person's own words. A language model, where there is one, says what is in them; else the words
// themselves give a hint. What neither finds is asked.
import { text } from '../../choices.ts';
import type { StepInput } from '../../flow.ts';
import { extract, type Extraction, type Looking } from '../../lookups.ts';
import { asCategory, guessCategory } from './categories.ts';
import { miss } from './miss.ts';
import { hasPhotos } from './photos.ts';
import { withPlace } from './place.ts';
import { goOn, longestDescription, stay, type Collected, type ReportState, type ReportStep } from './state.ts';
import { join, saysEnough } from './words.ts';

export function* describe(input: StepInput<ReportState>, words: string): Looking<ReportStep> {
  const { state, message, say } = input;
  const found = yield* extract(message);
  const data = withWords(withFindings(state.data, words, found), words, found, state.step === 'description');
  const photos = hasPhotos(message);
  const gained = data.description !== state.data.description || data.place !== state.data.place;
  if (!gained && !photos) return miss(input);
  const replies = [text(say(gained ? 'report.noted' : 'report.photo_thanks'))];
  return photos && state.step === 'photos' ? stay({ step: 'photos', data }, replies) : goOn(data, replies);
}

// What was said before stands, whatever is found later.
function withFindings(data: Collected, words: string, found: Extraction | undefined): Collected {
  const category = data.category ?? asCategory(found?.category) ?? guessCategory(words);
  const severity = data.severity ?? found?.severity;
  return { ...withPlace(data, data.place ? undefined : found?.place), category, severity };
}

/** @param asked for: then anything is an answer that is not just a place. */
function withWords(data: Collected, words: string, found: Extraction | undefined, asked: boolean): Collected {
  const onlyPlace = found?.place !== undefined && !found.describesProblem;
  const enough = found ? found.describesProblem : saysEnough(words);
  const described = data.described || enough || (asked && !onlyPlace);
  if (onlyPlace || (!described && data.category === undefined)) return data;
  return { ...data, described, description: join(data.description, words, longestDescription) };
}
