// `chat`: a phone in the terminal. What is typed goes to the platform as a signed webhook of the chosen provider; what
// the platform sends appears here and is read at once. With piped input each line is sent and its replies awaited.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Interface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { ChatScreen } from '../sandbox/chat-screen.ts';
import { ControlClient, SandboxUnreachable } from '../sandbox/control-client.ts';
import type { Channel, PhoneEvent } from '../sandbox/index.ts';

export interface ChatOptions {
  /** Default: `sandboxUrl` in `<dataDir>/runtime.json`, written by a running platform. */
  sandboxUrl?: string;
  /** Default `.switchboard`. */
  dataDir?: string;
  /** Default: asked for when there are several numbers and somebody to ask, else the first. */
  provider?: 'meta' | 'twilio';
  /** Default +27821234567. */
  from?: string;
  /** Default Thandi. */
  name?: string;
  /** Piped input: how long a reply may take, default 8 s, and how long silence means no more follow, default 1.5 s. */
  replyMs?: number;
  quietMs?: number;
}

export interface ChatStreams {
  input: Readable & { isTTY?: boolean };
  output: Writable & { isTTY?: boolean; columns?: number };
}

/** Its message tells the user what to do. */
export class ChatError extends Error {
  override name = 'ChatError';
}

/** Resolves when the input ends or the sandbox goes away. Throws ChatError when there is nothing to talk to. */
export async function chatCommand(options: ChatOptions, streams: ChatStreams): Promise<void> {
  const url = options.sandboxUrl ?? (await runningSandbox(options.dataDir ?? '.switchboard'));
  const client = new ControlClient(url);
  const channels = await reachable(url, () => client.channels());
  const number = personOf(options.from ?? '+27821234567');
  const interactive = streams.input.isTTY === true;
  const lines = createInterface({ input: streams.input, output: streams.output, terminal: interactive });
  // Asked for before anything is awaited: lines that come while nobody listens would be lost.
  const typed = lines[Symbol.asyncIterator]();
  try {
    const channel = await choose(channels, options, interactive ? lines : undefined, streams.output);
    const chat = new Chat(
      client,
      channel,
      number,
      options,
      new ChatScreen(streams.output, interactive ? lines : undefined),
    );
    await (interactive ? chat.talk(typed, () => lines.close()) : chat.recite(typed));
  } finally {
    lines.close();
  }
}

class Chat {
  readonly #client: ControlClient;
  readonly #channel: Channel;
  readonly #number: string;
  readonly #options: ChatOptions;
  readonly #screen: ChatScreen;
  readonly #stop = new AbortController();
  #heard: () => void = () => undefined;
  #heardCount = 0;

  constructor(client: ControlClient, channel: Channel, number: string, options: ChatOptions, screen: ChatScreen) {
    this.#client = client;
    this.#channel = channel;
    this.#number = number;
    this.#options = options;
    this.#screen = screen;
  }

  async talk(lines: AsyncIterable<string>, hangUp: () => void): Promise<void> {
    const { ended } = await this.#switchOn();
    void ended.then(hangUp);
    this.#screen.prompt();
    for await (const line of lines) {
      if (line.trim() === '') this.#screen.prompt();
      else await this.#send(line);
    }
    this.#screen.stopPrompting();
    const lost = !this.#stop.signal.aborted && !(await this.#isThere());
    this.#screen.note(lost ? 'The sandbox has stopped.' : 'Bye.');
    this.#stop.abort();
    await ended;
  }

  async recite(lines: AsyncIterable<string>): Promise<void> {
    const { ended } = await this.#switchOn();
    for await (const line of lines) {
      if (line.trim() === '') continue;
      const heardBefore = this.#heardCount;
      await this.#send(line);
      await this.#untilQuiet(this.#heardCount > heardBefore);
    }
    this.#stop.abort();
    await ended;
  }

  async #switchOn(): Promise<{ ended: Promise<void> }> {
    const { via, number, name } = this.#channel;
    this.#screen.note(`${this.#number} writes to ${name} (${number}, ${via.provider}).`);
    return this.#client.stream(this.#number, this.#stop.signal, (event) => this.#hear(event));
  }

  #hear(event: PhoneEvent): void {
    this.#heardCount += 1;
    this.#heard();
    if (event.event === 'status') {
      if (event.taken) this.#screen.tick(event.externalId, event.status);
      return;
    }
    this.#screen.message(event.message);
    // A failure shows in the missing tick.
    this.#client.read(this.#number, event.message.externalId).catch(() => undefined);
  }

  async #send(text: string): Promise<void> {
    const { via } = this.#channel;
    try {
      const { status } = await this.#client.send({
        number: this.#number,
        name: this.#options.name ?? 'Thandi',
        text,
        via,
      });
      if (status >= 200 && status < 300) this.#screen.note(`✓ accepted (webhook ${status})`);
      else this.#screen.note(status === 0 ? '✗ the platform did not answer' : `✗ the platform answered ${status}`);
    } catch (error) {
      if (!(error instanceof SandboxUnreachable)) throw error;
      this.#screen.note(`✗ ${error.message}`);
    }
  }

  async #untilQuiet(replied: boolean): Promise<void> {
    const { replyMs = 8_000, quietMs = 1_500 } = this.#options;
    for (let patience = replied ? quietMs : replyMs; await this.#hearsWithin(patience); patience = quietMs);
  }

  #hearsWithin(ms: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), ms);
    this.#heard = () => {
      clearTimeout(timer);
      resolve(true);
    };
    return promise;
  }

  async #isThere(): Promise<boolean> {
    try {
      return (await this.#client.channels()).length > 0;
    } catch {
      return false;
    }
  }
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

function personOf(from: string): string {
  const number = `+${from.replace(/\D/g, '')}`;
  if (/^\+[1-9]\d{7,14}$/.test(number)) return number;
  throw new ChatError(`--from ${from} is not an international phone number such as +27821234567.`);
}

async function choose(
  channels: readonly Channel[],
  { provider }: ChatOptions,
  lines: Interface | undefined,
  output: Writable,
): Promise<Channel> {
  const fitting = channels.filter(({ via }) => provider === undefined || via.provider === provider);
  const [first] = fitting;
  if (!first) throw new ChatError(`The sandbox has no number${provider ? ` at ${provider}` : ''}.`);
  if (!lines || fitting.length === 1 || provider !== undefined) return first;
  for (const [index, { name, number, via }] of fitting.entries()) {
    output.write(`  ${index + 1}  ${name}  ${number}  ${via.provider}\n`);
  }
  const answer = await lines.question(`Which number? [1] `);
  return fitting[Number(answer || 1) - 1] ?? first;
}
