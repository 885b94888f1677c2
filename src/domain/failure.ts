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

/** What became of one attempt. `absent`: it was ambiguous, and the provider certainly does not have it. */
export type AttemptOutcome = SendOutcome['type'] | 'absent';
