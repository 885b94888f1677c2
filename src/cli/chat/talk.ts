// A chat with one number: what is typed is sent, what comes is shown and read at once.
import { SandboxUnreachable, type ControlClient, type SendResult } from '../../sandbox/control-client.ts';
import type { ChatScreen } from '../../sandbox/chat-screen.ts';
import type { PhoneEvent, PhoneMessage } from '../../sandbox/index.ts';
import { readAct, type ChatAct } from './acts.ts';
import { ChatError } from './failure.ts';
import type { SandboxNumber } from './numbers.ts';

export interface Talker {
  /** E.164. */
  phone: string;
  name: string;
  /** Piped input: how long a reply may take, and how long silence means no more follow. */
  replyMs: number;
  quietMs: number;
}

export class Chat {
  readonly #client: ControlClient;
  readonly #number: SandboxNumber;
  readonly #talker: Talker;
  readonly #screen: ChatScreen;
  readonly #stop = new AbortController();
  #heard: () => void = () => undefined;
  #heardCount = 0;
  /** What can be tapped, newest first. */
  #tappable: PhoneMessage[] = [];

  constructor(client: ControlClient, number: SandboxNumber, talker: Talker, screen: ChatScreen) {
    this.#client = client;
    this.#number = number;
    this.#talker = talker;
    this.#screen = screen;
  }

  /** @param intro said before the first word. */
  async talk(lines: AsyncIterable<string>, intro: readonly string[], hangUp: () => void): Promise<void> {
    const { ended } = await this.#switchOn(intro);
    void ended.then(hangUp);
    this.#screen.prompt();
    for await (const line of lines) {
      if (line.trim() === '') this.#screen.prompt();
      else await this.#act(line);
    }
    this.#screen.stopPrompting();
    const lost = !this.#stop.signal.aborted && !(await this.#isThere());
    this.#screen.note(lost ? 'The sandbox has stopped.' : 'Bye.');
    this.#stop.abort();
    await ended;
  }

  async recite(lines: AsyncIterable<string>, intro: readonly string[]): Promise<void> {
    const { ended } = await this.#switchOn(intro);
    for await (const line of lines) {
      if (line.trim() === '') continue;
      const heardBefore = this.#heardCount;
      if (await this.#act(line)) await this.#untilQuiet(this.#heardCount > heardBefore);
    }
    this.#stop.abort();
    await ended;
  }

  async #switchOn(intro: readonly string[]): Promise<{ ended: Promise<void> }> {
    const { via, number, name } = this.#number;
    const { phone } = this.#talker;
    this.#screen.note(`${phone} writes to ${name} (${number}, ${via.provider}).`);
    for (const line of intro) this.#screen.note(line);
    return this.#client.stream(phone, this.#stop.signal, (event) => this.#hear(event));
  }

  #hear(event: PhoneEvent): void {
    this.#heardCount += 1;
    this.#heard();
    if (event.event === 'status') {
      if (event.taken) this.#screen.tick(event.externalId, event.status);
      return;
    }
    const { message } = event;
    this.#screen.message(message);
    if (message.buttons) this.#tappable = [message, ...this.#tappable].slice(0, mostTappable);
    // A failure shows in the missing tick.
    this.#client.read(this.#talker.phone, message.externalId).catch(() => undefined);
  }

  /** Whether anything was sent. */
  async #act(line: string): Promise<boolean> {
    try {
      const sent = await this.#send(await readAct(line));
      if (!sent) return false;
      const { status } = sent;
      if (status >= 200 && status < 300) this.#screen.note(`✓ accepted (webhook ${status})`);
      else this.#screen.note(status === 0 ? '✗ the platform did not answer' : `✗ the platform answered ${status}`);
      return true;
    } catch (error) {
      if (!(error instanceof SandboxUnreachable || error instanceof ChatError)) throw error;
      this.#screen.note(`✗ ${error.message}`);
      return false;
    }
  }

  async #send(act: ChatAct): Promise<SendResult | undefined> {
    const { phone: number, name } = this.#talker;
    switch (act.type) {
      case 'write':
        return this.#client.send({ number, name, via: this.#number.via, ...act.message });
      case 'tap':
        return this.#client.tap({ number, ...this.#find(act.choice) });
      case 'say':
        for (const line of act.lines) this.#screen.note(line);
        return undefined;
    }
  }

  /** By title in the newest message that has it, else by number in the newest of all. */
  #find(choice: string): { externalId: string; button: string } {
    const wanted = choice.toLowerCase();
    for (const { externalId, buttons = [] } of this.#tappable) {
      const named = buttons.find(({ title }) => title.toLowerCase() === wanted);
      if (named) return { externalId, button: named.id };
    }
    const [newest] = this.#tappable;
    const numbered = /^\d+$/.test(choice) ? newest?.buttons?.[Number(choice) - 1] : undefined;
    if (newest && numbered) return { externalId: newest.externalId, button: numbered.id };
    const titles = newest?.buttons?.map(({ title }) => title).join(', ');
    throw new ChatError(`There is no ${choice} to tap${titles === undefined ? '' : `, but ${titles}`}.`);
  }

  async #untilQuiet(replied: boolean): Promise<void> {
    const { replyMs, quietMs } = this.#talker;
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

const mostTappable = 50;
