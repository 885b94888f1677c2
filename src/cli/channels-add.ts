// `channels add meta` and `channels add twilio`: a sender at a provider, with its secrets sealed before they are stored.
import { Option, type Command } from 'commander';
import type { UnknownSenderPolicy } from '../domain/contact.ts';
import { normalizePhone } from '../domain/phone.ts';
import type { Transport } from '../domain/transport.ts';
import type { ProviderName } from '../domain/webhook.ts';
import type { Config } from '../platform/config.ts';
import { sqlState } from '../platform/db.ts';
import { createChannel, type NewChannel } from '../store/channels.ts';
import {
  readSendingOptions,
  savePerDay,
  sendingHelp,
  withSendingOptions,
  type SendingOptions,
} from './channel-limits.ts';
import { readCountry, readFlow, readLocale, readUrl, requireRegistrationUrl } from './channel-settings.ts';
import { chooseTenant } from './choices.ts';
import { UsageError } from './report.ts';
import { readSecrets, secretHelp, type SecretOption } from './secret-input.ts';
import { secretBox, withSession, type Session } from './session.ts';
import { show, type Terminal } from './terminal.ts';

interface CommonOptions extends SendingOptions {
  tenant?: string;
  name: string;
  country?: string;
  flow?: string;
  locale?: string;
  unknownSender?: UnknownSenderPolicy;
  registrationUrl?: string;
  shared?: boolean;
  apiUrl?: string;
  json?: boolean;
}

interface MetaOptions extends CommonOptions {
  waba: string;
  phoneNumberId: string;
  phone: string;
  accessToken: string;
  appSecret: string;
  verifyToken: string;
}

interface TwilioOptions extends CommonOptions {
  accountSid: string;
  authToken: string;
  number: string;
  transport?: Transport;
}

/** The sender itself: what differs from provider to provider. Phones are as typed. */
interface Sender {
  provider: ProviderName;
  account: string;
  address: string;
  phone: string;
  transport: Transport;
}

const metaExample = `
Example:
  channels add meta --tenant "City of Tshwane" --name support --waba 102290129340398 --phone-number-id 106540352242922 \\
    --phone +27105550123 --access-token - --app-secret - --verify-token -`;

const twilioExample = `
Example:
  channels add twilio --tenant "City of Tshwane" --name alerts --account-sid AC0123456789abcdef0123456789abcdef \\
    --number +27105550124 --auth-token - <token-file
  channels add twilio --name alerts-sms --transport sms --account-sid AC0123456789abcdef0123456789abcdef \\
    --number +27105550125 --auth-token - --rate 10`;

export function addChannelAdd(channels: Command, terminal: Terminal): void {
  const add = channels.command('add').description('Add a sender: add meta or add twilio.');
  withCommonOptions(
    add
      .command('meta')
      .description("A number of Meta's WhatsApp Cloud API.")
      .requiredOption('--waba <id>', 'WhatsApp Business Account id')
      .requiredOption('--phone-number-id <id>', 'phone number id, as the console shows it')
      .requiredOption('--phone <number>', 'the number people see')
      .requiredOption('--access-token <token>', 'a system user token; - asks for it')
      .requiredOption('--app-secret <secret>', 'signs the webhooks; - asks for it')
      .requiredOption('--verify-token <token>', 'any word you choose for the webhook handshake; - asks for it'),
  )
    .addHelpText('after', secretHelp + '\n' + sendingHelp + '\n' + metaExample)
    .action((options: MetaOptions) => addMeta(terminal, options));
  withCommonOptions(
    add
      .command('twilio')
      .description('A WhatsApp sender of a Twilio account.')
      .requiredOption('--account-sid <sid>', 'AC and 32 hexadecimal digits')
      .requiredOption('--number <number>', 'the WhatsApp sender, or the number that sends SMS')
      .addOption(
        new Option('--transport <transport>', 'sms: for what WhatsApp cannot deliver; default: whatsapp').choices([
          'whatsapp',
          'sms',
        ]),
      )
      .requiredOption('--auth-token <token>', 'the primary one: it signs the webhooks; - asks for it'),
  )
    .addHelpText('after', secretHelp + '\n' + sendingHelp + '\n' + twilioExample)
    .action((options: TwilioOptions) => addTwilio(terminal, options));
}

