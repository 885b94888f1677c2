// `channels`: one WhatsApp sender at one provider. Listing them and switching them; secrets are never shown.
import type { Command } from 'commander';
import { fullRate } from '../domain/pace.ts';
import { pauseChannel, resumeChannel } from '../store/channel-pauses.ts';
import { setChannelEnabled } from '../store/channels.ts';
import { listConversationsWaiting } from '../store/backlog.ts';
import { listPortfolioUse, portfolioOf } from '../store/portfolios.ts';
import { addChannelAdd } from './channels-add.ts';
import { addChannelRotate } from './channels-rotate.ts';
import { addChannelSet } from './channels-set.ts';
import { chooseChannel, listNamedChannels, parseDuration, type NamedChannel } from './choices.ts';
import { UsageError } from './report.ts';
import { withQueue, withSession, type Session } from './session.ts';
import { processTerminal, show, table, time, type Terminal } from './terminal.ts';

interface Options {
  json?: boolean;
}

interface PauseOptions extends Options {
  for: string;
  reason: string;
}

const examples = `
A <channel> is its name, tenant/name, or its id. Running processes see a change within 5 seconds, a pause or its end at once.

Examples:
  channels list
  channels add meta --help
  channels rotate support --access-token -
  channels pause support --for 2h --reason "quality review"
  channels set support --flow echo --unknown-sender create`;

export function addChannels(program: Command, terminal: Terminal = processTerminal): void {
  const channels = program.command('channels').description('WhatsApp senders: list, add and change them.');
  channels.addHelpText('after', examples);
  channels
    .command('list')
    .description('Every channel of every tenant.')
    .option('--json', 'for programs')
    .action((options: Options) => list(terminal, options));
  addChannelAdd(channels, terminal);
  addChannelRotate(channels, terminal);
  addChannelSet(channels, terminal);
  addSwitches(channels, terminal);
}

function addSwitches(channels: Command, terminal: Terminal): void {
  const command = (name: string, text: string) =>
    channels.command(name).description(text).argument('<channel>').option('--json', 'for programs');
  command('enable', 'Take webhooks and send again.').action((name: string, options: Options) =>
    enable(terminal, name, true, options),
  );
  command('disable', 'Refuse its webhooks and send nothing. What waits to be sent stays.').action(
    (name: string, options: Options) => enable(terminal, name, false, options),
  );
  command('pause', 'Send nothing for a while; webhooks are taken as before.')
    .option('--for <duration>', 'such as 30m, 2h or 7d; at most 30d', '24h')
    .option('--reason <text>', 'shown in channels list', 'paused by an operator')
    .action((name: string, options: PauseOptions) => pause(terminal, name, options));
  command('resume', 'End a pause, also one that a provider error began. What waits is sent within seconds.').action(
    (name: string, options: Options) => resume(terminal, name, options),
  );
}

async function list(terminal: Terminal, { json }: Options): Promise<void> {
  const { all, uses } = await withSession(terminal, async ({ db }) => ({
    all: await listNamedChannels(db),
    uses: await listPortfolioUse(db),
  }));
  const channels = all.map(({ sealed: _sealed, ...channel }) => {
    const use = uses.find(({ provider, name }) => provider === channel.provider && name === portfolioOf(channel));
    const { perDay = null, used: peopleToday = 0 } = use ?? {};
    return { ...channel, rate: fullRate(channel), perDay, peopleToday, state: stateOf(channel) };
  });
  show(terminal, json, { channels }, () =>
    table(
      [
        'name',
        'tenant',
        'provider',
        'number',
        'flow',
        'language',
        'unknown sender',
        'rate',
        'per day',
        'quality',
        'state',
      ],
      channels.map(({ name, tenant, provider, transport, phone, address, flow, shared, ...rest }) => {
        const owner = shared ? `${tenant} (shared)` : tenant;
        const carrier = transport === 'sms' ? `${provider} sms` : provider;
        const { locale, unknownSender, rate, perDay, peopleToday, quality, state } = rest;
        const budget = perDay === null ? '-' : `${peopleToday} of ${perDay}`;
        const limits = [`${rate}/s`, budget, quality ?? '-'];
        return [name, owner, carrier, phone ?? address, flow, locale ?? '-', unknownSender, ...limits, state];
      }),
      'There is no channel yet. Add one: channels add meta --help, or channels add twilio --help',
    ),
  );
}

function stateOf({ enabled, pausedUntil, pausedReason }: Omit<NamedChannel, 'sealed'>): string {
  if (!enabled) return 'disabled';
  if (!pausedUntil || pausedUntil <= new Date()) return 'enabled';
  return `paused until ${time(pausedUntil)} (${pausedReason ?? 'no reason given'})`;
}

async function enable(terminal: Terminal, name: string, enabled: boolean, { json }: Options): Promise<void> {
  const channel = await withSession(terminal, async ({ db }) => {
    const found = await chooseChannel(db, name);
    await setChannelEnabled(db, found.id, enabled);
    return found;
  });
  const word = enabled ? 'enabled' : 'disabled';
  show(terminal, json, { id: channel.id, name: channel.name, enabled }, () => `${channel.name} is ${word}.`);
}

const longestPauseMs = 30 * 86_400_000;

async function pause(terminal: Terminal, name: string, options: PauseOptions): Promise<void> {
  const ms = parseDuration('--for', options.for);
  // What waits is put off until the pause ends, so an end has to come.
  if (ms > longestPauseMs) throw new UsageError('--for: 30d at most. To stop a channel for good, disable it.');
  const until = new Date(Date.now() + ms);
  const channel = await withSession(terminal, async ({ db }) => {
    const found = await chooseChannel(db, name);
    await db.transaction().execute((trx) => pauseChannel(trx, found.id, until, options.reason));
    return found;
  });
  show(
    terminal,
    options.json,
    { id: channel.id, name: channel.name, pausedUntil: until, pausedReason: options.reason },
    () => `${channel.name} is paused until ${time(until)}.`,
  );
}

async function resume(terminal: Terminal, name: string, { json }: Options): Promise<void> {
  const { channel, woken } = await withSession(terminal, async (session) => {
    const found = await chooseChannel(session.db, name);
    return { channel: found, woken: await wake(session, found.id) };
  });
  show(
    terminal,
    json,
    { id: channel.id, name: channel.name, conversationsWoken: woken },
    () => `${channel.name} sends again. Conversations with mail waiting: ${woken}.`,
  );
}

// Their jobs were put off until the end of the pause.
function wake(session: Session, channelId: string): Promise<number> {
  return withQueue(session, (queue) =>
    session.db.transaction().execute(async (trx) => {
      await resumeChannel(trx, channelId);
      const waiting = await listConversationsWaiting(trx, channelId);
      await queue.enqueue(
        trx,
        waiting.map((conversationId) => ({ queue: 'outbound', data: { conversationId } })),
      );
      return waiting.length;
    }),
  );
}
