// Messages that are no answer.
import { text } from '../../choices.ts';
import type { FlowMessage, StepInput } from '../../flow.ts';
import type { TextKey } from '../../locales/index.ts';
import { mostMisses, type Appointment, type AppointmentState, type AppointmentStep } from './state.ts';

/** What can be answered is said; after several in a row, that a person can help. */
export function miss(
  { state: { step, data }, message, say, begins }: StepInput<AppointmentState>,
  reminder: Appointment | undefined,
): AppointmentStep {
  const misses = Math.min(data.misses + 1, mostMisses);
  const isFirst = begins && reminder?.answer !== null;
  const key = isFirst ? 'appointment.hello' : reasonOf(message, misses);
  return { state: { step, data: { misses, ...(reminder ? { reminder } : {}) } }, replies: [text(say(key))] };
}

function reasonOf({ media }: FlowMessage, misses: number): TextKey {
  if (misses === mostMisses) return 'appointment.stuck';
  return media.some(({ kind }) => kind === 'audio') ? 'appointment.voice_unclear' : 'appointment.not_understood';
}
