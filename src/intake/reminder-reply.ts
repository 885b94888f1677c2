// What a message says to a reminder, wherever it is written: whatever the flow, and while a person answers. Read as strictly as
// in the dialogue about appointments; whether there is such a reminder is for the store to say.
import { isSpoken } from '../domain/message.ts';
import type { ReminderAnswer } from '../domain/reminder.ts';
import { readWords, type EngineMessage } from './engine-message.ts';
import { ownId } from './own-choices.ts';
import { readButton } from './reminder-words/button.ts';
import { readAnswer, type Said } from './reminder-words/phrases.ts';

export interface ReminderReply {
  answer: ReminderAnswer;
  /** External id of the message it is about; null: the newest one. */
  replyTo: string | null;
}

// `SI`, and what people put around it. Most messages are longer, and cost nothing more.
const longestConfirmation = 40;

/** @param flow whose choices are its own: they answer no reminder. */
export function readReminderReply(message: EngineMessage, flow: string): ReminderReply | undefined {
  const { kind, replyId, replyTo, body, media } = message;
  if (!isSpoken(kind) || kind === 'contacts') return undefined;
  if (replyId !== null) {
    return ownId(replyId, flow) === undefined ? replyOf(readButton(replyId, body), replyTo) : undefined;
  }
  const { words, spoken } = readWords(message);
  if (media.length > 0 && !spoken) return undefined;
  if (replyTo !== null) return replyOf(readAnswer(words), replyTo);
  // Without a quote only what confirms: `no` may answer anything, and it is no loss if it is said again.
  if (words.length > longestConfirmation) return undefined;
  const reply = replyOf(readAnswer(words), null);
  return reply?.answer === 'confirmed' ? reply : undefined;
}

function replyOf(said: Said | undefined, replyTo: string | null): ReminderReply | undefined {
  const answer = said && answers[said];
  return answer && { answer, replyTo };
}

const answers: { readonly [said in Said]?: ReminderAnswer } = {
  yes: 'confirmed',
  confirmed: 'confirmed',
  no: 'declined',
  declined: 'declined',
  cancel: 'declined',
  another_time: 'reschedule_requested',
};
