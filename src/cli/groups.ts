// `groups`: the people whom a tenant's notices go to.
import type { Command } from 'commander';
import type { Database } from '../platform/db.ts';
import {
  addMembers,
  createGroup,
  deleteGroup,
  listGroups,
  listMembers,
  removeMembers,
  type Member,
  type RecipientGroup,
} from '../store/recipient-groups.ts';
import { chooseTenant } from './choices.ts';
import { readMembers } from './group-members.ts';
import { UsageError } from './report.ts';
import { withSession } from './session.ts';
import { processTerminal, show, table, type Terminal } from './terminal.ts';

interface Options {
  tenant?: string;
  json?: boolean;
}

interface AddOptions extends Options {
  file?: string;
}

const examples = `
Who is in a group when a notice is told gets it. A phone becomes a contact only when something is sent to it.

Examples:
  groups create night-shift
  groups add night-shift +27821234567 +27831234567
  groups add night-shift --file phones.txt
  groups list night-shift
  groups remove night-shift +27821234567`;

export function addGroups(program: Command, terminal: Terminal = processTerminal): void {
  const groups = program.command('groups').description('Groups of people: list, make, fill and empty them.');
  groups.addHelpText('after', examples);
  const command = (name: string, text: string) =>
    groups
      .command(name)
      .description(text)
      .option('--tenant <name>', 'name or id; may be left out when there is only one')
      .option('--json', 'for programs');
  command('list', 'Every group; or who is in one.')
    .argument('[group]')
    .action((name: string | undefined, options: Options) => list(terminal, name, options));
  command('create', 'Make an empty group.')
    .argument('<group>')
    .action((name: string, options: Options) => create(terminal, name, options));
  command('add', 'Take people into a group. Who is in it already stays.')
    .argument('<group>')
    .argument('[people...]', 'phones, or ids of contacts')
    .option('--file <path>', 'with one of them on each line; empty lines, and what follows a #, are left out')
    .action((name: string, people: string[], options: AddOptions) => add(terminal, name, people, options));
  command('remove', 'Take people out of a group.')
    .argument('<group>')
    .argument('<people...>', 'phones, or ids of contacts')
    .action((name: string, people: string[], options: Options) => remove(terminal, name, people, options));
  command('delete', 'Delete a group that no notice goes to.')
    .argument('<group>')
    .action((name: string, options: Options) => removeGroup(terminal, name, options));
}

/** Throws UsageError. */
export async function chooseGroup(db: Database, tenantId: string, name: string): Promise<RecipientGroup> {
  const groups = await listGroups(db, tenantId);
  const found = groups.find((group) => group.name === name);
  if (found) return found;
  const known = groups.map((group) => group.name).join(', ') || 'none; make one: groups create <group>';
  throw new UsageError(`There is no group "${name}". Known: ${known}.`);
}

async function list(terminal: Terminal, name: string | undefined, options: Options): Promise<void> {
  if (name !== undefined) return listOne(terminal, name, options);
  const groups = await withSession(terminal, async ({ db }) =>
    listGroups(db, (await chooseTenant(db, options.tenant)).id),
  );
  const shown = groups.map(({ name: group, members, notices }) => ({ name: group, members, notices }));
  show(terminal, options.json, { groups: shown }, () =>
    table(
      ['name', 'people', 'notices'],
      shown.map(({ name: group, members, notices }) => [group, String(members), notices.join(', ') || '-']),
      'There is no group yet. Make one: groups create <group>',
    ),
  );
}

async function listOne(terminal: Terminal, name: string, { tenant, json }: Options): Promise<void> {
  const members = await withSession(terminal, async ({ db }) =>
    listMembers(db, (await chooseGroup(db, (await chooseTenant(db, tenant)).id, name)).id),
  );
  show(terminal, json, { name, members }, () =>
    table(
      ['phone', 'contact'],
      members.map(({ phone, contactId }) => [phone ?? '-', contactId ?? '-']),
      `Nobody is in ${name}. Take somebody in: groups add ${name} <phone>`,
    ),
  );
}

async function create(terminal: Terminal, given: string, { tenant, json }: Options): Promise<void> {
  const name = given.trim();
  if (name === '' || name.length > 100) throw new UsageError('A group needs a name of 1 to 100 characters.');
  const id = await withSession(terminal, async ({ db }) => createGroup(db, (await chooseTenant(db, tenant)).id, name));
  if (id === undefined) throw new UsageError(`There is a group "${name}" already.`);
  show(terminal, json, { id, name, members: 0 }, () => `Made the group ${name}. Take people in: groups add ${name} …`);
}

async function add(terminal: Terminal, name: string, people: string[], options: AddOptions): Promise<void> {
  const added = await withPeople(terminal, name, people, options, (db, { id, tenantId }, members) =>
    addMembers(db, tenantId, id, members),
  );
  show(terminal, options.json, { name, added }, () => `Took ${counted(added)} into ${name}.`);
}

async function remove(terminal: Terminal, name: string, people: string[], options: Options): Promise<void> {
  const removed = await withPeople(terminal, name, people, options, (db, { id }, members) =>
    removeMembers(db, id, members),
  );
  show(terminal, options.json, { name, removed }, () => `Took ${counted(removed)} out of ${name}.`);
}

function withPeople<T>(
  terminal: Terminal,
  name: string,
  people: readonly string[],
  { tenant, file }: AddOptions,
  work: (db: Database, group: { id: string; tenantId: string }, members: Member[]) => Promise<T>,
): Promise<T> {
  return withSession(terminal, async ({ db }) => {
    const { id: tenantId } = await chooseTenant(db, tenant);
    const { id } = await chooseGroup(db, tenantId, name);
    return work(db, { id, tenantId }, await readMembers(db, tenantId, people, file));
  });
}

async function removeGroup(terminal: Terminal, name: string, { tenant, json }: Options): Promise<void> {
  await withSession(terminal, async ({ db }) => {
    const { id, notices } = await chooseGroup(db, (await chooseTenant(db, tenant)).id, name);
    if (notices.length > 0) throw new UsageError(`Notices go to ${name}: ${notices.join(', ')}.`);
    await deleteGroup(db, id);
  });
  show(terminal, json, { name, deleted: true }, () => `Deleted the group ${name}.`);
}

function counted(people: number): string {
  return people === 1 ? '1 person' : `${people} people`;
}
