// Which reminder a message answers.
import { text } from '../../choices.ts';
import type { Reply, StepInput } from '../../flow.ts';
import { findReminder, type FoundReminder, type Looking } from '../../lookups.ts';
import { longestAbout, type Appointment, type AppointmentState } from './state.ts';

export interface Meant {
  reminder: Appointment | undefined;
  /** `newer`: it came after the question that stands, and nothing says which of the two is answered. */
  because: 'quoted' | 'asked_about' | 'newer' | 'last';
}

/** The quoted one, else what the talk is about already, unless another came since; else the last that was sent. */
export function* reminderMeant({ state, message, now }: StepInput<AppointmentState>): Looking<Meant> {
  const asked = state.data.reminder;
  const found = yield* findReminder(message);
  if (found?.quoted) return { reminder: takenUp(found, now), because: 'quoted' };
  const isLater = asked !== undefined && found !== undefined && found.sentAt.getTime() > asked.takenUpAt;
  if (asked && (!isLater || message.replyTo !== undefined)) return { reminder: asked, because: 'asked_about' };
  return { reminder: found && takenUp(found, now), because: isLater ? 'newer' : 'last' };
}

function takenUp({ occurrenceId, values, answer }: FoundReminder, now: Date): Appointment {
  const about = values.filter((value) => value.trim() !== '').join(' · ');
  return { occurrenceId, about: cut(about), answer, takenUpAt: now.getTime() };
}

// Never through the middle of a character.
function cut(words: string): string {
  return words.slice(0, longestAbout).replace(/[\uD800-\uDBFF]$/, '');
}

/** Of which appointment it is, where the reminder said so. */
export function particulars(reminder: Appointment | undefined): Reply[] {
  return reminder === undefined || reminder.about === '' ? [] : [text(reminder.about)];
}
