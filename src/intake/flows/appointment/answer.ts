// What becomes of an answer: it is kept on the reminder, the person is told, and who wants another time talks to somebody.
import type { ReminderAnswer } from '../../../domain/reminder.ts';
import { text } from '../../choices.ts';
import type { Effect, StepInput } from '../../flow.ts';
import type { TextKey } from '../../locales/index.ts';
import { particulars } from './reminder.ts';
import { goTo, over, type Appointment, type AppointmentState, type AppointmentStep } from './state.ts';

type Input = StepInput<AppointmentState>;

/** What was answered before is said, and can be changed. */
export function take({ say }: Input, reminder: Appointment, answer: 'confirmed' | 'declined'): AppointmentStep {
  const { occurrenceId, answer: before } = reminder;
  if (before === answer) return goTo('change', reminder, [text(say('appointment.already', { answer }))]);
  const thanks: TextKey = answer === 'confirmed' ? 'appointment.confirmed' : 'appointment.declined';
  const changed = before === null ? [] : [text(say('appointment.changed', { answer: before }))];
  const replies = [...changed, text(say(thanks)), ...particulars(reminder)];
  return over(replies, [{ type: 'answer_reminder', occurrenceId, answer }]);
}

/** A person finds another time with them, whether or not there is a reminder to mark. */
export function reschedule({ say }: Input, reminder: Appointment | undefined): AppointmentStep {
  const wish: ReminderAnswer = 'reschedule_requested';
  const isNew = reminder !== undefined && reminder.answer !== wish;
  const marked: Effect[] = isNew
    ? [{ type: 'answer_reminder', occurrenceId: reminder.occurrenceId, answer: wish }]
    : [];
  return over(
    [text(say('appointment.another_time')), ...particulars(reminder)],
    [...marked, { type: 'hand_over', reason: 'reschedule' }],
  );
}

export function handOver({ say }: Input): AppointmentStep {
  return over([text(say('appointment.person'))], [{ type: 'hand_over', reason: 'asked' }]);
}

/** What was answered stands. */
export function leave({ say, state }: Input): AppointmentStep {
  const answer = state.data.reminder?.answer ?? 'none';
  return over([text(say('appointment.left', { answer })), ...particulars(state.data.reminder)]);
}
