// In: how fast and how alike a person's messages come. Above a pace nobody types at, and when one text comes again and again
// (a machine that answers ours), we say so once and fall silent, so that two machines never keep each other talking.
import { createHash } from 'node:crypto';
import { z } from 'zod';

const minuteMs = 60_000;
/** So many messages within a minute are answered: above it nobody types, and an album of photos is below. */
const mostAMinute = 30;

const repeatMs = 10 * minuteMs;
/** So many times in a row the same text: people try again, but they stop or say it differently before that. */
const mostRepeats = 5;

// Times are milliseconds since 1970. No text is kept: a digest tells whether it is the same.
const schema = z.object({
  /** The newest messages, as many as it takes to see a flood. */
  recent: z.array(z.number()),
  /** When we last said that it is too fast; while it is, and for a minute at least. */
  slowedAt: z.number().optional(),
  /** One text at one step, and when it came. */
  repeated: z.object({ digest: z.string(), at: z.array(z.number()), told: z.boolean() }).optional(),
});

/** JSON, to be stored with the session. */
export type Traffic = z.infer<typeof schema>;

export type Verdict =
  | 'answer'
  /** Say once that it is too fast. */
  | 'slow_down'
  /** Say once that the same text keeps coming. */
  | 'automatic'
  /** That was said. */
  | 'silent';

export const emptyTraffic: Traffic = { recent: [] };

/** What cannot be read counts from nothing. */
export function parseTraffic(stored: unknown): Traffic {
  return schema.safeParse(stored).data ?? emptyTraffic;
}

export interface Arrival {
  /** Empty for what has no words, such as a photo: it repeats nothing. */
  text: string;
  /** Where the dialogue stands. The same answer to another question is not a repetition. */
  step: string;
  at: Date;
}

export function watchTraffic(traffic: Traffic, arrival: Arrival): { traffic: Traffic; verdict: Verdict } {
  const flood = watchFlood(traffic, arrival.at.getTime());
  if (flood.verdict !== 'answer') return { traffic: { ...traffic, ...flood.seen }, verdict: flood.verdict };
  const { repeated, verdict } = watchRepeats(traffic.repeated, arrival);
  return { traffic: { ...flood.seen, ...(repeated ? { repeated } : {}) }, verdict };
}

function watchFlood({ recent, slowedAt }: Traffic, at: number): { seen: Traffic; verdict: Verdict } {
  const within = [...recent.filter((time) => time > at - minuteMs), at].slice(-mostAMinute - 1);
  const tooFast = within.length > mostAMinute;
  if (slowedAt !== undefined && (tooFast || at < slowedAt + minuteMs)) {
    return { seen: { recent: within, slowedAt }, verdict: 'silent' };
  }
  if (tooFast) return { seen: { recent: within, slowedAt: at }, verdict: 'slow_down' };
  return { seen: { recent: within }, verdict: 'answer' };
}

type Repeated = Traffic['repeated'];

function watchRepeats(before: Repeated, { text, step, at }: Arrival): { repeated: Repeated; verdict: Verdict } {
  if (text.trim() === '') return { repeated: before, verdict: 'answer' };
  const digest = digestOf(step, text.trim());
  const earlier = before?.digest === digest ? before.at.filter((time) => time > at.getTime() - repeatMs) : [];
  const times = [...earlier, at.getTime()].slice(-mostRepeats);
  const told = earlier.length > 0 && before!.told;
  if (told) return { repeated: { digest, at: times, told }, verdict: 'silent' };
  const automatic = times.length >= mostRepeats;
  return { repeated: { digest, at: times, told: automatic }, verdict: automatic ? 'automatic' : 'answer' };
}

function digestOf(step: string, text: string): string {
  return createHash('sha256')
    .update(JSON.stringify([step, text]))
    .digest('base64url')
    .slice(0, 16);
}
