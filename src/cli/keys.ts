// `keys`: what callers of the api carry. A key is shown once, when it is made; only its hash is stored.
import type { Command } from 'commander';
import { isId } from '../domain/ids.ts';
import { isScope, scopes, type Scope } from '../domain/scope.ts';
import { hashApiKey, newApiKey } from '../platform/secrets.ts';
import { createApiKey, listApiKeys, revokeApiKey, type ApiKey } from '../store/api-keys.ts';
import { chooseTenant, parseFuture } from './choices.ts';
import { UsageError } from './report.ts';
import { withSession } from './session.ts';
import { processTerminal, show, table, time, type Terminal } from './terminal.ts';

interface ListOptions {
  tenant?: string;
  json?: boolean;
}

interface CreateOptions extends ListOptions {
  scopes: string;
  name: string;
  expires?: string;
}

const examples = `
Scopes: ${scopes.join(', ')}

Examples:
  keys create --tenant "City of Tshwane" --name crm --scopes messages:send,messages:read --expires 365d
  keys create --name operations --scopes all
  keys list --tenant "City of Tshwane"
  keys revoke 019a3c1e-7b0f-7c55-9a55-0d8f5ab1c2d3`;

export function addKeys(program: Command, terminal: Terminal = processTerminal): void {
  const keys = program.command('keys').description('Api keys of a tenant: list, create and revoke them.');
  keys.addHelpText('after', examples);
  keys
    .command('list')
    .description('The keys of a tenant, newest first. Of a key only its last four characters are known.')
    .option('--tenant <name>', 'name or id; may be left out when there is only one')
    .option('--json', 'for programs')
    .action((options: ListOptions) => list(terminal, options));
  keys
    .command('create')
    .description('Make a key. It is printed once and cannot be shown again.')
    .option('--tenant <name>', 'name or id; may be left out when there is only one')
    .requiredOption('--scopes <list>', `comma-separated, or all: ${scopes.join(', ')}`)
    .option('--name <name>', 'whose it is', 'unnamed')
    .option('--expires <when>', 'a date (2027-06-30) or a duration from now (90d); default: never')
    .option('--json', 'for programs')
    .action((options: CreateOptions) => create(terminal, options));
  keys
    .command('revoke')
    .description('Refuse a key from now on; every server knows within seconds.')
    .argument('<id>', 'its id, as in keys list')
    .option('--json', 'for programs')
    .action((id: string, options: ListOptions) => revoke(terminal, id, options));
}

async function list(terminal: Terminal, { tenant, json }: ListOptions): Promise<void> {
  const all = await withSession(terminal, async ({ db }) => listApiKeys(db, (await chooseTenant(db, tenant)).id));
  const keys = all.map((key) => ({ ...key, state: stateOf(key) }));
  show(terminal, json, { keys }, () =>
    table(
      ['id', 'name', 'ends in', 'state', 'expires', 'scopes'],
      keys.map((key) => [key.id, key.name, key.hint, key.state, time(key.expiresAt), key.scopes.join(',')]),
      'There is no key yet. Make one: keys create --scopes <list>',
    ),
  );
}

function stateOf({ revokedAt, expiresAt }: ApiKey): 'active' | 'expired' | 'revoked' {
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt <= new Date() ? 'expired' : 'active';
}

async function create(terminal: Terminal, options: CreateOptions): Promise<void> {
  const { name } = options;
  const granted = parseScopes(options.scopes);
  const expiresAt = options.expires === undefined ? undefined : parseFuture('--expires', options.expires, new Date());
  const key = newApiKey();
  const made = await withSession(terminal, async ({ db }) => {
    const tenant = await chooseTenant(db, options.tenant);
    const row = { tenantId: tenant.id, name, hash: hashApiKey(key), hint: key.slice(-4), scopes: granted };
    const id = await createApiKey(db, { ...row, ...(expiresAt ? { expiresAt } : {}) });
    return { id, tenant: tenant.name, name, scopes: granted, expiresAt: expiresAt ?? null, key };
  });
  show(terminal, options.json, made, () => {
    const until = made.expiresAt ? `, until ${time(made.expiresAt)}` : '';
    return `${key}\n\nA key of ${made.tenant} for ${granted.join(', ')}${until}. Keep it now: it is not shown again.`;
  });
}

function parseScopes(list: string): Scope[] {
  if (list === 'all') return [...scopes];
  const names = [...new Set(list.split(',').map((name) => name.trim()))];
  const wrong = names.filter((name) => !isScope(name));
  if (wrong.length > 0)
    throw new UsageError(
      `--scopes: there is no scope "${wrong.join('", "')}". Choose from ${scopes.join(', ')}, or all.`,
    );
  return names.filter(isScope);
}

async function revoke(terminal: Terminal, id: string, { json }: ListOptions): Promise<void> {
  if (!isId(id)) throw new UsageError(`"${id}" is not the id of a key. keys list shows them.`);
  const revoked = await withSession(terminal, ({ db }) => revokeApiKey(db, id, new Date()));
  if (!revoked) throw new UsageError(`There is no key ${id}, or it was revoked before.`);
  show(terminal, json, { id, revoked }, () => 'Revoked. Servers that have it cached refuse it within 5 seconds.');
}
