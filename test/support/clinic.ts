// A clinic's dialogue in tests: a person who was reminded of Firulais's appointment. What they answer is kept for the next
// message, as the platform does.
import type { ReminderAnswer } from '../../src/domain/reminder.ts';
import type { Language } from '../../src/domain/language.ts';
import { appointmentFlow } from '../../src/intake/flows/appointment/index.ts';
import type { FoundReminder } from '../../src/intake/lookups.ts';
import { dialogueWith, type Turn } from './dialogue.ts';

export const about = 'María · Firulais · lunes 7 de diciembre · 10:30';

export interface Sent {
  id: string;
  externalId: string;
  sentAt: Date;
  answer: ReminderAnswer | null;
  values: readonly string[];
}

/** A reminder of yesterday evening. */
export function reminder(part: Partial<Sent> = {}): Sent {
  const values = ['María', 'Firulais', 'lunes 7 de diciembre', '10:30'];
  return {
    id: 'first',
    externalId: 'wamid.1',
    sentAt: new Date('2026-11-20T18:00:00Z'),
    answer: null,
    values,
    ...part,
  };
}

/** @param sent in order; more may be added meanwhile. */
export function patient(sent: Sent[], language: Language = 'en') {
  const find = (replyTo: string | undefined): FoundReminder | undefined => {
    const quoted = sent.find(({ externalId }) => externalId === replyTo);
    const found = quoted ?? sent.at(-1);
    if (!found) return undefined;
    const { id: occurrenceId, values, sentAt, answer } = found;
    return { occurrenceId, values, sentAt, answer, quoted: quoted !== undefined };
  };
  const dialogue = dialogueWith(appointmentFlow, { reminder: ({ replyTo }) => find(replyTo) }, { language });
  const keep = (turn: Turn): Turn => {
    for (const effect of turn.effects) {
      if (effect.type === 'answer_reminder') sent.find(({ id }) => id === effect.occurrenceId)!.answer = effect.answer;
    }
    return turn;
  };
  return {
    ...dialogue,
    send: (...given: Parameters<typeof dialogue.send>) => keep(dialogue.send(...given)),
    write: (text: string) => keep(dialogue.write(text)),
    tap: (title: string | number) => keep(dialogue.tap(title)),
    /** A button of a message that is not the flow's. */
    button: (title: string, replyTo: string | undefined = sent.at(-1)?.externalId, replyId = title) =>
      keep(dialogue.send({ kind: 'button', text: title, replyId, ...(replyTo === undefined ? {} : { replyTo }) })),
    answers: () => sent.map(({ answer }) => answer),
  };
}
