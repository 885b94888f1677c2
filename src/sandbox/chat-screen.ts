// How a conversation looks in a terminal. With somebody watching, the ticks of the last message are redrawn in place
// and the line being typed is kept; into a pipe everything is a plain line of its own.
import type { Writable } from 'node:stream';
import type { AttachedFile } from './accepted.ts';
import type { PhoneMessage } from './phone.ts';
import type { ShownButton } from './shown.ts';

/** The line being typed. */
export interface Prompt {
  prompt(preserveCursor?: boolean): void;
}

const ticks: Readonly<Record<string, string>> = { sent: '✓', delivered: '✓✓', read: '✓✓' };
const dim = '\u001b[2m';
const blue = '\u001b[94m';
const reset = '\u001b[0m';
const clearLine = '\r\u001b[K';
const lineUp = '\u001b[1A';
/** Below the text of a message. */
const indent = ' '.repeat(8);
const order: readonly string[] = ['sent', 'delivered', 'read'];

export class ChatScreen {
  readonly #output: Writable & { columns?: number };
  readonly #typing: Prompt | undefined;
  readonly #statuses = new Map<string, string>();
  #prompting = true;
  /** What stands right above the prompt and may be redrawn. */
  #last: { externalId: string; row: string } | undefined;

  constructor(output: Writable & { columns?: number }, typing?: Prompt) {
    this.#output = output;
    this.#typing = typing;
  }

  prompt(): void {
    if (this.#prompting) this.#typing?.prompt(true);
  }

  /** Nothing more can be typed. */
  stopPrompting(): void {
    this.#prompting = false;
  }

  note(text: string): void {
    this.#last = undefined;
    this.#print(this.#styled(dim, `${time()} ${text}`));
  }

  message(message: PhoneMessage): void {
    const { externalId, text, type } = message;
    const extras = [...(message.media ?? []).map(fileRow), ...buttonRows(message.buttons ?? [])];
    const body = text || (extras.length > 0 ? '' : `[${type}]`);
    const lines = [...(body === '' ? [] : body.split('\n')), ...extras];
    const rows = `${time()} ◂ ${lines.join(`\n${indent}`)}`.split('\n').map((each) => each.trimEnd());
    const row = rows.pop() ?? '';
    for (const each of rows) this.#print(each);
    this.#print(this.#withTicks(row, externalId));
    this.#last = { externalId, row };
  }

  tick(externalId: string, status: string): void {
    const reached = this.#statuses.get(externalId) ?? '';
    if (order.indexOf(status) > order.indexOf(reached)) this.#statuses.set(externalId, status);
    if (!this.#typing) this.#print(`      ${ticks[status] ?? '✗'} ${status}`);
    else if (this.#last?.externalId === externalId) this.#redraw(this.#last.row, externalId);
  }

  #redraw(row: string, externalId: string): void {
    // A wrapped row cannot be overwritten by going one up.
    if (row.length + 3 >= (this.#output.columns ?? 80)) return;
    this.#output.write(clearLine + lineUp);
    this.#print(this.#withTicks(row, externalId));
  }

  #withTicks(row: string, externalId: string): string {
    const status = this.#statuses.get(externalId);
    if (!this.#typing || status === undefined) return row;
    return `${row} ${this.#styled(status === 'read' ? blue : dim, ticks[status] ?? '')}`;
  }

  #print(line: string): void {
    this.#output.write(this.#typing ? `${clearLine}${line}\n` : `${line}\n`);
    this.prompt();
  }

  #styled(style: string, text: string): string {
    return this.#typing ? style + text + reset : text;
  }
}

function fileRow({ kind, filename, size }: AttachedFile): string {
  const name = filename === undefined ? '' : ` ${filename}`;
  return `[${kind}${name}${size === undefined ? '' : `, ${Math.ceil(size / 1_024)} kB`}]`;
}

/** Titles to be typed: buttons in a row, a list's rows below each other. */
function buttonRows(buttons: readonly ShownButton[]): string[] {
  const isList = buttons.some(({ type, description }) => type === 'row' || description !== undefined);
  const shown = buttons.map(({ title, url, description }) => `[${title}]${after(url)}${after(description)}`);
  if (isList) return shown;
  return shown.length > 0 ? [shown.join(' ')] : [];
}

function after(text: string | undefined): string {
  return text === undefined ? '' : ` ${text}`;
}

function time(): string {
  return new Date().toTimeString().slice(0, 5);
}
