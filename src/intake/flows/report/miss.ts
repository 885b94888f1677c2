// Messages that say nothing the flow can use.
import { text } from '../../choices.ts';
import type { FlowMessage, StepInput } from '../../flow.ts';
import type { TextKey } from '../../locales/index.ts';
import { mostMisses, type ReportState, type ReportStep } from './state.ts';

/** The question is put again; after several in a row, with a person to talk to. */
/** @param why where there is more to say than that it was not understood. */
export function miss(
  { state: { step, data }, message, say, begins }: StepInput<ReportState>,
  why?: TextKey,
): ReportStep {
  const misses = Math.min(data.misses + 1, mostMisses);
  const key = begins ? 'report.hello' : reasonOf(message, misses, why);
  return { state: { step, data: { ...data, misses, afterPhoto: false } }, replies: [text(say(key))] };
}

function reasonOf({ media }: FlowMessage, misses: number, why: TextKey | undefined): TextKey {
  if (misses === mostMisses) return 'report.stuck';
  if (why !== undefined) return why;
  return media.some(({ kind }) => kind === 'audio') ? 'report.voice_unclear' : 'report.not_understood';
}
