// `channels set`: how a channel treats what comes in, and how it sends.
import { Option, type Command } from 'commander';
import type { UnknownSenderPolicy } from '../domain/contact.ts';
import { updateChannel, type ChannelChanges } from '../store/channels.ts';
import {
  readPerDay,
  readSendingOptions,
  savePerDay,
  sendingHelp,
  withSendingOptions,
  type SendingOptions,
} from './channel-limits.ts';
import { readCountry, readFlow, readLocale, readUrl, requireRegistrationUrl } from './channel-settings.ts';
import { chooseChannel } from './choices.ts';
import { UsageError } from './report.ts';
import { withSession } from './session.ts';
import { show, type Terminal } from './terminal.ts';

interface Options extends SendingOptions {
  flow?: string;
  locale?: string;
  unknownSender?: UnknownSenderPolicy;
  registrationUrl?: string;
  country?: string;
  json?: boolean;
}

const examples = `
Examples:
  channels set support --unknown-sender register --registration-url https://register.example.org
  channels set support --registration-url none
  channels set support --flow menu --locale zu
  channels set support --rate 250 --per-day 10000
  channels set support --sms-channel alerts-sms`;

export function addChannelSet(channels: Command, terminal: Terminal): void {
  const command = channels
    .command('set')
    .description('Change how a channel treats what comes in and how it sends. Only what is given changes.')
    .argument('<channel>')
    .option('--flow <name>', 'who answers')
    .option('--locale <language>', 'spoken where neither the person nor the phone says another; none: English')
    .addOption(
      new Option('--unknown-sender <policy>', 'a new contact, or the registration prompt').choices([
        'create',
        'register',
      ]),
    )
    .option('--registration-url <url>', 'where the prompt sends people; none: REGISTRATION_URL')
    .option('--country <code>', 'where national numbers are at home (ISO 3166)')
    .option('--json', 'for programs');
  withSendingOptions(command)
    .addHelpText('after', sendingHelp + '\n' + examples)
    .action((name: string, options: Options) => set(terminal, name, options));
}

async function set(terminal: Terminal, name: string, options: Options): Promise<void> {
  const { perDay } = options;
  const ofReceiving = changesOf(options);
  const { channel, changes } = await withSession(terminal, async ({ db, config }) => {
    const found = await chooseChannel(db, name);
    const changes: ChannelChanges = { ...ofReceiving, ...(await readSendingOptions(db, found, options)) };
    if (Object.keys(changes).length === 0 && perDay === undefined)
      throw new UsageError('Nothing to change was given. See channels set --help.');
    const after = { ...found, ...changes };
    if (after.unknownSender === 'register') requireRegistrationUrl(config, after.registrationUrl);
    await savePerDay(db, after, perDay);
    if (Object.keys(changes).length > 0) await updateChannel(db, found.id, changes);
    return { channel: found, changes };
  });
  const shown = { ...changes, ...(perDay === undefined ? {} : { perDay: readPerDay(perDay) }) };
  show(terminal, options.json, { id: channel.id, name: channel.name, ...shown }, () => {
    const list = Object.entries(shown).map(([key, value]) => `${key}: ${value ?? 'none'}`);
    return `${channel.name} now has ${list.join(', ')}.`;
  });
}

function changesOf({ flow, locale, unknownSender, registrationUrl, country }: Options): ChannelChanges {
  const url = registrationUrl === 'none' ? null : readUrl('--registration-url', registrationUrl);
  return {
    ...(flow === undefined ? {} : { flow: readFlow(flow) }),
    ...(locale === undefined ? {} : { locale: readLocale(locale) }),
    ...(unknownSender === undefined ? {} : { unknownSender }),
    ...(url === undefined ? {} : { registrationUrl: url }),
    ...(country === undefined ? {} : { homeCountry: readCountry(country) }),
  };
}
