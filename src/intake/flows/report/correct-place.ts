// `No, the address is Main Street 120`: said of a report that is shown whole, it puts the place right.
import { plainWords } from '../../../domain/plain-words.ts';
import { text } from '../../choices.ts';
import type { StepInput } from '../../flow.ts';
import { findPlace } from './find-place.ts';
import { beginsWithNo } from '../../yes-no.ts';
import { goOn, stay, type ReportState, type ReportStep } from './state.ts';

const placeWords =
  /\b(?:address|location|place|direccion|ubicacion|lugar|adresse|endroit|lieu|endereco|localizacao|adres|plek|ligging|ikheli|indawo)\b/;

/** Undefined when the words are about something else. A point that was shared before goes with the place that was wrong. */
export function correctPlace({ state: { data }, say }: StepInput<ReportState>, words: string): ReportStep | undefined {
  const found = findPlace(words);
  const refused = beginsWithNo(words);
  const aboutPlace = placeWords.test(plainWords(words));
  if (found && (found.alone || refused || aboutPlace))
    return goOn({ ...data, place: { text: found.text } }, [text(say('report.noted'))]);
  return refused && aboutPlace ? stay({ step: 'place', data: { ...data, place: undefined } }) : undefined;
}
