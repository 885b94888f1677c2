// What an attempt to fetch a file ends in, and what that means for the next one.
import { idTime } from '../../domain/ids.ts';
import type { NewMediaFile } from '../../store/media.ts';
import type { ClaimedMedia, MediaProblem } from '../../store/media-work.ts';

export type FetchOutcome =
  /** `uploaded`: its object is in the store by this attempt; otherwise the tenant had these bytes already. */
  | { type: 'stored'; file: NewMediaFile; uploaded: boolean; declaredType?: string }
  | Again
  /** Trying again cannot help. */
  | { type: 'lost'; problem: MediaProblem }
  /** The worker stops: another may take over. */
  | { type: 'interrupted' };

/**
 * `source`: trouble where the file is, which passes or does not. `content`: what came was not the file. `ours`: our own
 * database, store or disk.
 */
export interface Again {
  type: 'again';
  cause: 'source' | 'content' | 'ours';
  problem: MediaProblem;
  retryAfterMs?: number;
}

export type NextStep =
  | { type: 'postpone'; problem: MediaProblem; notBefore: Date; isFlaw: boolean }
  | { type: 'give_up'; problem: MediaProblem };

const longestDelayMs = { source: 30 * 60_000, content: 30 * 60_000, ours: 60_000 };
// What is wrong with the bytes is rarely better next time.
const mostFlaws = { inbound: 6, link: 4 };
const keptByProviderMs = 7 * 24 * 3600_000;
// A message waits for it, and its sender for the message.
const linkPatienceMs = 3600_000;

/** Later and later, jittered, for as long as the file is kept where it is. @param random from 0 to 1. */
export function nextStep(claim: ClaimedMedia, outcome: Again, now: Date, random: number): NextStep {
  const { problem, cause } = outcome;
  const isLink = claim.origin === 'link';
  const isFlaw = cause === 'content' || (isLink && cause === 'source');
  const flaws = claim.flaws + (isFlaw ? 1 : 0);
  const until = deadlineOf(claim);
  if (now.getTime() >= until || flaws >= (isLink ? mostFlaws.link : mostFlaws.inbound))
    return { type: 'give_up', problem };
  const backoff = Math.min(1_000 * 2 ** (claim.attempt - 1), longestDelayMs[cause]) * (0.5 + random);
  const delay = Math.max(backoff, outcome.retryAfterMs ?? 0);
  // The last try is made at the very end, wherever the backoff would have put it.
  return { type: 'postpone', problem, notBefore: new Date(Math.min(now.getTime() + delay, until)), isFlaw };
}

function deadlineOf({ id, origin, expiresAt }: ClaimedMedia): number {
  if (expiresAt) return expiresAt.getTime();
  return idTime(id).getTime() + (origin === 'link' ? linkPatienceMs : keptByProviderMs);
}
