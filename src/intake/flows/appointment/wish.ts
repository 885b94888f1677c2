// What a message wants: one of our choices, the button of a reminder, or words.
import type { FlowMessage } from '../../flow.ts';
import { readButton } from '../../reminder-words/button.ts';
import { readAnswer, type Said } from '../../reminder-words/phrases.ts';

/** The choices that the flow offers, with what each says. */
export const choiceIds = {
  confirm: 'choice:confirm',
  anotherTime: 'choice:another_time',
  decline: 'choice:decline',
  leave: 'choice:leave',
  person: 'choice:person',
} as const;

const ownChoices: ReadonlyMap<string, Said> = new Map([
  [choiceIds.confirm, 'confirmed'],
  [choiceIds.anotherTime, 'another_time'],
  [choiceIds.decline, 'declined'],
  [choiceIds.leave, 'leave'],
  [choiceIds.person, 'person'],
]);

export interface Wish {
  /** Undefined: nothing that can be understood. */
  said: Said | undefined;
  /** How it was said: `button` is one of a reminder, or of any other message that is not the flow's. */
  by: 'choice' | 'button' | 'words';
}

export function wishOf({ replyId, text, kind }: FlowMessage): Wish {
  if (replyId === undefined) return { said: kind === 'contacts' ? undefined : readAnswer(text), by: 'words' };
  const own = ownChoices.get(replyId);
  return own ? { said: own, by: 'choice' } : { said: readButton(replyId, text), by: 'button' };
}

/** Of the flow's own choices those that lose nothing, and the buttons of reminders. */
export function isAlwaysGood(replyId: string, title: string): boolean {
  if (ownChoices.has(replyId)) return replyId === choiceIds.person;
  return readButton(replyId, title) !== undefined;
}
