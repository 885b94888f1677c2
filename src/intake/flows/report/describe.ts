// What is wrong, in the person's own words. A language model, where there is one, says what is in them; what it does not see, or
// all of it without one, the words themselves may tell. What neither finds is asked.
import { text } from '../../choices.ts';
import type { StepInput } from '../../flow.ts';
import { extract, type Extraction, type Looking } from '../../lookups.ts';
import { isThanks } from '../../phrases.ts';
import { isYes } from '../../yes-no.ts';
import { asCategory, guessCategory } from './categories.ts';
import { findPlace, type FoundPlace } from './find-place.ts';
import { miss } from './miss.ts';
import { saysNothing } from './no-answer.ts';
import { hasPhotos } from './photos.ts';
import { withPlace } from './place.ts';
import { goOn, longestDescription, stay, type Collected, type ReportState, type ReportStep } from './state.ts';
import { join, saysEnough } from './words.ts';

export function* describe(input: StepInput<ReportState>, words: string): Looking<ReportStep> {
  const { state, message, say } = input;
  const findings = { model: yield* extract(message), place: state.data.place ? undefined : findPlace(words) };
  const data = withWords(withFindings(state.data, words, findings), words, findings, state.step === 'description');
  const photos = hasPhotos(message);
  const gained = data.description !== state.data.description || data.place !== state.data.place;
  if (!gained && !photos) return miss(input);
  const replies = [text(say(gained ? 'report.noted' : 'report.photo_thanks'))];
  return photos && state.step === 'photos' ? stay({ step: 'photos', data }, replies) : goOn(data, replies);
}

interface Findings {
  model: Extraction | undefined;
  place: FoundPlace | undefined;
}

// What was said before stands, whatever is found later.
function withFindings(data: Collected, words: string, { model, place: found }: Findings): Collected {
  const category = data.category ?? asCategory(model?.category) ?? guessCategory(words);
  const severity = data.severity ?? model?.severity;
  const place = data.place ? undefined : (model?.place ?? (found && { text: found.text }));
  return { ...withPlace(data, place), category, severity };
}

/** @param asked for: then anything is an answer that is not just a place, and says something. */
function withWords(data: Collected, words: string, { model, place }: Findings, asked: boolean): Collected {
  const onlyPlace = model?.place === undefined ? place?.alone === true : !model.describesProblem;
  const enough = model ? model.describesProblem : saysEnough(words);
  const described = data.described || enough || (asked && !onlyPlace);
  if (onlyPlace || isEmpty(words) || (!described && data.category === undefined)) return data;
  return { ...data, described, description: join(data.description, words, longestDescription) };
}

// `Send`, `no`, `I don't know`, `is that right?`: whatever was asked, it describes nothing.
function isEmpty(words: string): boolean {
  return saysNothing(words) || isYes(words.replaceAll(/[?¿？؟]/g, '')) || isThanks(words);
}
