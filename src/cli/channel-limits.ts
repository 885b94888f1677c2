// The settings of a channel that are about sending: how fast, to how many people, what happens to what cannot be delivered.
// Shared by `channels add` and `channels set`.
import { Option, type Command } from 'commander';
import type { Database } from '../platform/db.ts';
import type { Channel, ChannelChanges } from '../store/channels.ts';
import { portfolioOf, setPortfolioLimit } from '../store/portfolios.ts';
import { chooseChannel, parseCount } from './choices.ts';
import { UsageError } from './report.ts';

export interface SendingOptions {
  rate?: string;
  portfolio?: string;
  perDay?: string;
  smsChannel?: string;
  messagingService?: string;
  readMarks?: 'on' | 'off';
}

export const sendingHelp = `
Limits: a number sends at most --rate messages a second (default 80, by SMS 1), whatever the number of workers; when the
provider says "too fast" it sends more slowly for a few minutes. Replies go before bulk. --per-day is the number of people
that may be reached first, with templates, in 24 hours: all channels with the same --portfolio share it (default: those of
the same account). Meta tells it by webhook too. Templates beyond it wait, and a larger one is noticed within 15 minutes.`;

export function withSendingOptions(command: Command): Command {
  return command
    .option('--rate <n>', 'messages a second at most, such as 80 or 0.5; default: the usual of the provider')
    .option('--portfolio <name>', 'channels with the same one share a daily budget; default: the account')
    .option('--per-day <n>', 'people who may be reached first in 24 hours; none: no limit')
    .option('--sms-channel <channel>', 'what WhatsApp cannot deliver goes out once over it; none: it fails')
    .option('--messaging-service <sid>', 'Twilio: the service that sends in place of the number; none: the number')
    .addOption(
      new Option('--read-marks <on|off>', 'whether people see that their message was read; default: on').choices([
        'on',
        'off',
      ]),
    );
}

/** Only what is given. Throws UsageError. */
export async function readSendingOptions(
  db: Database,
  channel: Pick<Channel, 'tenantId' | 'provider' | 'transport'>,
  options: SendingOptions,
): Promise<Pick<ChannelChanges, 'ratePerSecond' | 'portfolio' | 'smsChannelId' | 'messagingService' | 'readMarks'>> {
  const { rate, portfolio, smsChannel, messagingService, readMarks } = options;
  return {
    ...(rate === undefined ? {} : { ratePerSecond: rate === 'none' ? null : readRate(rate) }),
    ...(portfolio === undefined ? {} : { portfolio: portfolio === 'none' ? null : portfolio }),
    ...(smsChannel === undefined ? {} : { smsChannelId: await readSmsChannel(db, channel, smsChannel) }),
    ...(messagingService === undefined ? {} : { messagingService: readService(channel, messagingService) }),
    ...(readMarks === undefined ? {} : { readMarks: readMarks === 'on' }),
  };
}

/** Sets the daily budget of the channel's portfolio, when one is given. */
export async function savePerDay(
  db: Database,
  channel: Pick<Channel, 'provider' | 'portfolio' | 'account'>,
  perDay: string | undefined,
): Promise<void> {
  if (perDay === undefined) return;
  const limit = readPerDay(perDay);
  await setPortfolioLimit(db, { provider: channel.provider, name: portfolioOf(channel) }, limit);
}

/** Null: no limit. Throws UsageError. */
export function readPerDay(text: string): number | null {
  return text === 'none' ? null : parseCount('--per-day', text, 10_000_000);
}

function readRate(text: string): number {
  const rate = Number(text);
  if (!/^\d{1,4}(\.\d{1,2})?$/.test(text) || rate < 0.01 || rate > 5_000)
    throw new UsageError(`--rate ${text}: give messages a second, from 0.01 to 5000.`);
  return rate;
}

async function readSmsChannel(
  db: Database,
  { tenantId, transport }: Pick<Channel, 'tenantId' | 'transport'>,
  reference: string,
): Promise<string | null> {
  if (reference === 'none') return null;
  if (transport === 'sms') throw new UsageError('--sms-channel: this channel sends by SMS itself.');
  const found = await chooseChannel(db, reference);
  if (found.transport !== 'sms')
    throw new UsageError(
      `--sms-channel ${reference}: it sends by WhatsApp. Add one: channels add twilio --transport sms`,
    );
  if (found.tenantId !== tenantId) throw new UsageError(`--sms-channel ${reference}: it belongs to another tenant.`);
  return found.id;
}

function readService({ provider }: Pick<Channel, 'provider'>, sid: string): string | null {
  if (sid === 'none') return null;
  if (provider !== 'twilio') throw new UsageError('--messaging-service: only Twilio has messaging services.');
  if (!/^MG[0-9a-f]{32}$/i.test(sid))
    throw new UsageError(`--messaging-service ${sid}: a service's SID is MG and 32 hexadecimal digits.`);
  return sid;
}
