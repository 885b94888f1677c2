// The button of a reminder, whose payload is a scheduler's own.
import { readAnswer, type Said } from './phrases.ts';

const answers: readonly Said[] = ['yes', 'no', 'confirmed', 'declined', 'another_time', 'cancel', 'person'];

/** What it says: by its payload, such as `CONFIRM_4711`, or else by its title. */
export function readButton(payload: string, title: string): Said | undefined {
  const words = payload.replaceAll(/[^\p{L}\p{M}]+/gu, ' ');
  return (
    answers.find((answer) => answer === readAnswer(words)) ?? answers.find((answer) => answer === readAnswer(title))
  );
}
