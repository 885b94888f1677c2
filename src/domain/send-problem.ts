// Why something is not sent to somebody: a caller of the api is refused with it, and a reminder keeps it.
import type { FailureKind } from './failure.ts';
import type { Problem } from './problem.ts';

/** What stands in the way. The texts are safe for callers to see. */
export interface Unmet {
  type: 'unmet';
  reason: UnmetReason;
  /** The id of what it concerns. */
  subject: string;
  text: string;
  /** More of it, for programs. */
  metadata?: { [key: string]: string };
}

export type SendProblem = Unmet | { type: 'invalid'; problems: readonly Problem[] };

const kinds = {
  CHANNEL_DISABLED: 'permanent',
  OPTED_OUT: 'opted_out',
  OPTED_OUT_MARKETING: 'opted_out',
  CONTACT_INACTIVE: 'recipient',
  CONTACT_UNREACHABLE: 'recipient',
  TEMPLATE_NOT_APPROVED: 'template',
  TEMPLATE_LANGUAGE_MISSING: 'template',
  TEMPLATE_UNKNOWN: 'template',
} as const satisfies { [reason: string]: FailureKind };

export type UnmetReason = keyof typeof kinds;

export function unmetKind(reason: UnmetReason): FailureKind {
  return kinds[reason];
}

export function unmetCondition(
  reason: UnmetReason,
  subject: string,
  text: string,
  metadata: { [key: string]: string } = {},
): Unmet {
  return { type: 'unmet', reason, subject, text, metadata };
}
