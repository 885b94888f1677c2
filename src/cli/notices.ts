// `notices`: what a tenant tells its groups by itself, when something happens or by a rule.
import type { Command } from 'commander';
import { nextOccurrence } from '../domain/schedule/occurrences.ts';
import { disableNotice, enableNotice, listNotices, removeNotice } from '../store/notices.ts';
import { chooseTenant } from './choices.ts';
import { chooseNotice, nextOf, toJson, withNotice, type Options } from './notice-choice.ts';
import { addNoticeWrites } from './notices-add.ts';
import { withSession } from './session.ts';
import { processTerminal, show, table, time, type Terminal } from './terminal.ts';

const examples = `
The template of order_status takes the order's number, its status and the day it is expected as {{1}} to {{3}}; that of sla_warning
and sla_breach the ticket's number, its kind and when it is due. What else there is in it is filled with --param, and so is all of
maintenance and shift, which are told by a rule: an RRULE or the five fields of cron, by the clock of --zone. An RRULE may end, with
UNTIL or COUNT; a notice that has ended has "never" as its next time, and goes on with another --rule.

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
  addNoticeWrites(command, terminal);
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

async function enable(terminal: Terminal, name: string, options: Options): Promise<void> {
  const notice = await withNotice(terminal, name, options, async (db, before) => {
    if (before.enabled) return before;
    const next = before.schedule && nextOccurrence(before.schedule, new Date())?.occursAt;
    await enableNotice(db, before.id, next ?? null);
    return chooseNotice(db, before.tenantId, name);
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
