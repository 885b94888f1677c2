// `tenants`: the organisations.
import type { Command } from 'commander';
import { createTenant, listTenants } from '../store/tenants.ts';
import { UsageError } from './report.ts';
import { withSession } from './session.ts';
import { processTerminal, show, table, time, type Terminal } from './terminal.ts';

interface Options {
  json?: boolean;
}

const examples = `
Examples:
  tenants create "City of Tshwane"
  tenants list --json`;

export function addTenants(program: Command, terminal: Terminal = processTerminal): void {
  const tenants = program.command('tenants').description('Organisations: list and create them.');
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
    .option('--json', 'for programs')
    .action((name: string, options: Options) => create(terminal, name, options));
}

async function list(terminal: Terminal, { json }: Options): Promise<void> {
  const all = await withSession(terminal, ({ db }) => listTenants(db));
  show(terminal, json, { tenants: all }, () =>
    table(
      ['name', 'id', 'created'],
      all.map(({ name, id, createdAt }) => [name, id, time(createdAt)]),
      'There is no tenant yet. Make one: tenants create <name>',
    ),
  );
}

async function create(terminal: Terminal, given: string, { json }: Options): Promise<void> {
  const name = given.trim();
  if (name === '' || name.length > 100) throw new UsageError('A tenant needs a name of 1 to 100 characters.');
  const id = await withSession(terminal, ({ db }) => createTenant(db, name));
  if (id === undefined) throw new UsageError(`There is a tenant "${name}" already.`);
  show(terminal, json, { id, name }, () => `Made the tenant ${name} (${id}).`);
}
