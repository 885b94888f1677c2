// Schedules as callers give them, of whatever door: what is wrong with them is said field by field.
import { Problems, type Problem } from '../problem.ts';
import { nextOccurrence } from './occurrences.ts';
import { readRule } from './read-rule.ts';
import { combinationProblem, wallOf } from './recurrence.ts';
import { mostCount, type Rule } from './rule.ts';
import type { Schedule } from './schedule.ts';
import { parseInstant, parseWallClock, requiredWallClock, showWallClock, wallClockAt } from './wall-clock.ts';
import { canonicalZone } from './zone.ts';

/** Empty is absent. Instants as text have an offset: `2026-03-08T09:00:00-05:00`. */
export interface ScheduleInput {
  at?: Date | string | undefined;
  localTime?: string | undefined;
  rule?: string | undefined;
  /** Of a local time or a rule. A rule may name it itself, with DTSTART. */
  zone?: string | undefined;
  /** By the clock of the zone. A rule begins with the next minute otherwise. */
  startsAt?: string | undefined;
  endsAt?: Date | string | undefined;
  count?: number | undefined;
}

export interface ParsedSchedule {
  schedule: Schedule;
  /** The first one: of a rule the first that lies ahead, of others the only one, past or not. */
  occursAt: Date;
}

/** Paths are the fields as the .proto files name them: `local_time`. */
export function parseSchedule(input: ScheduleInput, now: Date): ParsedSchedule | { problems: Problem[] } {
  const problems = new Problems();
  const schedule = readSchedule(withoutEmpty(input), problems, now);
  if (!schedule || problems.found.length > 0) return { problems: problems.found };
  const first = firstOf(schedule, now);
  if (first instanceof Date) return { schedule, occursAt: first };
  return { problems: [{ path: 'rule', description: first }] };
}

function withoutEmpty(input: ScheduleInput): ScheduleInput {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => (value ?? '') !== ''));
}

function readSchedule(input: ScheduleInput, problems: Problems, now: Date): Schedule | undefined {
  const { at, localTime, rule } = input;
  const given = [at, localTime, rule].filter((each) => each !== undefined);
  if (given.length !== 1) problems.add('at', 'or local_time or rule must be given, and only one');
  else if (rule !== undefined) return readRuleSchedule(rule, input, problems, now);
  else if (at !== undefined) return readAt(at, input, problems);
  else if (localTime !== undefined) return readLocal(localTime, input, problems);
  return undefined;
}

function checkNoRule({ startsAt, endsAt, count }: ScheduleInput, problems: Problems): void {
  const ofRules = { starts_at: startsAt, ends_at: endsAt, count };
  for (const [path, value] of Object.entries(ofRules))
    if (value !== undefined) problems.add(path, 'is for a rule only');
}

function readAt(given: Date | string, input: ScheduleInput, problems: Problems): Schedule | undefined {
  checkNoRule(input, problems);
  if (input.zone !== undefined) problems.add('zone', 'is for a local time or a rule only');
  const at = checkInstant(problems, 'at', given);
  return at && { type: 'at', at };
}

function readLocal(localTime: string, input: ScheduleInput, problems: Problems): Schedule | undefined {
  const { zone } = input;
  checkNoRule(input, problems);
  checkZone(problems, zone);
  checkLocalTime(problems, 'local_time', localTime);
  return zone === undefined ? undefined : { type: 'local', localTime, zone };
}

function readRuleSchedule(text: string, input: ScheduleInput, problems: Problems, now: Date): Schedule | undefined {
  const rule = readRule(text);
  if (typeof rule === 'string') problems.add('rule', rule);
  else problems.add('rule', combinationProblem(rule));
  const zone = input.zone ?? (typeof rule === 'string' ? undefined : rule.zone);
  checkZone(problems, zone);
  if (input.startsAt !== undefined) checkLocalTime(problems, 'starts_at', input.startsAt);
  const endsAt = input.endsAt === undefined ? undefined : checkInstant(problems, 'ends_at', input.endsAt);
  const { count } = input;
  const isCount = count === undefined || (Number.isInteger(count) && count >= 1 && count <= mostCount);
  if (!isCount) problems.add('count', `must be 1 to ${mostCount}; a rule that goes on longer may have an end`);
  if (typeof rule === 'string' || zone === undefined || problems.found.length > 0) return undefined;
  if (rule.zone !== undefined && rule.zone !== zone) problems.add('zone', `is not ${rule.zone}, which the rule names`);
  const startsAt = startOf(rule, input.startsAt, zone, now);
  if (rule.startsAt && startsAt !== showWallClock(wallOf(rule.startsAt, zone)))
    problems.add('starts_at', 'is not the DTSTART of the rule');
  const limits = { ...(endsAt && { endsAt }), ...(count !== undefined && { count }) };
  return { type: 'rule', rule: text, zone, startsAt, ...limits };
}

function startOf(rule: Rule, given: string | undefined, zone: string, now: Date): string {
  if (given !== undefined) return showWallClock(requiredWallClock(given));
  if (rule.startsAt) return showWallClock(wallOf(rule.startsAt, zone));
  return showWallClock(wallClockAt(now, zone).round({ smallestUnit: 'minute', roundingMode: 'ceil' }));
}

function checkZone(problems: Problems, zone: string | undefined): void {
  if (zone === undefined) problems.add('zone', 'is needed for a local time or a rule');
  else if (canonicalZone(zone) === undefined)
    problems.add('zone', 'must be the IANA name of a time zone, such as America/Mexico_City');
}

function checkLocalTime(problems: Problems, path: string, text: string): void {
  if (!parseWallClock(text)) problems.add(path, 'must be a local time without an offset, such as 2026-03-08T09:00:00');
}

function checkInstant(problems: Problems, path: string, given: Date | string): Date | undefined {
  const instant = parseInstant(given);
  if (!instant) problems.add(path, 'must be an instant such as 2026-03-08T09:00:00Z');
  return instant;
}

function firstOf(schedule: Schedule, now: Date): Date | string {
  try {
    // A rule that begins now begins now.
    const first = nextOccurrence(schedule, schedule.type === 'rule' ? new Date(now.getTime() - 1) : undefined);
    if (first) return first.occursAt;
    return nextOccurrence(schedule, undefined) ? 'is over: all its times are past' : 'never comes to pass';
  } catch {
    return 'takes too long to follow: name its days and times more directly';
  }
}
