// Drives a running sandbox from another process, through its control API.
import { isObject, parseObject } from './http.ts';
import type { JsonObject } from './http.ts';
import type { Place } from './phone-acts.ts';
import type { PhoneEvent, Via } from './phone.ts';
import type { Channel } from './sandbox.ts';

/** Nothing answers there, or not as a sandbox would. */
export class SandboxUnreachable extends Error {
  override name = 'SandboxUnreachable';
}

export interface SendResult {
  externalId: string;
  /** The platform's answer to the webhook; 0 when none came. */
  status: number;
}

/** What a person sends: words, a file with or without a caption, or a place. */
export interface Written {
  text?: string;
  file?: { base64: string; contentType: string; filename?: string; voice?: boolean };
  place?: Place;
}

export class ControlClient {
  readonly #base: string;

  constructor(sandboxUrl: string) {
    this.#base = `${sandboxUrl.replace(/\/+$/, '')}/control`;
  }

  async channels(): Promise<Channel[]> {
    const answer: unknown = await (await this.#call('GET', '/channels')).json();
    if (!Array.isArray(answer) || !answer.every(isChannel)) throw new SandboxUnreachable(`${this.#base} is no sandbox`);
    return answer;
  }

  async send(message: { number: string; name: string; via: Via } & Written): Promise<SendResult> {
    return this.#write('/send', message);
  }

  /** @param tap `button`: its id or title. */
  async tap(tap: { number: string; externalId: string; button: string }): Promise<SendResult> {
    return this.#write('/tap', tap);
  }

  async read(number: string, externalId: string): Promise<void> {
    await (await this.#call('POST', '/read', { number, externalId })).text();
  }

  /**
   * Resolves once the phone is on, with a promise for the end of the stream. While it lasts the person reads only what
   * `read` is called for.
   */
  async stream(
    number: string,
    signal: AbortSignal,
    listener: (event: PhoneEvent) => void,
  ): Promise<{ ended: Promise<void> }> {
    const path = `/stream?reads=manual&number=${encodeURIComponent(number)}`;
    const { body } = await this.#call('GET', path, undefined, signal);
    return { ended: body ? pump(body, listener) : Promise.resolve() };
  }

  async #write(path: string, input: object): Promise<SendResult> {
    const answer = parseObject(await (await this.#call('POST', path, input)).text());
    return { externalId: String(answer?.externalId), status: Number(answer?.status) };
  }

  async #call(method: string, path: string, input?: JsonObject | object, signal?: AbortSignal): Promise<Response> {
    const json = { body: JSON.stringify(input), headers: { 'content-type': 'application/json' } };
    try {
      const response = await fetch(this.#base + path, { method, ...(input && json), ...(signal && { signal }) });
      if (response.ok) return response;
      throw new SandboxUnreachable(`${method} ${path}: ${response.status} ${await response.text()}`);
    } catch (error) {
      if (error instanceof SandboxUnreachable) throw error;
      throw new SandboxUnreachable(`nothing answers at ${this.#base}`, { cause: error });
    }
  }
}

/** Ends quietly when the sandbox closes the stream or the signal does. */
async function pump(body: ReadableStream<Uint8Array>, listener: (event: PhoneEvent) => void): Promise<void> {
  let rest = '';
  const decoder = new TextDecoder();
  try {
    for await (const chunk of body) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const event = parseObject(line);
        if (isEvent(event)) listener(event);
      }
    }
  } catch {
    // Cut off: the same as its end.
  }
}

function isChannel(value: unknown): value is Channel {
  return isObject(value) && isObject(value.via) && typeof value.number === 'string';
}

function isEvent(value: unknown): value is PhoneEvent {
  return isObject(value) && (value.event === 'message' || value.event === 'status');
}
