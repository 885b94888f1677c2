// A clinic: people answer the reminders of their appointments. They confirm, ask for another time, or say that they are not
// coming; the answer is kept on the reminder, and whoever needs a person gets one.
import type { Flow, StepInput } from '../../flow.ts';
import type { Looking } from '../../lookups.ts';
import { ask } from './questions.ts';
import { reminderMeant } from './reminder.ts';
import { respond } from './respond.ts';
import { goTo, parseState, start, type AppointmentState, type AppointmentStep } from './state.ts';
import { isAlwaysGood, wishOf } from './wish.ts';

const hourMs = 3_600_000;

type Input = StepInput<AppointmentState>;

export const appointmentFlow: Flow<AppointmentState> = {
  name: 'appointment',
  // The next day it is the reminder that is answered, and no question about it.
  expiresAfterMs: 12 * hourMs,
  start,
  parseState,
  ask,
  step,
  help: 'appointment.help',
  knowsReply: isAlwaysGood,
  answersReminders: true,
  /** To a patient `cancel` is about the appointment, wherever there is one to be cancelled. */
  *takesCommand(command, input) {
    const { said } = wishOf(input.message);
    if (command !== 'cancel') return false;
    if (said === 'leave') return input.state.step !== 'welcome';
    return said === 'cancel' && (yield* reminderMeant(input)).reminder !== undefined;
  },
};

function* step(given: Input): Looking<AppointmentStep> {
  const { message, state } = given;
  const { said, by } = wishOf(message);
  const { reminder, because } = yield* reminderMeant(given);
  if (by === 'button' && message.replyTo !== undefined && because !== 'quoted') return leaveAlone(given);
  // Its number answers the question that stands, and the newer reminder has other ones.
  if (because === 'newer' && by === 'choice' && state.step !== 'welcome') return goTo('welcome', reminder);
  const isOther = because !== 'asked_about' && reminder?.occurrenceId !== state.data.reminder?.occurrenceId;
  const input = isOther ? { ...given, state: goTo('welcome', reminder).state! } : given;
  return respond(input, reminder, said);
}

/** A button of another message than a reminder: who sent that waits for the answer. */
function leaveAlone({ state, begins }: Input): AppointmentStep {
  return { state: begins ? undefined : state, replies: [], quiet: true };
}
