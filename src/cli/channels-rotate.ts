// `channels rotate`: a new secret comes first and the old one stays accepted, until the rotation is finished.
import type { Command } from 'commander';
import type { Config } from '../platform/config.ts';
import { changeChannelSecrets, type SecretLists } from '../store/channels.ts';
import { secretNames } from './channel-settings.ts';
import { chooseChannel, type NamedChannel } from './choices.ts';
import { UsageError } from './report.ts';
import { readSecrets, secretHelp, type SecretOption } from './secret-input.ts';
import { secretBox, withSession } from './session.ts';
import { show, type Terminal } from './terminal.ts';

interface Options {
  accessToken?: string;
  appSecret?: string;
  verifyToken?: string;
  authToken?: string;
  finish?: boolean;
  json?: boolean;
}

const steps = `
A rotation without a gap:
  1. channels rotate support --app-secret -     the new one is used, the old one still accepted
  2. change it in the provider's console
  3. doctor                                     says whether the new one works
  4. channels rotate support --finish           the old one is refused from now on`;

export function addChannelRotate(channels: Command, terminal: Terminal): void {
  channels
    .command('rotate')
    .description('Replace a secret: the new one comes first, and the old one is accepted until --finish.')
    .argument('<channel>')
    .option('--access-token <token>', 'Meta')
    .option('--app-secret <secret>', 'Meta')
    .option('--verify-token <token>', 'Meta')
    .option('--auth-token <token>', 'Twilio')
    .option('--finish', 'forget the old ones')
    .option('--json', 'for programs')
    .addHelpText('after', secretHelp + '\n' + steps)
    .action((name: string, options: Options) => rotate(terminal, name, options));
}

async function rotate(terminal: Terminal, name: string, options: Options): Promise<void> {
  const { finish, json } = options;
  const wanted = wantedOf(options);
  if (finish && wanted.length > 0) throw new UsageError('Give a new secret or --finish, not both.');
  if (!finish && wanted.length === 0)
    throw new UsageError('Give the secret to replace, such as --access-token -, or --finish to end a rotation.');
  const { channel, counts, isFromEnvironment } = await withSession(terminal, async ({ db, config }) => {
    const found = await chooseChannel(db, name);
    refuseForeign(found, wanted);
    const box = await secretBox(config);
    const fresh = await readSecrets(terminal, wanted);
    const change = finish ? onlyFirst : (lists: SecretLists) => withFirst(lists, fresh);
    const lists = await changeChannelSecrets(db, box, found.id, change);
    return { channel: found, counts: countsOf(lists), isFromEnvironment: isSetByEnvironment(config, found) };
  });
  if (isFromEnvironment)
    terminal.note(
      'The environment describes this channel too: change it there as well, or the next start puts it back.',
    );
  show(terminal, json, { id: channel.id, name: channel.name, accepted: counts }, () => {
    const list = Object.entries(counts).map(([secret, count]) => `${secret} ${count}`);
    return `${channel.name} accepts this many of each: ${list.join(', ')}.`;
  });
}

function wantedOf({ accessToken, appSecret, verifyToken, authToken }: Options): SecretOption[] {
  const all = [
    { option: '--access-token', name: 'accessToken', given: accessToken },
    { option: '--app-secret', name: 'appSecret', given: appSecret },
    { option: '--verify-token', name: 'verifyToken', given: verifyToken },
    { option: '--auth-token', name: 'authToken', given: authToken },
  ];
  return all.filter(({ given }) => given !== undefined);
}

function refuseForeign({ name, provider }: NamedChannel, wanted: readonly SecretOption[]): void {
  const foreign = wanted.find((one) => !secretNames[provider].includes(one.name));
  if (foreign) throw new UsageError(`${name} is a channel at ${provider}, which has no ${foreign.option}.`);
}

function onlyFirst(lists: SecretLists): SecretLists {
  return Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, values.slice(0, 1)]));
}

// Rotating again before the first rotation is finished keeps every value, so a mistyped one locks nobody out.
function withFirst(lists: SecretLists, fresh: { [name: string]: string }): SecretLists {
  const changed = Object.entries(fresh).map(([name, value]) => [name, [...new Set([value, ...(lists[name] ?? [])])]]);
  return { ...lists, ...(Object.fromEntries(changed) as SecretLists) };
}

function countsOf(lists: SecretLists): { [name: string]: number } {
  return Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, values.length]));
}

function isSetByEnvironment({ channels }: Config, { provider, account, address }: NamedChannel): boolean {
  return channels.some((one) => one.provider === provider && one.account === account && one.address === address);
}
