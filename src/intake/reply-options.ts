// Choices that went out as numbered text, because the channel knows no buttons: an answer by number or by title stands for
// the choice, and reaches the flow as a tap does.
//
// They stand until one is chosen, or until the flow says anything else: "2" then answers that. A choice offered after it
// counts from when it was sent. What fits no choice reaches the flow as it was written, and the choices stand.
import { asArray, asObject, asText } from '../domain/json.ts';
import type { ReplyOption } from '../domain/message.ts';
import { plain, plainNumber } from './plain.ts';

/** As stored; what is not a choice is left out, so that the numbers of the others stay. */
export function parseReplyOptions(stored: unknown): (ReplyOption | undefined)[] {
  return asArray(stored).map((value) => {
    const { id, title } = asObject(value);
    return asText(id) ? { id: asText(id), title: asText(title) } : undefined;
  });
}

/** The choice that a text names: `2`, `2.`, `(2)`, `２`, or its title in any case. */
export function chosenOption(text: string, options: readonly (ReplyOption | undefined)[]): ReplyOption | undefined {
  const said = plain(text);
  if (said === '') return undefined;
  const named = options.find((option) => option !== undefined && plain(option.title) === said);
  if (named) return named;
  const number = plainNumber(said);
  return number === undefined ? undefined : options[number - 1];
}
