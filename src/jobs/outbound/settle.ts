// What a finished call means: for the attempt, for the message, for its place in the outbox, for the channel. Pure.
import { pausesChannel, type Failure, type FailureKind } from '../../domain/failure.ts';
import type { FinishedAttempt } from '../../store/attempts.ts';
import type { OutboxChange } from '../../store/outbox.ts';
import type { StatusChange } from '../../store/statuses.ts';
import type { FinishedTask } from './task.ts';

export interface Settlement {
  attempt?: FinishedAttempt;
  outbox: OutboxChange;
  status?: StatusChange;
  /** When the conversation is to be looked at again because of this message. */
  wakeAt?: Date;
  pause?: { until: Date; failure: Failure };
}

const maxAttempts = 8;
const longestBackoffMs = 5 * 60_000;
// Long enough not to hammer an account that is in trouble, short enough that a mended one is back before anyone asks.
const pauseMs: { readonly [kind in FailureKind]?: number } = {
  auth: 60_000,
  permission: 5 * 60_000,
  policy: 15 * 60_000,
};

/**
 * @param settleAfterMs how long a message in doubt waits for its receipt.
 * @param random 0 to 1, for jitter.
 */
export function settle({ task, outcome, at }: FinishedTask, settleAfterMs: number, random: number): Settlement {
  const { messageId, attemptId } = task;
  const key = { messageId, attemptId };
  const attempt = { id: attemptId, externalId: undefined, failure: undefined, finishedAt: at };
  const later = (ms: number) => new Date(at.getTime() + ms);
  const remove: OutboxChange = { ...key, type: 'remove' };

  switch (outcome.type) {
    case 'accepted': {
      const { externalId } = outcome;
      return {
        attempt: { ...attempt, outcome: 'accepted', externalId },
        outbox: remove,
        status: { messageId, status: 'accepted', externalId, times: { accepted: at } },
      };
    }
    case 'rejected': {
      const { failure } = outcome;
      const finished: FinishedAttempt = { ...attempt, outcome: 'rejected', failure };
      if (!pausesChannel(failure.kind)) {
        return { attempt: finished, outbox: remove, status: failed(messageId, failure, at) };
      }
      const until = later(pauseMs[failure.kind] ?? 60_000);
      const again: OutboxChange = { ...key, type: 'again', notBefore: until, counts: false };
      return { attempt: finished, outbox: again, wakeAt: until, pause: { until, failure } };
    }
    case 'retry': {
      const { failure } = outcome;
      const finished: FinishedAttempt = { ...attempt, outcome: 'retry', failure };
      if (task.attempts + 1 >= maxAttempts) {
        return { attempt: finished, outbox: remove, status: failed(messageId, failure, at) };
      }
      const until = later(Math.max(outcome.retryAfterMs ?? 0, backoffMs(task.attempts, failure.kind, random)));
      return { attempt: finished, outbox: { ...key, type: 'again', notBefore: until, counts: true }, wakeAt: until };
    }
    case 'ambiguous': {
      const until = later(settleAfterMs);
      const finished: FinishedAttempt = { ...attempt, outcome: 'ambiguous', failure: outcome.failure };
      return { attempt: finished, outbox: { ...key, type: 'doubt', until }, wakeAt: until };
    }
    case 'absent':
      // A provider that again and again drops what we send will not take it the next time either.
      if (task.attempts + 1 >= maxAttempts) {
        return { attempt: { ...attempt, outcome: 'absent' }, outbox: remove, status: failed(messageId, dropped, at) };
      }
      return {
        attempt: { ...attempt, outcome: 'absent' },
        outbox: { ...key, type: 'again', notBefore: at, counts: true },
        wakeAt: at,
      };
    case 'unknown':
      return { outbox: remove, status: { messageId, status: 'uncertain', times: {}, failure: uncertain } };
  }
}

export const uncertain: Failure = {
  kind: 'retry',
  code: 'uncertain',
  text: 'The provider may or may not have sent this message: its answer was lost and no receipt came.',
};

const dropped: Failure = {
  kind: 'retry',
  code: 'not_taken',
  text: 'The provider did not take the message, in several attempts.',
};

function failed(messageId: string, failure: Failure, at: Date): StatusChange {
  return { messageId, status: 'failed', times: { failed: at }, failure };
}

// Full jitter on the upper half. Meta asks for powers of four where one recipient got too much.
function backoffMs(attempts: number, kind: FailureKind, random: number): number {
  const full = Math.min(longestBackoffMs, 1_000 * (kind === 'pair' ? 4 : 2) ** (attempts + 1));
  return full / 2 + (full / 2) * random;
}
