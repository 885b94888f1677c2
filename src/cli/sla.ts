// `sla`: how long the tickets of a tenant may take.
import { Option, type Command } from 'commander';
import { severities, ticketKinds, type Severity, type TicketKind } from '../domain/ticket.ts';
import { withTenant } from '../platform/db.ts';
import { listSlaRules, setSlaRule } from '../store/sla-rules.ts';
import { chooseTenant, parseCount } from './choices.ts';
import { UsageError } from './report.ts';
import { withSession } from './session.ts';
import { processTerminal, show, table, type Terminal } from './terminal.ts';

interface ListOptions {
  tenant?: string;
  json?: boolean;
}

interface RuleOptions extends ListOptions {
  kind: TicketKind;
  severity: Severity;
}

interface SetOptions extends RuleOptions {
  minutes?: string;
  hours?: string;
}

const examples = `
A ticket gets its deadline when it is made, and keeps it: a change is for those made after it. It is warned of when three
quarters of the time are over. Who is told of that, and of what was missed, is said with notices.

Examples:
  sla set --kind maintenance --severity high --hours 4
  sla list
  sla unset --kind report --severity low`;

export function addSla(program: Command, terminal: Terminal = processTerminal): void {
  const sla = program.command('sla').description('How long tickets may take.');
  sla.addHelpText('after', examples);
  withTenantOption(sla.command('list').description('How long each kind of ticket may take.')).action(
    (options: ListOptions) => list(terminal, options),
  );
  withRule(sla.command('set').description('Give one kind of ticket so much time.'))
    .option('--minutes <n>', 'how long')
    .option('--hours <n>', 'how long')
    .action((options: SetOptions) => set(terminal, options));
  withRule(sla.command('unset').description('No deadline any more for one kind of ticket.')).action(
    (options: RuleOptions) => unset(terminal, options),
  );
}

function withTenantOption(command: Command): Command {
  return command
    .option('--tenant <name>', 'name or id; may be left out when there is only one')
    .option('--json', 'for programs');
}

function withRule(command: Command): Command {
  const required = (flags: string, text: string, choices: readonly string[]) =>
    new Option(flags, text).choices(choices).makeOptionMandatory();
  return withTenantOption(command)
    .addOption(required('--kind <kind>', 'of the ticket', ticketKinds))
    .addOption(required('--severity <severity>', 'of the ticket', severities));
}

async function list(terminal: Terminal, { tenant, json }: ListOptions): Promise<void> {
  const stored = await withSession(terminal, async ({ db }) =>
    withTenant(db, (await chooseTenant(db, tenant)).id, listSlaRules),
  );
  const rules = ticketKinds.flatMap((kind) =>
    severities.flatMap((severity) => stored.find((rule) => rule.kind === kind && rule.severity === severity) ?? []),
  );
  show(terminal, json, { rules }, () =>
    table(
      ['kind', 'severity', 'time'],
      rules.map(({ kind, severity, minutes }) => [kind, severity, spoken(minutes)]),
      'No ticket has a deadline. Give one: sla set --kind maintenance --severity high --hours 4',
    ),
  );
}

async function set(terminal: Terminal, options: SetOptions): Promise<void> {
  const minutes = minutesOf(options);
  const { kind, severity, json } = options;
  await write(terminal, options, minutes);
  show(
    terminal,
    json,
    { kind, severity, minutes },
    () => `A ${kind} ticket of ${severity} severity may take ${spoken(minutes)}.`,
  );
}

async function unset(terminal: Terminal, options: RuleOptions): Promise<void> {
  const { kind, severity, json } = options;
  const before = await write(terminal, options, undefined);
  show(terminal, json, { kind, severity, minutes: null }, () =>
    before === undefined
      ? `A ${kind} ticket of ${severity} severity had no deadline.`
      : `A ${kind} ticket of ${severity} severity has no deadline any more.`,
  );
}

/** Returns the minutes there were. */
function write(terminal: Terminal, { tenant, kind, severity }: RuleOptions, minutes: number | undefined) {
  return withSession(terminal, async ({ db }) => {
    const { id } = await chooseTenant(db, tenant);
    return withTenant(db, id, (trx) => setSlaRule(trx, id, { kind, severity }, minutes));
  });
}

const mostHours = 24 * 366;

function minutesOf({ minutes, hours }: SetOptions): number {
  if (minutes !== undefined && hours === undefined) return parseCount('--minutes', minutes, mostHours * 60);
  if (hours !== undefined && minutes === undefined) return parseCount('--hours', hours, mostHours) * 60;
  throw new UsageError('Say how long with --minutes or with --hours.');
}

function spoken(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}