function withCommonOptions(command: Command): Command {
  return withSendingOptions(command)
    .option('--tenant <name>', 'name or id; may be left out when there is only one')
    .requiredOption('--name <name>', "what it is called here; unique among the tenant's channels")
    .option('--country <code>', 'where national numbers are at home (ISO 3166); default: DEFAULT_COUNTRY')
    .option('--flow <name>', 'who answers; default: echo')
    .option('--locale <language>', 'spoken where neither the person nor the phone says another; default: English')
    .addOption(
      new Option('--unknown-sender <policy>', 'a new contact, or the registration prompt; default: create').choices([
        'create',
        'register',
      ]),
    )
    .option('--registration-url <url>', 'where the prompt sends people; default: REGISTRATION_URL')
    .option('--shared', 'several tenants use it: a message belongs to the tenant of its sender')
    .option('--api-url <url>', "a stand-in for the provider's API")
    .option('--json', 'for programs');
}

const secret = (option: string, name: string, given: string): SecretOption => ({ option, name, given });

async function addMeta(terminal: Terminal, options: MetaOptions): Promise<void> {
  const { waba, phoneNumberId, phone } = options;
  for (const [option, id] of [
    ['--waba', waba],
    ['--phone-number-id', phoneNumberId],
  ] as const) {
    if (!/^\d{5,25}$/.test(id)) throw new UsageError(`${option} ${id}: Meta's ids are digits only.`);
  }
  const sender: Sender = { provider: 'meta', account: waba, address: phoneNumberId, phone, transport: 'whatsapp' };
  await add(terminal, options, sender, [
    secret('--access-token', 'accessToken', options.accessToken),
    secret('--app-secret', 'appSecret', options.appSecret),
    secret('--verify-token', 'verifyToken', options.verifyToken),
  ]);
}

async function addTwilio(terminal: Terminal, options: TwilioOptions): Promise<void> {
  const { accountSid, number, transport = 'whatsapp' } = options;
  if (!/^AC[0-9a-f]{32}$/i.test(accountSid))
    throw new UsageError(`--account-sid ${accountSid}: an AccountSid is AC and 32 hexadecimal digits.`);
  const sender: Sender = { provider: 'twilio', account: accountSid, address: number, phone: number, transport };
  await add(terminal, options, sender, [secret('--auth-token', 'authToken', options.authToken)]);
}

async function add(terminal: Terminal, options: CommonOptions, sender: Sender, wanted: SecretOption[]): Promise<void> {
  const added = await withSession(terminal, async (session) => {
    const tenant = await chooseTenant(session.db, options.tenant);
    const draft = {
      ...draftOf(session.config, options, sender),
      ...(await readSendingOptions(session.db, { ...sender, tenantId: tenant.id }, options)),
    };
    await savePerDay(session.db, { ...sender, portfolio: draft.portfolio ?? null }, options.perDay);
    const secrets = await readSecrets(terminal, wanted);
    const lists = Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, [value]]));
    const id = await store(session, { ...draft, tenantId: tenant.id, secrets: lists });
    return { id, tenant: tenant.name, ...draft };
  });
  show(terminal, options.json, added, () =>
    [
      `Added ${added.name} of ${added.tenant} (${added.id}).`,
      'Next: doctor checks it, and prints the webhook URLs to paste into the console.',
    ].join('\n'),
  );
}

type Draft = Omit<NewChannel, 'tenantId' | 'secrets'>;

function draftOf(config: Config, options: CommonOptions, sender: Sender): Draft {
  const { name, unknownSender, shared } = options;
  if (name.trim() === '' || name.includes('/')) throw new UsageError('--name: not empty, and without a slash.');
  const homeCountry = readCountry(options.country ?? config.defaultCountry);
  const phone = normalizePhone(sender.phone, homeCountry);
  if (phone === undefined) throw new UsageError(`${sender.phone} is not a phone number. Write it like +27105550123.`);
  const registrationUrl = readUrl('--registration-url', options.registrationUrl);
  if (unknownSender === 'register') requireRegistrationUrl(config, registrationUrl);
  const apiUrl = readUrl('--api-url', options.apiUrl);
  return {
    ...sender,
    name: name.trim(),
    phone,
    address: sender.provider === 'twilio' ? phone : sender.address,
    homeCountry,
    flow: readFlow(options.flow ?? 'echo'),
    locale: readLocale(options.locale ?? 'none'),
    shared: shared ?? false,
    unknownSender: unknownSender ?? 'create',
    ...(registrationUrl === undefined ? {} : { registrationUrl }),
    ...(apiUrl === undefined ? {} : { apiUrl }),
  };
}

async function store({ db, config }: Session, channel: NewChannel): Promise<string> {
  const box = await secretBox(config);
  try {
    return await createChannel(db, box, channel);
  } catch (error) {
    if (sqlState(error) !== '23505') throw error;
    const { constraint } = error as { constraint?: unknown };
    if (constraint === 'channels_name_key') throw new UsageError(`The tenant has a channel "${channel.name}" already.`);
    throw new UsageError(`There is a channel for this sender (${channel.address}) already.`);
  }
}
