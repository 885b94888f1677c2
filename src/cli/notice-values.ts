// A notice as its options describe it, alone or on top of what it was.
import { isByRule, type NoticeData, type NoticeKind } from '../domain/notice.ts';
import { mostSendWithinSeconds } from '../domain/reminder-request/draft.ts';
import type { QuietHours } from '../domain/reminder.ts';
import { parseSchedule } from '../domain/schedule/parse-schedule.ts';
import type { RuleSchedule } from '../domain/schedule/schedule.ts';
import type { Database } from '../platform/db.ts';
import type { NoticeValues, StoredNotice } from '../store/notices.ts';
import type { Tenant } from '../store/tenants.ts';
import { chooseChannel, parseDuration, type NamedChannel } from './choices.ts';
import { chooseGroup } from './groups.ts';
import { UsageError } from './report.ts';

export interface ValueOptions {
  channel?: string;
  group?: string;
  template?: string;
  language?: string;
  param?: string[];
  rule?: string;
  zone?: string;
  starts?: string;
  quietHours?: QuietHours;
  within?: string;
}

export interface AddOptions extends ValueOptions {
  kind: NoticeKind;
  channel: string;
  group: string;
  template: string;
  language: string;
}

export interface GivenNotice {
  values: NoticeValues;
  channel: NamedChannel;
  nextAt: Date | null;
}

const hour = 3_600;

const usual: { readonly [kind in NoticeKind]: Pick<NoticeValues, 'quietHours' | 'sendWithinSeconds'> } = {
  order_status: { quietHours: 'respect', sendWithinSeconds: 24 * hour },
  maintenance: { quietHours: 'respect', sendWithinSeconds: 24 * hour },
  shift: { quietHours: 'respect', sendWithinSeconds: hour },
  // Somebody has to do something, and soon.
  sla_warning: { quietHours: 'ignore', sendWithinSeconds: 24 * hour },
  sla_breach: { quietHours: 'ignore', sendWithinSeconds: 24 * hour },
};

/** Throws UsageError. */
export async function readNotice(
  db: Database,
  tenant: Tenant,
  given: string,
  options: AddOptions,
): Promise<GivenNotice> {
  const name = given.trim();
  const { kind, template, language } = options;
  if (name === '' || name.length > 100) throw new UsageError('A notice needs a name of 1 to 100 characters.');
  const channel = await chooseChannel(db, options.channel);
  const { id: groupId } = await chooseGroup(db, tenant.id, options.group);
  const places = { channelId: channel.id, groupId };
  const base = { name, kind, ...places, template, language, data: {}, schedule: undefined, ...usual[kind] };
  return { channel, ...withRule({ ...base, ...readPlain(options) }, tenant, options, null) };
}

/** Throws UsageError. */
export async function readNoticeChanges(
  db: Database,
  tenant: Tenant,
  before: StoredNotice,
  options: ValueOptions,
): Promise<GivenNotice> {
  const { tenant: _tenant, json: _json, ...given } = options as ValueOptions & { tenant?: string; json?: boolean };
  if (Object.keys(given).length === 0) throw new UsageError('Nothing to change was given. See notices set --help.');
  const channel = await chooseChannel(db, options.channel ?? before.channelId);
  const groupId = options.group === undefined ? before.groupId : (await chooseGroup(db, tenant.id, options.group)).id;
  const { template = before.template, language = before.language } = options;
  const values = { ...before, channelId: channel.id, groupId, template, language, ...readPlain(options) };
  return { channel, ...withRule(values, tenant, options, before.nextAt) };
}

function readPlain({ param, quietHours, within }: ValueOptions) {
  return {
    ...(param === undefined ? {} : { data: readParams(param) }),
    ...(quietHours === undefined ? {} : { quietHours }),
    ...(within === undefined ? {} : { sendWithinSeconds: readWithin(within) }),
  };
}

function readWithin(within: string): number {
  const seconds = parseDuration('--within', within) / 1_000;
  if (seconds > mostSendWithinSeconds) throw new UsageError(`--within ${within}: give 30d at most.`);
  return seconds;
}

function readParams(params: readonly string[]): NoticeData {
  return Object.fromEntries(
    params.map((param) => {
      const at = param.indexOf('=');
      if (at < 1)
        throw new UsageError(`--param ${param}: give a placeholder and its value, such as 1=Ana or day=Monday.`);
      return [param.slice(0, at), param.slice(at + 1)];
    }),
  );
}

function withRule(
  values: NoticeValues,
  { timeZone }: Tenant,
  { rule, zone, starts }: ValueOptions,
  nextAt: Date | null,
): Pick<GivenNotice, 'values' | 'nextAt'> {
  const { kind, schedule: before } = values;
  const given = [rule, zone, starts].some((option) => option !== undefined);
  if (!isByRule[kind]) {
    if (given)
      throw new UsageError(
        `--rule, --zone and --starts are for maintenance and shift: ${kind} is told when it happens.`,
      );
    return { values, nextAt };
  }
  if (!given && before) return { values, nextAt };
  const whole = rule ?? before?.rule;
  if (whole === undefined) throw new UsageError(`A notice of ${kind} needs a --rule: when it is told.`);
  // Another rule begins anew.
  const startsAt = starts ?? (rule === undefined ? before?.startsAt : undefined);
  const { schedule, occursAt } = readRule(whole, zone ?? before?.zone ?? timeZone, startsAt);
  return { values: { ...values, schedule }, nextAt: occursAt };
}

const optionOf: { readonly [path: string]: string } = { rule: '--rule', zone: '--zone', starts_at: '--starts' };

function readRule(rule: string, zone: string, startsAt: string | undefined) {
  const parsed = parseSchedule({ rule, zone, startsAt }, new Date());
  if (!('problems' in parsed)) return { schedule: parsed.schedule as RuleSchedule, occursAt: parsed.occursAt };
  const told = parsed.problems.map(({ path, description }) => `${optionOf[path] ?? path} ${description}`);
  throw new UsageError(`${told.join('; ')}.`);
}
