// What is collected of a report, and what of it is still missing. Everything stored is bounded.
import { z } from 'zod';
import { reportCategories } from '../../../domain/report-category.ts';
import { severities } from '../../../domain/ticket.ts';
import { stateReader } from '../../data.ts';
import type { FlowState, FlowStep } from '../../flow.ts';

export const mostPhotos = 10;
export const longestDescription = 2_000;
export const longestPlace = 300;

/** After so many answers in a row that say nothing, a person is offered. */
export const mostMisses = 3;

const steps = ['welcome', 'description', 'category', 'place', 'confirm', 'change', 'photos', 'which'] as const;
export type Step = (typeof steps)[number];

// Masking what was written may make it longer than it was taken in.
const masked = 2;

const collected = z.object({
  /** The person's own words, as far as they say what is wrong. */
  description: z.string().max(longestDescription * masked),
  /** They say enough. */
  described: z.boolean(),
  category: z.enum(reportCategories).optional(),
  severity: z.enum(severities).optional(),
  place: z
    .object({
      text: z
        .string()
        .max(longestPlace * masked)
        .exactOptional(),
      latitude: z.number().exactOptional(),
      longitude: z.number().exactOptional(),
    })
    .optional(),
  mediaIds: z.array(z.string().max(64)).max(mostPhotos),
  /** The message before was a photo and nothing else: those that follow it are not acknowledged one by one. */
  afterPhoto: z.boolean(),
  misses: z.number().int().min(0).max(100),
  /** Of `which`: the question that waits meanwhile. */
  waiting: z.enum(steps).optional(),
});

export type Collected = z.infer<typeof collected>;
export type ReportState = FlowState & { step: Step; data: Collected };
export type ReportStep = FlowStep<ReportState>;

export const parseState = stateReader(steps, collected);

export function start(): ReportState {
  return { step: 'welcome', data: { description: '', described: false, mediaIds: [], afterPhoto: false, misses: 0 } };
}

/** The question that comes next: of the first thing missing, or whether all is right. */
export function nextStep({ described, category, place }: Collected): Step {
  if (!described) return 'description';
  if (category === undefined) return 'category';
  return place === undefined ? 'place' : 'confirm';
}

/** On with what is there, the last message having been understood. */
export function goOn(data: Collected, replies: ReportStep['replies'] = []): ReportStep {
  return stay({ step: nextStep(data), data }, replies);
}

/** The same, with the question that the state names. */
export function stay({ step, data }: ReportState, replies: ReportStep['replies'] = []): ReportStep {
  return { state: { step, data: { ...data, misses: 0, afterPhoto: false } }, replies };
}
