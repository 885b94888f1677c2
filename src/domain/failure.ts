// Failures are values: what went wrong at a provider, whose it is, and whether trying again can help.

import type { ReplyOption } from './message.ts';

export type FailureKind =
  | 'retry' // trouble at the provider
  | 'rate' // too fast for the number or account
  | 'pair' // too fast for this recipient
  | 'window' // free text outside the 24 hours: a template is needed
  | 'template'
  | 'media'
  | 'recipient' // this person cannot be reached
  | 'opted_out'
  | 'policy' // the provider stops or slows the sender
  | 'auth' // credentials
  | 'permission'
  | 'permanent'; // our request, and it will not get better

export interface Failure {
  kind: FailureKind;
  /** The provider's code, or our own word in lower case (timeout, connection_lost). */
  code: string;
  /** Safe for callers to see: never a token, a number or a message's text. */
  text: string;
}

/** Of a message that was not to be sent any more when its turn came. */
export const tooLateCode = 'too_late';
/** Of one whose turn came when the person's quiet hours had begun. */
export const quietHoursCode = 'quiet_hours';

/** It was not sent because of the time at which its turn came. */
export function isMissed(code: string | null): boolean {
  return code === tooLateCode || code === quietHoursCode;
}

/** Everything a send can end in. Which one decides what may happen next, so a provider must never guess towards `retry`. */
export type SendOutcome =
  | {
      type: 'accepted';
      externalId: string;
      recipient?: string;
      /** The choices, in order, when they went out as numbered text: a number then answers like a tap. */
      options?: ReplyOption[];
      /** Why the provider keeps it back for now, in its own word. */
      held?: string;
    }
  /**
   * Proven not sent, and pointless to repeat as it is. `fileInQuestion`: the provider may not know what stands for a file
   * (any more), or could not fetch it just then; with the file made ready anew it may pass.
   */
  | { type: 'rejected'; failure: Failure; fileInQuestion?: true }
  /** Proven not sent; may be repeated, not before `retryAfterMs` where the provider named it. */
  | { type: 'retry'; failure: Failure; retryAfterMs?: number }
  /** May have been sent: never repeated blindly. */
  | { type: 'ambiguous'; failure: Failure };

export type UnacceptedOutcome = Exclude<SendOutcome, { type: 'accepted' }>;

/** These are about the sender's account, not the message: the channel pauses and its queue stays whole. */
export function pausesChannel(kind: FailureKind): boolean {
  return kind === 'auth' || kind === 'permission' || kind === 'policy';
}

const minute = 60_000;
// Long enough not to hammer an account in trouble, short enough that a mended one is back before anyone asks.
const pauses = [minute, 5 * minute, 15 * minute, 60 * minute];
const firstPause: { readonly [kind in FailureKind]?: number } = { auth: 0, permission: 1, policy: 2 };

/** @param before how often the channel was paused in a row before. */
export function pauseMs(kind: FailureKind, before: number): number {
  return pauses[Math.min((firstPause[kind] ?? 0) + before, pauses.length - 1)]!;
}

/** What a person who opted out does not want: anything from the sender, or its marketing. */
export type OptOut = 'everything' | 'marketing';

const marketingOptOuts: ReadonlySet<string> = new Set(['131050']);

/** Undefined when the failure does not say that the person opted out. */
export function optOutOf({ kind, code }: Failure): OptOut | undefined {
  if (kind !== 'opted_out') return undefined;
  return marketingOptOuts.has(code) ? 'marketing' : 'everything';
}

/** What became of one attempt. `absent`: it was ambiguous, and the provider certainly does not have it. */
export type AttemptOutcome = SendOutcome['type'] | 'absent';
