// `chat`: a phone in the terminal. What is typed goes to the platform as a signed webhook of the chosen provider; what
// the platform sends appears here and is read at once. With piped input each line is sent and its replies awaited.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { ChatScreen } from '../sandbox/chat-screen.ts';
import { ControlClient, SandboxUnreachable } from '../sandbox/control-client.ts';
import { ChatError } from './chat/failure.ts';
import { ask, fitting, listed, toNumber, type SandboxNumber, type Wish } from './chat/numbers.ts';
import { Chat } from './chat/talk.ts';

export interface ChatOptions extends Wish {
  /** Default: `sandboxUrl` in `<dataDir>/runtime.json`, written by a running platform. */
  sandboxUrl?: string;
  /** Default `.switchboard`. */
  dataDir?: string;
  /** Default +27821234567. */
  from?: string;
  /** Default Thandi. */
  name?: string;
  /** Default 8 s. */
  replyMs?: number;
  /** Default 1.5 s. */
  quietMs?: number;
}

export interface ChatStreams {
  input: Readable & { isTTY?: boolean };
  output: Writable & { isTTY?: boolean; columns?: number };
}

/** Resolves when the input ends or the sandbox goes away. Throws ChatError when there is nothing to talk to. */
export async function chatCommand(options: ChatOptions, streams: ChatStreams): Promise<void> {
  const url = options.sandboxUrl ?? (await runningSandbox(options.dataDir ?? '.switchboard'));
  const client = new ControlClient(url);
  const numbers = (await reachable(url, () => client.channels())).map(toNumber);
  const { name = 'Thandi', replyMs = 8_000, quietMs = 1_500 } = options;
  const talker = { phone: phoneOf(options.from ?? '+27821234567'), name, replyMs, quietMs };
  const possible = fitting(numbers, options);
  const interactive = streams.input.isTTY === true;
  const lines = createInterface({ input: streams.input, output: streams.output, terminal: interactive });
  // Asked for before anything is awaited: lines that come while nobody listens would be lost.
  const typed = lines[Symbol.asyncIterator]();
  try {
    const asks = interactive && options.channel === undefined;
    const number = asks ? await ask(possible, lines, streams.output) : possible[0];
    const screen = new ChatScreen(streams.output, interactive ? lines : undefined);
    const chat = new Chat(client, number, talker, screen);
    const others = asks ? [] : elsewhere(numbers, number);
    if (interactive) await chat.talk(typed, [...others, hint], () => lines.close());
    else await chat.recite(typed, others);
  } finally {
    lines.close();
  }
}

const hint = 'Type; /help says how to send photos, voice notes and places, and how to tap.';

/** What can be tried, for who was not asked. */
function elsewhere(numbers: readonly SandboxNumber[], { via, about }: SandboxNumber): string[] {
  const known = numbers.filter((number) => number.about !== '' && number.via.provider === via.provider);
  if (about === '' || known.length < 2) return [];
  return ['What there is to try, with --channel:', ...listed(known).map((line) => `  ${line}`)];
}

async function runningSandbox(dataDir: string): Promise<string> {
  const path = join(dataDir, 'runtime.json');
  try {
    const runtime: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof runtime === 'object' && runtime !== null && 'sandboxUrl' in runtime) return String(runtime.sandboxUrl);
  } catch {
    // Reported below, whatever it was.
  }
  throw new ChatError(`No sandbox is running here (${path} names none). Run npm start first, or give --sandbox <url>.`);
}

async function reachable<T>(url: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof SandboxUnreachable)) throw error;
    throw new ChatError(`No sandbox answers at ${url}. Run npm start first, or give --sandbox <url>.`, {
      cause: error,
    });
  }
}

function phoneOf(from: string): string {
  const number = `+${from.replace(/\D/g, '')}`;
  if (/^\+[1-9]\d{7,14}$/.test(number)) return number;
  throw new ChatError(`--from ${from} is not an international phone number such as +27821234567.`);
}
