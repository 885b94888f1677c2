// `notices`: what a tenant tells its groups by itself, when something happens or by a rule.
import { Option, type Command } from 'commander';
import { nextOccurrence } from '../domain/schedule/occurrences.ts';
import { newId } from '../domain/ids.ts';
import { noticeKinds } from '../domain/notice.ts';
import type { TemplateStatus } from '../domain/template.ts';
import type { Database } from '../platform/db.ts';
import {
  disableNotice,
  enableNotice,
  insertNotice,
  listNotices,
  removeNotice,
  updateNotice,
  type StoredNotice,
} from '../store/notices.ts';
import type { Tenant } from '../store/tenants.ts';
import { chooseTenant } from './choices.ts';
import { checkNotice } from './notice-checks.ts';
import { readNotice, readNoticeChanges, type AddOptions, type ValueOptions } from './notice-values.ts';
import { UsageError } from './report.ts';
import { withSession } from './session.ts';
import { processTerminal, show, table, time, type Terminal } from './terminal.ts';

interface Options {
  tenant?: string;
  json?: boolean;
}

const examples = `
The template of order_status takes the order's number, its status and the day it is expected as {{1}} to {{3}}; that of sla_warning
and sla_breach the ticket's number, its kind and when it is due. What else there is in it is filled with --param, and so is all of
maintenance and shift, which are told by a rule: an RRULE or the five fields of cron, by the clock of --zone.

Examples:
  notices add late-tickets --kind sla_breach --channel support --group supervisors --template sla_breach --language en
  notices add orders --kind order_status --channel support --group sales --template order_status --language es_MX
  notices add press-7 --kind maintenance --channel support --group mechanics --template maintenance_due --language en \\
          --rule "FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=7;BYMINUTE=0;BYSECOND=0" --param 1="M-07 (Press 7)" --param 2="oil change"
  notices add nights --kind shift --channel support --group night-shift --template shift_notice --language en \\
          --rule "0 20 * * 1-5" --param 1="night shift, line 2" --param 2=22:00 --within 90m
  notices set press-7 --group mechanics-2
  notices disable orders`;

export function addNotices(program: Command, terminal: Terminal = processTerminal): void {
  const notices = program.command('notices').description('What groups are told by itself: list, add and change it.');
  notices.addHelpText('after', examples);
  const command = (name: string, text: string) =>
    notices
      .command(name)
      .description(text)
      .option('--tenant <name>', 'name or id; may be left out when there is only one')
      .option('--json', 'for programs');
  command('list', 'Every notice.').action((options: Options) => list(terminal, options));
  withValues(
    command('add', 'Tell a group of something, from now on.')
      .argument('<name>')
      .addOption(new Option('--kind <kind>', 'what is told').choices(noticeKinds).makeOptionMandatory()),
    (flags, text) => new Option(flags, text).makeOptionMandatory(),
  ).action((name: string, options: AddOptions & Options) => add(terminal, name, options));
  withValues(
    command('set', 'Change a notice. Only what is given changes.').argument('<name>'),
    (flags, text) => new Option(flags, text),
  ).action((name: string, options: ValueOptions & Options) => set(terminal, name, options));
  command('enable', 'Switch a notice on, from now on.')
    .argument('<name>')
    .action((name: string, options: Options) => enable(terminal, name, options));
  command('disable', 'Switch a notice off: also what waits for the end of quiet hours is not told any more.')
    .argument('<name>')
    .action((name: string, options: Options) => disable(terminal, name, options));
  command('remove', 'Switch a notice off and delete it.')
    .argument('<name>')
    .action((name: string, options: Options) => remove(terminal, name, options));
}

function withValues(command: Command, needed: (flags: string, text: string) => Option): Command {
  return command
    .addOption(needed('--channel <channel>', 'what it is sent from'))
    .addOption(needed('--group <group>', 'who is told'))
    .addOption(needed('--template <name>', 'what they are sent'))
    .addOption(needed('--language <tag>', "the template's language, as the provider spells it"))
    .option(
      '--param <key=value>',
      '4=Plant North or name=Ana of its body; header, url0, payload0 of its parts',
      collect,
    )
    .option('--rule <rule>', 'of maintenance and shift: when it is told')
    .option('--zone <zone>', "whose clock the rule goes by (default: the tenant's)")
    .option('--starts <time>', 'what the rule counts from, such as 2026-12-07T09:00 (default: now)')
    .addOption(
      new Option('--quiet-hours <policy>', 'wait for their end or not (default: ignore for sla, else respect)').choices(
        ['respect', 'ignore'],
      ),
    )
    .option('--within <duration>', 'what cannot be sent in that time is missed (default: 1h for shift, else 24h)');
}

function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}

