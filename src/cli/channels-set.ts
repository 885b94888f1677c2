// `channels set`: how a channel treats what comes in.
import { Option, type Command } from 'commander';
import type { UnknownSenderPolicy } from '../domain/contact.ts';
import { updateChannel, type ChannelChanges } from '../store/channels.ts';
import { readCountry, readFlow, readUrl, requireRegistrationUrl } from './channel-settings.ts';
import { chooseChannel } from './choices.ts';
import { UsageError } from './report.ts';
import { withSession } from './session.ts';
import { show, type Terminal } from './terminal.ts';

interface Options {
  flow?: string;
  unknownSender?: UnknownSenderPolicy;
  registrationUrl?: string;
  country?: string;
  json?: boolean;
}

const examples = `
Examples:
  channels set support --unknown-sender register --registration-url https://register.example.org
  channels set support --registration-url none`;

export function addChannelSet(channels: Command, terminal: Terminal): void {
  channels
    .command('set')
    .description('Change how a channel treats what comes in. Only what is given changes.')
    .argument('<channel>')
    .option('--flow <name>', 'who answers')
    .addOption(
      new Option('--unknown-sender <policy>', 'a new contact, or the registration prompt').choices([
        'create',
        'register',
      ]),
    )
    .option('--registration-url <url>', 'where the prompt sends people; none: REGISTRATION_URL')
    .option('--country <code>', 'where national numbers are at home (ISO 3166)')
    .option('--json', 'for programs')
    .addHelpText('after', examples)
    .action((name: string, options: Options) => set(terminal, name, options));
}

async function set(terminal: Terminal, name: string, options: Options): Promise<void> {
  const changes = changesOf(options);
  if (Object.keys(changes).length === 0) throw new UsageError('Nothing to change was given. See channels set --help.');
  const channel = await withSession(terminal, async ({ db, config }) => {
    const found = await chooseChannel(db, name);
    const after = { ...found, ...changes };
    if (after.unknownSender === 'register') requireRegistrationUrl(config, after.registrationUrl);
    await updateChannel(db, found.id, changes);
    return found;
  });
  show(terminal, options.json, { id: channel.id, name: channel.name, ...changes }, () => {
    const list = Object.entries(changes).map(([key, value]) => `${key}: ${value ?? 'none'}`);
    return `${channel.name} now has ${list.join(', ')}.`;
  });
}

function changesOf({ flow, unknownSender, registrationUrl, country }: Options): ChannelChanges {
  const url = registrationUrl === 'none' ? null : readUrl('--registration-url', registrationUrl);
  return {
    ...(flow === undefined ? {} : { flow: readFlow(flow) }),
    ...(unknownSender === undefined ? {} : { unknownSender }),
    ...(url === undefined ? {} : { registrationUrl: url }),
    ...(country === undefined ? {} : { homeCountry: readCountry(country) }),
  };
}
