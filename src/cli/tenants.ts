// `tenants`: the organisations.
import type { Command } from 'commander';
import { createTenant, listTenants, updateTenant, type TenantChanges } from '../store/tenants.ts';
import { chooseTenant } from './choices.ts';
import { UsageError } from './report.ts';
import { readSendWindows, showSendWindows } from './send-windows.ts';
import { withSession } from './session.ts';
import { processTerminal, show, table, time, type Terminal } from './terminal.ts';

interface Options {
  json?: boolean;
}

interface ValueOptions extends Options {
  timeZone?: string;
  sendWindows?: string[];
}

const examples = `
Examples:
  tenants create "City of Tshwane" --time-zone Africa/Johannesburg
  tenants set "City of Tshwane" --time-zone Africa/Johannesburg
  tenants set Clinic --send-windows "mon-fri 08:00-20:00" --send-windows "sat,sun 10:00-18:00"
  tenants set Clinic --send-windows none
  tenants list --json`;

export function addTenants(program: Command, terminal: Terminal = processTerminal): void {
  const tenants = program.command('tenants').description('Organisations: list, create and change them.');
  tenants.addHelpText('after', examples);
  tenants
    .command('list')
    .description('Every tenant, by name.')
    .option('--json', 'for programs')
    .action((options: Options) => list(terminal, options));
  withValues(
    tenants.command('create').description('Make a tenant. Its name is unique.').argument('<name>'),
    'UTC',
  ).action((name: string, options: ValueOptions) => create(terminal, name, options));
  withValues(
    tenants
      .command('set')
      .description('Change a tenant. Only what is given changes.')
      .argument('<name>', 'its name or id'),
  ).action((name: string, options: ValueOptions) => set(terminal, name, options));
}

function withValues(command: Command, usualZone?: string): Command {
  return command
    .option('--time-zone <zone>', 'how times are said to people, such as Africa/Johannesburg', usualZone)
    .option(
      '--send-windows <window>',
      'when reminders may be sent, by the clock where people are, such as "mon-sat 08:00-20:00"; may be repeated; none: always',
      (window: string, before?: string[]) => [...(before ?? []), window],
    )
    .option('--json', 'for programs');
}

async function list(terminal: Terminal, { json }: Options): Promise<void> {
  const all = await withSession(terminal, ({ db }) => listTenants(db));
  show(terminal, json, { tenants: all }, () =>
    table(
      ['name', 'id', 'time zone', 'send windows', 'created'],
      all.map(({ name, id, timeZone, sendWindows, createdAt }) => [
        name,
        id,
        timeZone,
        showSendWindows(sendWindows),
        time(createdAt),
      ]),
      'There is no tenant yet. Make one: tenants create <name>',
    ),
  );
}

async function create(terminal: Terminal, given: string, options: ValueOptions): Promise<void> {
  const name = given.trim();
  const values = readValues(options);
  if (name === '' || name.length > 100) throw new UsageError('A tenant needs a name of 1 to 100 characters.');
  const id = await withSession(terminal, ({ db }) => createTenant(db, name, values));
  if (id === undefined) throw new UsageError(`There is a tenant "${name}" already.`);
  show(terminal, options.json, { id, name, ...values }, () => `Made the tenant ${name} (${id}).`);
}

async function set(terminal: Terminal, given: string, options: ValueOptions): Promise<void> {
  const changes = readValues(options);
  const { timeZone, sendWindows } = changes;
  if (Object.keys(changes).length === 0) throw new UsageError('Nothing to change was given. See tenants set --help.');
  const { id, name } = await withSession(terminal, async ({ db }) => {
    const found = await chooseTenant(db, given);
    await updateTenant(db, found.id, changes);
    return found;
  });
  show(terminal, options.json, { id, name, ...changes }, () => {
    const zone = timeZone === undefined ? [] : [`${name} is in ${timeZone}.`];
    const windows = sendWindows === undefined ? [] : [`${name} sends reminders: ${showSendWindows(sendWindows)}.`];
    return [...zone, ...windows].join('\n');
  });
}

function readValues({ timeZone, sendWindows }: ValueOptions): TenantChanges {
  return {
    ...(timeZone === undefined ? {} : { timeZone: readTimeZone(timeZone) }),
    ...(sendWindows === undefined ? {} : { sendWindows: readSendWindows(sendWindows) }),
  };
}

// An offset would be wrong for half of the year where clocks change.
function readTimeZone(given: string): string {
  if (/^[a-z]/i.test(given) && isKnownZone(given)) return given;
  throw new UsageError(`--time-zone ${given}: give a name of the IANA database such as Africa/Johannesburg.`);
}

function isKnownZone(timeZone: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone }).resolvedOptions();
    return true;
  } catch {
    return false;
  }
}
