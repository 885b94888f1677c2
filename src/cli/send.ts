// `send`: a text to a person, through the api like any other caller, and what becomes of it.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { Message__Output } from '../api/gen/switchboard/v1/Message.ts';
import type { SendMessageRequest } from '../api/gen/switchboard/v1/SendMessageRequest.ts';
import { isId } from '../domain/ids.ts';
import { findApi, openApiClient, type ApiClient } from './api-client.ts';
import { chooseChannel, parseCount } from './choices.ts';
import { contentOf, type ContentOptions } from './send-content.ts';
import { withSession } from './session.ts';
import { processTerminal, show, type Terminal } from './terminal.ts';

interface Options extends ContentOptions {
  to: string;
  channel?: string;
  requestId?: string;
  address?: string;
  key?: string;
  wait: string | false;
  json?: boolean;
}

const examples = `
Without --channel it goes out where the person wrote last. Only a template reaches who did not write within 24 hours.
The key is that of the instance running here, or SWITCHBOARD_API_KEY, or --key (which stays in the shell's history).

Examples:
  send --to +27821234567 --text "Your report was received."
  send --to +27821234567 --text "Hello" --channel support --request-id greeting-17 --no-wait
  send --to +525512345678 --channel support --template order_ready --language es_MX \\
       --param 1=Ana --param 2=4821 --param 3="la sucursal Centro" --param 4=viernes
  send --to +27821234567 --media ./invoice.pdf --text "Your invoice"
  send --to +27821234567 --media https://example.org/map.png
  send --to +27821234567 --text "Are you coming?" --buttons "Yes,No"
  send --to +27821234567 --location "-33.92,18.42,The clinic"
  SWITCHBOARD_API_KEY=sb_... send --address api.internal:50051 --to +27821234567 --text "Hello" --json`;

export function addSend(program: Command, terminal: Terminal = processTerminal): void {
  program
    .command('send')
    .description('Send a message through the api, and follow it until it is read or failed.')
    .requiredOption('--to <phone>', 'whom to write to')
    .option('--text <text>', 'what to say; with --media the caption, with --buttons what stands above them')
    .option('--template <name>', 'a text approved beforehand')
    .option('--language <code>', 'of the template', 'en')
    .option(
      '--param <key=value>',
      '1=Ana or name=Ana of its body; header, url0, payload0, code0 of its parts',
      collect,
      [],
    )
    .option('--media <file or url>', 'a file: one from here is uploaded, one from the web is fetched')
    .option('--as <kind>', 'of the file: image, video, audio, voice, document or sticker (default: what it is)')
    .option('--location <latitude,longitude,name>', 'a point on the map')
    .option('--buttons <titles>', 'up to three, separated by commas')
    .option('--channel <channel>', 'which one sends: its id, or its name where the database can be reached')
    .option('--request-id <id>', 'the same id sends only once')
    .option('--address <host:port>', 'where the api listens (default: the running instance)')
    .option('--key <key>', 'the api key')
    .option('--wait <seconds>', 'how long to follow it', '30')
    .option('--no-wait', 'do not follow it')
    .option('--json', 'for programs: one object at the end')
    .addHelpText('after', examples)
    .action((options: Options) => send(terminal, options));
}

function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value];
}

async function send(terminal: Terminal, options: Options): Promise<void> {
  const seconds = options.wait === false ? 0 : parseCount('--wait', options.wait, 3_600);
  const client = openApiClient(await findApi(terminal, options));
  try {
    const messages = await client.send(await requestOf(terminal, client, options));
    // Of a long text the last part is followed: it goes out after the others.
    const accepted = messages.at(-1)!;
    if (!options.json) for (const { id } of messages) terminal.print(`message ${id}`);
    const told = (message: Message__Output) => {
      if (!options.json) terminal.print(`  ${word(message)}${failureOf(message)}`);
    };
    const last = await follow(client, accepted, Date.now() + seconds * 1_000, told);
    if (options.json) show(terminal, true, toJson(last), () => '');
    if (word(last) === 'failed') terminal.setExitCode(1);
    else if (seconds > 0 && !isFinal(last)) terminal.note(`Not read within ${seconds} s.`);
  } finally {
    client.close();
  }
}

async function requestOf(terminal: Terminal, client: ApiClient, options: Options): Promise<SendMessageRequest> {
  const { to, channel, requestId } = options;
  const said = await contentOf(client, options);
  const content = { ...said, ...(requestId === undefined ? {} : { requestId }) };
  if (channel !== undefined) return { ...content, phone: to, channelId: await channelId(terminal, channel) };
  const latest = await client.findLatest(to);
  return latest ? { ...content, conversationId: latest.conversationId } : { ...content, phone: to };
}

async function channelId(terminal: Terminal, channel: string): Promise<string> {
  if (isId(channel)) return channel;
  return withSession(terminal, async ({ db }) => (await chooseChannel(db, channel)).id);
}

const pollMs = 150;

/** Tells each status once. Resolves with the message as last seen. */
async function follow(
  client: ApiClient,
  first: Message__Output,
  until: number,
  tell: (message: Message__Output) => void,
): Promise<Message__Output> {
  tell(first);
  let last = first;
  while (!isFinal(last) && Date.now() < until) {
    await sleep(pollMs);
    const next = await client.get(first.id);
    if (next.status !== last.status) tell(next);
    last = next;
  }
  return last;
}

function word({ status }: Message__Output): string {
  return status.replace('MESSAGE_STATUS_', '').toLowerCase();
}

function isFinal(message: Message__Output): boolean {
  return ['read', 'played', 'failed'].includes(word(message));
}

function failureOf({ error }: Message__Output): string {
  return error ? `: ${error.text} (${error.code})` : '';
}

function toJson(message: Message__Output): object {
  const { id, conversationId, channelId: channel, error } = message;
  return {
    id,
    status: word(message),
    conversationId,
    channelId: channel,
    providerMessageId: message.providerMessageId || null,
    error: error
      ? { code: error.code, kind: error.kind.replace('FAILURE_KIND_', '').toLowerCase(), text: error.text }
      : null,
  };
}
