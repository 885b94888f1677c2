// Why reminders were not sent, as it is kept with their occurrences.
import { unmetKind, type SendProblem } from '../../domain/send-problem.ts';
import type { NewOccurrence } from '../../store/due-reminders.ts';
import type { MissedBecause } from './turn.ts';

export type OccurrenceError = NonNullable<NewOccurrence['error']>;

/** `channel_unknown`: the one it names is not the tenant's (any more). `channel_ambiguous`: it names none. */
export type Hindrance = SendProblem | 'channel_unknown' | 'channel_ambiguous';

const channels = {
  channel_unknown: 'The reminder names a channel that is not there.',
  channel_ambiguous: 'The reminder names no channel, and there is not exactly one.',
} as const;

export function errorOf(problem: Hindrance): OccurrenceError {
  if (typeof problem === 'string') return { code: problem, kind: 'permanent', text: channels[problem] };
  if (problem.type === 'unmet') {
    const { reason, text } = problem;
    return { code: reason.toLowerCase(), kind: unmetKind(reason), text };
  }
  const text = problem.problems.map(({ path, description }) => `${path} ${description}`).join('; ');
  return { code: 'template_misfit', kind: 'template', text };
}

const missed: { readonly [because in MissedBecause]: string } = {
  too_late: 'It came to its turn later than it may be sent.',
  quiet_hours: 'Quiet hours last longer than it may be late.',
};

export function missedError(because: MissedBecause): OccurrenceError {
  return { code: because, kind: 'permanent', text: missed[because] };
}

/** A bug, or rows that somebody broke: what it was is in the log. */
export const brokenError: OccurrenceError = {
  code: 'internal',
  kind: 'permanent',
  text: 'The reminder could not be handled.',
};
