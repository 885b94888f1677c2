// In: how fast and how alike a person's messages come, and whether they lead anywhere. Above a pace nobody types at, and when
// what comes looks like a machine that answers ours, we say so once and fall silent, so that two machines never keep each other
// talking.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { plainWords } from '../../domain/plain-words.ts';

const minuteMs = 60_000;
/** So many messages within a minute are answered: above it nobody types, and an album of photos is below. */
const mostAMinute = 30;

const repeatMs = 10 * minuteMs;
/** So many times within ten minutes the same text: people try again, but they stop or say it differently before that. */
const mostRepeats = 5;
/** So many that differ in their digits alone: somebody may ask for one order after the other. */
const mostAlike = 8;
/** So many texts are remembered: machines take turns with a few. */
const mostTexts = 8;
/** So many answers in a row may lead nowhere. */
const mostIdle = 15;
// Meta tells whole seconds, and its clock is not ours.
const providerPrecisionMs = 2_000;

// Times are milliseconds since 1970. No text is kept: a digest tells whether it is the same.
const schema = z.object({
  /** The newest messages, as many as it takes to see a flood. */
  recent: z.array(z.number()),
  /** When we last said that it is too fast; while it is, and for a minute at least. */
  slowedAt: z.number().optional(),
  /** Texts at their steps, the newest last, and when each came: in seconds, which are shorter. */
  texts: z
    .array(z.object({ digest: z.string(), at: z.array(z.number()), told: z.literal(true).optional() }))
    .optional(),
  /** Answers in a row that led nowhere, and when the last of them was given. */
  idle: z.object({ count: z.number(), at: z.number() }).optional(),
});

/** JSON, to be stored with the session. */
export type Traffic = z.infer<typeof schema>;

export type Verdict =
  | 'answer'
  /** Say once that it is too fast. */
  | 'slow_down'
  /** Say once that the same text keeps coming. */
  | 'automatic'
  /** Say once that this leads nowhere. */
  | 'no_progress'
  /** That was said. */
  | 'silent';

export const emptyTraffic: Traffic = { recent: [] };

/** What cannot be read counts from nothing. */
export function parseTraffic(stored: unknown): Traffic {
  return schema.safeParse(stored).data ?? emptyTraffic;
}

export interface Arrival {
  /** Empty for what has no words, such as a photo, and for taps: machines do not send those. */
  text: string;
  /** Where the dialogue stands. The same answer to another question is not a repetition. */
  step: string;
  at: Date;
}

export function watchTraffic(traffic: Traffic, arrival: Arrival): { traffic: Traffic; verdict: Verdict } {
  const at = arrival.at.getTime();
  const flood = watchFlood(traffic, at);
  const { texts, idle } = traffic;
  const kept = { ...flood.seen, ...(texts ? { texts } : {}), ...(idle ? { idle } : {}) };
  if (flood.verdict !== 'answer' || arrival.text.trim() === '') return { traffic: kept, verdict: flood.verdict };
  if (idle && idle.count >= mostIdle && at < idle.at + repeatMs) {
    const told = idle.count > mostIdle;
    const seen = { ...kept, idle: { count: mostIdle + 1, at } };
    return { traffic: seen, verdict: told ? 'silent' : 'no_progress' };
  }
  const repeats = watchRepeats(texts ?? [], arrival);
  return { traffic: { ...kept, texts: repeats.texts }, verdict: repeats.verdict };
}

/**
 * After an answer: whether it led anywhere. What was written before the last such answer could be read is no answer to it, and
 * does not count.
 */
export function countIdle(traffic: Traffic, ledNowhere: boolean, { text, at }: Arrival, now: Date): Traffic {
  const { idle, ...rest } = traffic;
  if (!ledNowhere) return rest;
  const waited = idle !== undefined && at.getTime() < idle.at - providerPrecisionMs;
  if (text.trim() === '' || waited) return traffic;
  const before = idle && at.getTime() < idle.at + repeatMs ? idle.count : 0;
  return { ...rest, idle: { count: Math.min(before + 1, mostIdle), at: now.getTime() } };
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

type Texts = NonNullable<Traffic['texts']>;

function watchRepeats(before: Texts, { text, step, at }: Arrival): { texts: Texts; verdict: Verdict } {
  const second = Math.floor(at.getTime() / 1_000);
  const sentence = isSentence(text);
  const shape = sentence ? text.trim().replaceAll(/\p{Number}+/gu, '0') : text.trim();
  const most = shape === text.trim() ? mostRepeats : mostAlike;
  const digest = digestOf(step, shape);
  const recent = before.filter((one) => one.at.at(-1)! > second - repeatMs / 1_000);
  // Short answers come again in other rounds of a dialogue, such as `1`: they count when nothing else is in between.
  const earlier = recent.find((one, index) => one.digest === digest && (sentence || index === recent.length - 1));
  const times = [...(earlier?.at ?? []).filter((time) => time > second - repeatMs / 1_000), second].slice(-most);
  const told = earlier?.told === true;
  const automatic = told || times.length >= most;
  const seen = { digest, at: times, ...(automatic ? { told: true as const } : {}) };
  const texts = [...recent.filter((one) => one.digest !== digest), seen].slice(-mostTexts);
  return { texts, verdict: told ? 'silent' : automatic ? 'automatic' : 'answer' };
}

/** Machines answer in sentences. */
function isSentence(text: string): boolean {
  return (
    plainWords(text)
      .split(' ')
      .filter((word) => /\p{Letter}/u.test(word)).length > 2
  );
}

function digestOf(step: string, text: string): string {
  return createHash('sha256')
    .update(JSON.stringify([step, text]))
    .digest('base64url')
    .slice(0, 8);
}
