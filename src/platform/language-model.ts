// Answers in JSON, from any endpoint that speaks OpenAI's chat completions API. Neither question nor answer is ever logged.
import { setTimeout as sleep } from 'node:timers/promises';
import { asArray, asObject, parseJson } from '../domain/json.ts';
import type { LanguageModelSettings } from './config.ts';
import type { HttpClient } from './http.ts';
import { callEndpoint } from './model-endpoint.ts';

export interface Question {
  /** What the model is to do. Tells the shape of the answer too, for endpoints that cannot be held to a schema. */
  instructions: string;
  /** What it is to do that with. */
  text: string;
  /** JSON Schema of the answer. */
  schema: object;
}

/** The answer is whatever JSON the model wrote: to be checked against the schema. Throws LanguageModelFailed. */
export type LanguageModel = (question: Question) => Promise<unknown>;

/** There is no answer. `late`: not within the time. `unusable`: it is no JSON. `failed`: the endpoint refused or broke off. */
export class LanguageModelFailed extends Error {
  override name = 'LanguageModelFailed';
  readonly kind: 'late' | 'unusable' | 'failed';

  constructor(kind: LanguageModelFailed['kind'], reason: string) {
    super(reason);
    this.kind = kind;
  }
}

/** A person waits for what comes of it, and can be asked instead. */
export const longestAnswerMs = 4_000;
const retryDelayMs = 200;
// What we ask for is short. A model that goes on and on is cut off, which leaves no JSON.
const mostTokens = 300;

/** An answer or a failure comes after `longestMs` at most: all tries together take no longer. */
export function createLanguageModel(
  http: HttpClient,
  settings: LanguageModelSettings,
  longestMs: number = longestAnswerMs,
): LanguageModel {
  // Many endpoints cannot be held to a schema. What was learned saves the next question the detour.
  let known: Format = 'json_schema';
  return async (question) => {
    const deadline = Date.now() + longestMs;
    let format = known;
    for (let retried = false; ;) {
      const answer = await ask(http, settings, bodyOf(question, settings.model, format), deadline - Date.now());
      if ('json' in answer) {
        known = format;
        return answer.json;
      }
      if (answer.status === 400 && format === 'json_schema') {
        format = 'json_object';
        continue;
      }
      if (!answer.passing || retried || Date.now() + retryDelayMs >= deadline)
        throw new LanguageModelFailed(answer.kind, answer.reason);
      retried = true;
      await sleep(retryDelayMs);
    }
  };
}

type Format = 'json_schema' | 'json_object';

function bodyOf({ instructions, text, schema }: Question, model: string, format: Format): string {
  return JSON.stringify({
    model,
    messages: [
      { role: 'system', content: instructions },
      { role: 'user', content: text },
    ],
    temperature: 0,
    max_tokens: mostTokens,
    response_format:
      format === 'json_schema'
        ? { type: format, json_schema: { name: 'answer', strict: true, schema } }
        : { type: format },
  });
}

type Answer = { json: unknown } | NoAnswer;

interface NoAnswer {
  kind: LanguageModelFailed['kind'];
  reason: string;
  /** It may go well in a moment. */
  passing: boolean;
  status?: number;
}

async function ask(
  http: HttpClient,
  settings: LanguageModelSettings,
  body: string,
  timeoutMs: number,
): Promise<Answer> {
  const content = { type: 'application/json', body };
  const answer = await callEndpoint(http, settings, '/chat/completions', content, timeoutMs);
  return 'text' in answer ? readAnswer(answer.text) : { ...answer, kind: answer.late ? 'late' : 'failed' };
}

function readAnswer(text: string): Answer {
  const [choice] = asArray(asObject(parseJson(text))['choices']);
  const { content } = asObject(asObject(choice)['message']);
  const json = typeof content === 'string' ? parseJson(content) : undefined;
  return json === undefined ? { kind: 'unusable', reason: 'its answer is not JSON', passing: false } : { json };
}
