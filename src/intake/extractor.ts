// The one way from a person's words to a language model: through the guardrails, there and back.
import { LanguageModelFailed, longestAnswerMs, type LanguageModel } from '../platform/language-model.ts';
import { extractionQuestion, readExtraction } from './extraction.ts';
import { cleanInput } from './guardrails/clean-input.ts';
import { looksLikeInjection } from './guardrails/injection.ts';
import { maskPersonal } from './guardrails/mask-personal.ts';
import { isTooLong } from './guardrails/too-long.ts';
import type { Extraction } from './lookups.ts';

/** `refused`: the text is not for a model. `unusable`: the answer is not what was asked for. */
export type ExtractionOutcome =
  | { result: 'used'; extraction: Extraction }
  | { result: 'refused' | 'unusable' }
  | { result: LanguageModelFailed['kind']; error: LanguageModelFailed };

/** Every end is a value. Takes no longer than the model may. */
export type Extract = (said: string) => Promise<ExtractionOutcome>;

/** How long a conversation waits for one: the model's time, and what the way there and back takes. */
export const extractionWaitMs = longestAnswerMs + 1_000;

/** @param categories ids of what a report can be about. */
export function createExtractor(model: LanguageModel, categories: readonly string[]): Extract {
  return async (said) => {
    const text = cleanInput(said);
    if (text === '' || isTooLong(text) || looksLikeInjection(text)) return { result: 'refused' };
    const shown = maskPersonal(text);
    try {
      const extraction = readExtraction(await model(extractionQuestion(shown, categories)), shown, categories);
      return extraction ? { result: 'used', extraction } : { result: 'unusable' };
    } catch (error) {
      if (error instanceof LanguageModelFailed) return { result: error.kind, error };
      throw error;
    }
  };
}
