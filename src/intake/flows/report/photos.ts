// Photos of what is wrong: kept at any step, as many as there is room for.
import { text } from '../../choices.ts';
import type { FlowMessage, StepInput } from '../../flow.ts';
import { mostPhotos, nextStep, type Collected, type ReportState, type ReportStep } from './state.ts';

export function hasPhotos(message: FlowMessage): boolean {
  return photosOf(message).length > 0;
}

export function withPhotos(data: Collected, message: FlowMessage): Collected {
  return { ...data, mediaIds: [...data.mediaIds, ...photosOf(message)].slice(0, mostPhotos) };
}

/** Of several in a row the first is acknowledged, and the one after which there is no room. */
export function acknowledgePhotos(before: StepInput<ReportState>, { step, data }: ReportState): ReportStep {
  const { say, state } = before;
  const isFull = data.mediaIds.length === mostPhotos;
  const full = text(say('report.photos_full', { most: mostPhotos }));
  if (state.data.afterPhoto) {
    const fills = isFull && state.data.mediaIds.length < mostPhotos;
    return { state: { step, data }, replies: fills ? [full] : [], quiet: true };
  }
  return {
    state: { step: step === 'photos' ? step : nextStep(data), data: { ...data, afterPhoto: true, misses: 0 } },
    replies: [isFull ? full : text(say('report.photo_thanks'))],
  };
}

function photosOf({ media }: FlowMessage): string[] {
  return media.filter(({ kind }) => kind === 'image' || kind === 'video' || kind === 'document').map(({ id }) => id);
}
