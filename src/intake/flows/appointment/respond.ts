// What an answer leads to, once it is known which reminder it is about.
import { text } from '../../choices.ts';
import type { StepInput } from '../../flow.ts';
import type { Said } from '../../reminder-words/phrases.ts';
import { handOver, leave, reschedule, take } from './answer.ts';
import { miss } from './miss.ts';
import { particulars } from './reminder.ts';
import { goTo, over, type Appointment, type AppointmentState, type AppointmentStep } from './state.ts';

type Input = StepInput<AppointmentState>;

export function respond(input: Input, reminder: Appointment | undefined, said: Said | undefined): AppointmentStep {
  const { state, say, begins } = input;
  switch (said) {
    case 'confirmed':
    case 'declined':
      return reminder ? take(input, reminder, said) : findNone(input);
    case 'yes':
    case 'no':
      return reminder ? takeWord(input, reminder, said) : findNone(input);
    case 'cancel':
      return reminder ? cancel(input, reminder) : findNone(input);
    case 'another_time':
      return reschedule(input, reminder);
    case 'person':
      return handOver(input);
    case 'leave':
      return state.step === 'welcome' ? miss(input, reminder) : leave(input);
    case 'greeting':
      return goTo(state.step, reminder, begins ? [text(say('appointment.hello'))] : []);
    case 'thanks':
      return thank(input, reminder);
    case undefined:
      return miss(input, reminder);
  }
}

/** `yes` or `no`, to what was asked last. */
function takeWord(input: Input, reminder: Appointment, said: 'yes' | 'no'): AppointmentStep {
  const { step } = input.state;
  const isConfirmed = reminder.answer === 'confirmed';
  if (step === 'welcome') return said === 'yes' ? take(input, reminder, 'confirmed') : doubt(input, reminder);
  // `Has something changed?`
  if (step === 'change' && (said === 'no' || isConfirmed)) return leave(input);
  return miss(input, reminder);
}

/** Another time, or not at all? Whoever said so before is not asked again. */
function doubt(input: Input, reminder: Appointment): AppointmentStep {
  if (reminder.answer === 'declined') return take(input, reminder, 'declined');
  return goTo('why', reminder, particulars(reminder));
}

function cancel(input: Input, reminder: Appointment): AppointmentStep {
  const { step } = input.state;
  if (step === 'why') return take(input, reminder, 'declined');
  return step === 'change' && reminder.answer === 'declined' ? leave(input) : doubt(input, reminder);
}

function thank({ state, say }: Input, reminder: Appointment | undefined): AppointmentStep {
  const replies = [text(say('appointment.you_are_welcome'))];
  const isAsked = state.step === 'why' || reminder?.answer === null;
  return isAsked ? goTo(state.step, reminder, replies) : over(replies);
}

function findNone({ say }: Input): AppointmentStep {
  return goTo('welcome', undefined, [text(say('appointment.none_found'))]);
}
