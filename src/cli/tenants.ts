// `tenants`: the organisations.
import type { Command } from 'commander';
import { createTenant, listTenants, setTenantTimeZone } from '../store/tenants.ts';
import { chooseTenant } from './choices.ts';
import { UsageError } from './report.ts';
import { withSession } from './session.ts';
import { processTerminal, show, table, time, type Terminal } from './terminal.ts';

interface Options {
  json?: boolean;
}

interface ZoneOptions extends Options {
  timeZone?: string;
}

const examples = `
Examples:
  tenants create "City of Tshwane" --time-zone Africa/Johannesburg
  tenants set "City of Tshwane" --time-zone Africa/Johannesburg
  tenants list --json`;

const zoneHelp = 'how times are said to people, such as Africa/Johannesburg';

export function addTenants(program: Command, terminal: Terminal = processTerminal): void {
  const tenants = program.command('tenants').description('Organisations: list, create and change them.');
  tenants.addHelpText('after', examples);
  tenants
    .command('list')
    .description('Every tenant, by name.')
    .option('--json', 'for programs')
    .action((options: Options) => list(terminal, options));
  tenants
    .command('create')
    .description('Make a tenant. Its name is unique.')
    .argument('<name>')
    .option('--time-zone <zone>', zoneHelp, 'UTC')
    .option('--json', 'for programs')
    .action((name: string, options: ZoneOptions) => create(terminal, name, options));
  tenants
    .command('set')
    .description('Change a tenant.')
    .argument('<name>', 'its name or id')
    .requiredOption('--time-zone <zone>', zoneHelp)
    .option('--json', 'for programs')
    .action((name: string, options: ZoneOptions) => set(terminal, name, options));
}

async function list(terminal: Terminal, { json }: Options): Promise<void> {
  const all = await withSession(terminal, ({ db }) => listTenants(db));
  show(terminal, json, { tenants: all }, () =>
    table(
      ['name', 'id', 'time zone', 'created'],
      all.map(({ name, id, timeZone, createdAt }) => [name, id, timeZone, time(createdAt)]),
      'There is no tenant yet. Make one: tenants create <name>',
    ),
  );
}

async function create(terminal: Terminal, given: string, { timeZone: zone, json }: ZoneOptions): Promise<void> {
  const name = given.trim();
  const timeZone = readTimeZone(zone);
  if (name === '' || name.length > 100) throw new UsageError('A tenant needs a name of 1 to 100 characters.');
  const id = await withSession(terminal, ({ db }) => createTenant(db, name, timeZone));
  if (id === undefined) throw new UsageError(`There is a tenant "${name}" already.`);
  show(terminal, json, { id, name, timeZone }, () => `Made the tenant ${name} (${id}).`);
}

async function set(terminal: Terminal, name: string, { timeZone: zone, json }: ZoneOptions): Promise<void> {
  const timeZone = readTimeZone(zone);
  const tenant = await withSession(terminal, async ({ db }) => {
    const found = await chooseTenant(db, name);
    await setTenantTimeZone(db, found.id, timeZone);
    return found;
  });
  show(terminal, json, { id: tenant.id, name: tenant.name, timeZone }, () => `${tenant.name} is in ${timeZone}.`);
}

// An offset would be wrong for half of the year where clocks change.
function readTimeZone(given = 'UTC'): string {
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
