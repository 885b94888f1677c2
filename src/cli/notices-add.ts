// `notices add` and `notices set`: what is told to whom, checked before it is stored.
import { Option, type Command } from 'commander';
import { newId } from '../domain/ids.ts';
import { noticeKinds } from '../domain/notice.ts';
import type { TemplateStatus } from '../domain/template.ts';
import { insertNotice, updateNotice, type StoredNotice } from '../store/notices.ts';
import { chooseTenant } from './choices.ts';
import { checkNotice } from './notice-checks.ts';
import { chooseNotice, nextOf, toJson, withNotice, type Options } from './notice-choice.ts';
import { readNotice, readNoticeChanges, type AddOptions, type ValueOptions } from './notice-values.ts';
import { UsageError } from './report.ts';
import { withSession } from './session.ts';
import { show, type Terminal } from './terminal.ts';

/** @param command makes one of the commands of `notices`. */
export function addNoticeWrites(command: (name: string, text: string) => Command, terminal: Terminal): void {
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
