// What a dialogue of the menu has collected, and the questions it can stand at.
import { z } from 'zod';
import { severities } from '../../../domain/ticket.ts';
import { stateReader } from '../../data.ts';
import type { AskInput, FlowMessage, FlowState, FlowStep, Reply, StepInput } from '../../flow.ts';

export const optionIds = ['defect', 'order', 'maintenance', 'tickets', 'sla', 'person'] as const;
export type OptionId = (typeof optionIds)[number];

export const steps = [
  'menu',
  'defect_order',
  'defect_type',
  'defect_severity',
  'defect_description',
  'defect_photos',
  'defect_confirm',
  'order_number',
  'maintenance_machine',
  'maintenance_issue',
  'maintenance_urgency',
  'maintenance_description',
  'maintenance_confirm',
  'tickets_choice',
  'sla_ticket',
] as const;
export type Step = (typeof steps)[number];

export const defectTypes = ['internal_reject', 'return', 'other'] as const;
export const issues = ['bearing', 'hydraulic', 'electrical', 'other'] as const;

export const longestDescription = 4096;
export const mostFiles = 20;

const code = z.string().min(1).max(64);
const description = z.string().min(1).max(longestDescription);
const mediaIds = z.array(z.string().max(64)).max(mostFiles).default([]);
const severity = z.enum(severities);

/** Everything that a defect's ticket needs. */
export const defectDraft = z.object({ order: code, type: z.enum(defectTypes), severity, description, mediaIds });

/** Everything that a maintenance ticket needs. */
export const maintenanceDraft = z.object({
  machine: code,
  issue: z.enum(issues),
  severity,
  description: description.optional(),
  mediaIds,
});

const data = z.object({
  ...defectDraft.partial().shape,
  ...maintenanceDraft.partial().shape,
  mediaIds,
  /** When the last file came. */
  fileAt: z.iso.datetime().optional(),
  /** Answers in a row that were none. */
  wrong: z.int().min(0).default(0),
});

export type Data = z.infer<typeof data>;
export type MenuState = FlowState & { step: Step; data: Data };
export type Asking = AskInput<MenuState>;
export type Answering = StepInput<MenuState>;
export type Stepped = FlowStep<MenuState>;

const readState = stateReader(steps, data);

/** A summary without everything that it sums up cannot be used. */
export function parseState(stored: unknown): MenuState | undefined {
  const state = readState(stored);
  if (state?.step === 'defect_confirm' && !defectDraft.safeParse(state.data).success) return undefined;
  if (state?.step === 'maintenance_confirm' && !maintenanceDraft.safeParse(state.data).success) return undefined;
  return state;
}

export function stateAt(step: Step, collected: Partial<Data> = {}): MenuState {
  return { step, data: { mediaIds: [], ...collected, wrong: 0 } };
}

export function goTo(step: Step, collected: Partial<Data> = {}, replies: Reply[] = []): Stepped {
  return { state: stateAt(step, collected), replies };
}

/** The id under which a question offers a choice: no two questions share one, so that an old button is known for what it is. */
export function choiceId(step: Step, choice: string): string {
  return `${step}:${choice}`;
}

/** Of the menu's choices: back to it. */
export const toMenu = choiceId('menu', 'start');

/** The choice of this question that a message makes. */
export function chosenOf({ replyId }: FlowMessage, step: Step): string | undefined {
  return replyId?.startsWith(`${step}:`) ? replyId.slice(step.length + 1) : undefined;
}
