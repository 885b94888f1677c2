// What a person filled into a form, as one line to read. Both providers hand a form's answers over as JSON inside a string.
import { asText } from '../domain/json.ts';
import type { Json, JsonObject } from '../domain/webhook.ts';

// Says which form it was, not what was answered.
const notAnswers = new Set(['flow_token']);

/** `street: Main Road, wards: 4, 7`. Undefined when there is nothing to read. */
export function readFormAnswers(answers: JsonObject): string | undefined {
  const parts = Object.entries(answers).flatMap(([name, value]) => {
    const text = notAnswers.has(name) ? '' : readValue(value);
    return text === '' ? [] : [`${name}: ${text}`];
  });
  return parts.length === 0 ? undefined : parts.join(', ');
}

function readValue(value: Json): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!Array.isArray(value)) return asText(value);
  return value
    .map(asText)
    .filter((text) => text !== '')
    .join(', ');
}
