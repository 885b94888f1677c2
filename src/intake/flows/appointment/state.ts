// Where the talk about an appointment stands, and which reminder it is about. Everything stored is bounded.
import { z } from 'zod';
import { stateReader } from '../../data.ts';
import type { FlowState, FlowStep } from '../../flow.ts';

/** After so many answers in a row that say nothing, a person is offered. */
export const mostMisses = 3;

export const longestAbout = 300;

const steps = ['welcome', 'why', 'change'] as const;

// Masking what it is filled with may make it longer.
const masked = 2;

const data = z.object({
  reminder: z
    .object({
      occurrenceId: z.string().max(64),
      /** Whose appointment, when and where, as the reminder said it; empty when it said nothing. */
      about: z.string().max(longestAbout * masked),
      answer: z.enum(['confirmed', 'reschedule_requested', 'declined']).nullable(),
      /** When it became what the talk is about: one that is sent later is another. */
      takenUpAt: z.number(),
    })
    .optional(),
  misses: z.number().int().min(0).max(100),
});

export type Appointment = NonNullable<z.infer<typeof data>['reminder']>;
export type AppointmentState = FlowState & { step: (typeof steps)[number]; data: z.infer<typeof data> };
export type AppointmentStep = FlowStep<AppointmentState>;

export const parseState = stateReader(steps, data);

export function start(): AppointmentState {
  return { step: 'welcome', data: { misses: 0 } };
}

/** The question of a step, the last message having been understood. */
export function goTo(
  step: AppointmentState['step'],
  reminder: Appointment | undefined,
  replies: AppointmentStep['replies'] = [],
): AppointmentStep {
  return { state: { step, data: { misses: 0, ...(reminder ? { reminder } : {}) } }, replies };
}

/** Nothing is left to be asked. */
export function over(replies: AppointmentStep['replies'], effects: AppointmentStep['effects'] = []): AppointmentStep {
  return { state: undefined, replies, effects };
}