/** Throws UsageError. */
async function chooseNotice(db: Database, tenantId: string, name: string): Promise<StoredNotice> {
  const notices = await listNotices(db, tenantId);
  const found = notices.find((notice) => notice.name === name);
  if (found) return found;
  const known = notices.map((notice) => notice.name).join(', ') || 'none; make one: notices add --help';
  throw new UsageError(`There is no notice "${name}". Known: ${known}.`);
}

function withNotice<T>(
  terminal: Terminal,
  name: string,
  { tenant }: Options,
  work: (db: Database, notice: StoredNotice, tenant: Tenant) => Promise<T>,
): Promise<T> {
  return withSession(terminal, async ({ db }) => {
    const chosen = await chooseTenant(db, tenant);
    return work(db, await chooseNotice(db, chosen.id, name), chosen);
  });
}

async function list(terminal: Terminal, { tenant, json }: Options): Promise<void> {
  const all = await withSession(terminal, async ({ db }) => listNotices(db, (await chooseTenant(db, tenant)).id));
  show(terminal, json, { notices: all.map(toJson) }, () =>
    table(
      ['name', 'kind', 'group', 'channel', 'template', 'language', 'next', 'last told'],
      all.map((notice) => [
        notice.name,
        notice.kind,
        notice.group,
        notice.channel,
        notice.template,
        notice.language,
        nextOf(notice),
        notice.lastToldAt === null ? '-' : `${time(notice.lastToldAt)} to ${notice.lastRecipients}`,
      ]),
      'Nobody is told anything. See notices add --help.',
    ),
  );
}

function nextOf({ enabled, schedule, nextAt }: StoredNotice): string {
  if (!enabled) return 'off';
  if (!schedule) return 'when it happens';
  return nextAt === null ? 'never' : time(nextAt);
}

function toJson({ tenantId: _tenantId, channelId: _channelId, groupId: _groupId, ...notice }: StoredNotice): object {
  return notice;
}

async function add(terminal: Terminal, name: string, options: AddOptions & Options): Promise<void> {
  const { notice, status } = await withSession(terminal, async ({ db }) => {
    const tenant = await chooseTenant(db, options.tenant);
    const given = await readNotice(db, tenant, name, options);
    const status = await checkNotice(db, tenant.id, given.values, given.channel);
    const row = { ...given.values, id: newId(), tenantId: tenant.id, nextAt: given.nextAt };
    if (!(await insertNotice(db, row))) throw new UsageError(`There is a notice "${given.values.name}" already.`);
    return { notice: await chooseNotice(db, tenant.id, given.values.name), status };
  });
  tellOf(terminal, options, notice, status);
}

async function set(terminal: Terminal, name: string, options: ValueOptions & Options): Promise<void> {
  const { notice, status } = await withNotice(terminal, name, options, async (db, before, tenant) => {
    const given = await readNoticeChanges(db, tenant, before, options);
    const status = await checkNotice(db, tenant.id, given.values, given.channel);
    await updateNotice(db, before.id, { ...given.values, nextAt: given.nextAt });
    return { notice: await chooseNotice(db, tenant.id, name), status };
  });
  tellOf(terminal, options, notice, status);
}

function tellOf(terminal: Terminal, { json }: Options, notice: StoredNotice, status: TemplateStatus): void {
  const { name, kind, group, template, language, channel, enabled } = notice;
  if (status !== 'approved')
    terminal.note(`The template ${template} (${language}) is ${status}: until it is approved, it fails.`);
  show(terminal, json, toJson(notice), () => {
    const when = enabled ? nextOf(notice) : 'once it is enabled';
    return `${name}: ${group} gets ${template} from ${channel} (${kind}); next: ${when}.`;
  });
}

async function enable(terminal: Terminal, name: string, options: Options): Promise<void> {
  const notice = await withNotice(terminal, name, options, async (db, { id, schedule, tenantId }) => {
    const next = schedule && nextOccurrence(schedule, new Date())?.occursAt;
    await enableNotice(db, id, next ?? null);
    return chooseNotice(db, tenantId, name);
  });
  show(terminal, options.json, toJson(notice), () => `${name} is on; next: ${nextOf(notice)}.`);
}

async function disable(terminal: Terminal, name: string, options: Options): Promise<void> {
  const cancelled = await withNotice(terminal, name, options, (db, { id }) =>
    db.transaction().execute((trx) => disableNotice(trx, id, new Date())),
  );
  show(terminal, options.json, { name, enabled: false, cancelled }, () => `${name} is off.${ofThose(cancelled)}`);
}

function ofThose(cancelled: number): string {
  return cancelled === 0 ? '' : ` ${cancelled} that waited for the end of quiet hours will not be sent.`;
}

async function remove(terminal: Terminal, name: string, options: Options): Promise<void> {
  await withNotice(terminal, name, options, (db, { id }) =>
    db.transaction().execute((trx) => removeNotice(trx, id, new Date())),
  );
  show(terminal, options.json, { name, removed: true }, () => `Removed ${name}.`);
}
