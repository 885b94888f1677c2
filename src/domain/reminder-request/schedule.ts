// When a reminder is asked for: its schedule, and whether that still lies ahead.
import type { Problem } from '../problem.ts';
import { parseSchedule, type ParsedSchedule } from '../schedule/parse-schedule.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { RequestedSchedule } from './request.ts';

export type ReadSchedule = ParsedSchedule | { problems: Problem[] };

/** Where the fields of a schedule stand in a request. */
const paths: { readonly [kind in keyof RequestedSchedule]-?: { readonly [path: string]: string } } = {
  at: {},
  local: { local_time: 'local.time', zone: 'local.zone' },
  rule: {
    rule: 'rule.rule',
    zone: 'rule.zone',
    starts_at: 'rule.starts_at',
    ends_at: 'rule.ends_at',
    count: 'rule.count',
  },
};

export function readSchedule({ at, local, rule }: RequestedSchedule, now: Date): ReadSchedule {
  const [kind, ...others] = (['at', 'local', 'rule'] as const).filter(
    (each) => ({ at, local, rule })[each] !== undefined,
  );
  if (kind === undefined || others.length > 0) {
    return { problems: [{ path: 'schedule', description: 'is required: one of at, local and rule' }] };
  }
  const { time: localTime, zone } = local ?? { time: undefined, zone: rule?.zone };
  const { startsAt, endsAt, count } = rule ?? {};
  const parsed = parseSchedule(
    {
      at,
      localTime: local && (localTime || ' '),
      zone,
      rule: rule && (rule.rule || ' '),
      startsAt,
      endsAt,
      count: count || undefined,
    },
    now,
  );
  if (!('problems' in parsed)) return parsed;
  return {
    problems: parsed.problems.map(({ path, description }) => ({ path: paths[kind][path] ?? path, description })),
  };
}

/** Of a schedule without a rule, which may be past: too late is what could not be sent any more. */
export function tooLate(
  { schedule, occursAt }: ParsedSchedule,
  sendWithinSeconds: number,
  now: Date,
): Problem | undefined {
  const latest = occursAt.getTime() + sendWithinSeconds * 1_000;
  if (now.getTime() <= latest) return undefined;
  return { path: timePath(schedule), description: 'is past' };
}

/** Of a reminder that has fired at this time or later: each of its times is handled once. */
export function alreadyOccurred({ schedule }: ParsedSchedule): Problem {
  return { path: timePath(schedule), description: 'must be after the last time at which it fired' };
}

function timePath({ type }: Schedule): string {
  return type === 'local' ? 'local.time' : type;
}
