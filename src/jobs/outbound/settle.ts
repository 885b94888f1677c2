// What a finished call means: for the attempt, for the message, for its place in the outbox, for the channel. Pure.
import { pauseMs, pausesChannel, type Failure, type FailureKind } from '../../domain/failure.ts';
import { idTime } from '../../domain/ids.ts';
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
  /** The account is to be left alone. */
  pause?: Failure;
  /** The number was too fast: nothing is to be sent on the channel for so long, and then more slowly. */
  standstillMs?: number;
  /** The person was sent too much: nothing more before then. */
  pairOpensAt?: Date;
}

export interface Settled {
  finished: FinishedTask;
  settlement: Settlement;
}

const maxAttempts = 8;
const longestBackoffMs = 5 * 60_000;
const leastStandstillMs = 1_000;
// A message that a provider has held back for so long is of no use any more.
const longestLimitMs = 24 * 3600_000;

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
    case 'rejected':
      return settleRejected(task, outcome.failure, at);
    case 'retry': {
      const finished: FinishedAttempt = { ...attempt, outcome: 'retry', failure: outcome.failure };
      const failure = givenUp(task, outcome.failure, at);
      if (failure) return { attempt: finished, outbox: remove, status: failed(messageId, failure, at) };
      const { kind } = outcome.failure;
      const until = later(Math.max(outcome.retryAfterMs ?? 0, backoffMs(task.attempts, kind, random)));
      const again: OutboxChange = { ...key, type: 'again', notBefore: until, counts: kind !== 'rate' };
      return {
        attempt: finished,
        outbox: again,
        wakeAt: until,
        ...(kind === 'rate' ? { standstillMs: Math.max(outcome.retryAfterMs ?? 0, leastStandstillMs) } : {}),
        ...(kind === 'pair' ? { pairOpensAt: until } : {}),
      };
    }
    case 'ambiguous': {
      const until = later(settleAfterMs);
      const finished: FinishedAttempt = { ...attempt, outcome: 'ambiguous', failure: outcome.failure };
      return { attempt: finished, outbox: { ...key, type: 'doubt', until }, wakeAt: until };
    }
    case 'late':
      return {
        attempt: { ...attempt, outcome: 'retry' },
        outbox: { ...key, type: 'again', notBefore: at, counts: false },
        wakeAt: at,
      };
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

function settleRejected(task: FinishedTask['task'], failure: Failure, at: Date): Settlement {
  const { messageId, attemptId } = task;
  const key = { messageId, attemptId };
  const attempt: FinishedAttempt = {
    id: attemptId,
    outcome: 'rejected',
    externalId: undefined,
    failure,
    finishedAt: at,
  };
  const remove: OutboxChange = { ...key, type: 'remove' };
  if (!pausesChannel(failure.kind)) return { attempt, outbox: remove, status: failed(messageId, failure, at) };
  const end = refusedForGood(task, failure, at);
  if (end) return { attempt, outbox: remove, status: failed(messageId, end, at), pause: failure };
  const until = new Date(at.getTime() + pauseMs(failure.kind, 0));
  const again: OutboxChange = { ...key, type: 'again', notBefore: until, counts: !task.probes };
  return { attempt, outbox: again, wakeAt: until, pause: failure };
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

/** Why the message is not tried again; undefined: it is. What only waits for a limit has no fixed number of attempts. */
function givenUp({ messageId, attempts }: FinishedTask['task'], failure: Failure, at: Date): Failure | undefined {
  if (failure.kind !== 'rate' && failure.kind !== 'pair') return attempts + 1 >= maxAttempts ? failure : undefined;
  return waitedTooLong(messageId, failure, at);
}

/**
 * A message may be refused in the words of a refusal of its whole account, and would pause the channel for ever. A refusal
 * while other messages pass therefore counts as an attempt; one that finds out whether the channel is well does not, and is
 * only ended after a day. The channel pauses once more even so: whether the account is well is not known.
 */
function refusedForGood(task: FinishedTask['task'], failure: Failure, at: Date): Failure | undefined {
  if (!task.probes && task.attempts + 1 >= maxAttempts) return failure;
  return waitedTooLong(task.messageId, failure, at);
}

function waitedTooLong(messageId: string, failure: Failure, at: Date): Failure | undefined {
  if (at.getTime() - idTime(messageId).getTime() < longestLimitMs) return undefined;
  return { ...failure, text: `${failure.text} It waited for 24 hours.` };
}

function failed(messageId: string, failure: Failure, at: Date): StatusChange {
  return { messageId, status: 'failed', times: { failed: at }, failure };
}

// Full jitter on the upper half. Meta asks for powers of four where one recipient got too much.
function backoffMs(attempts: number, kind: FailureKind, random: number): number {
  const full = Math.min(longestBackoffMs, 1_000 * (kind === 'pair' ? 4 : 2) ** (attempts + 1));
  return full / 2 + (full / 2) * random;
}
