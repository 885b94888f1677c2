// What a phone shows, as a transcript writes it: text, then choices with their numbers. Buttons, rows of a list and numbered
// text look the same, so one transcript serves every channel.
import type { PhoneMessage } from '../../../src/sandbox/index.ts';

export interface ShownChoice {
  number: number;
  title: string;
  description: string;
}

/** Of several messages: one after the other, as the same words in one message would look. */
export function shownLines(messages: readonly PhoneMessage[]): string[] {
  return tidy(messages.flatMap((message) => ['', ...linesOf(message)]));
}

/** Without what is a matter of layout: blank lines at the ends, several in a row, or before choices. */
export function tidy(lines: readonly string[]): string[] {
  const text = lines.map((line) => line.trimEnd()).join('\n');
  const trimmed = text.replaceAll(/\n{3,}/g, '\n\n').replaceAll(/\n\n(?=\[\d+\] )/g, '\n');
  return trimmed.trim() === '' ? [] : trimmed.trim().split('\n');
}

/** In the order of their numbers. */
export function choicesOf(message: PhoneMessage): ShownChoice[] {
  const buttons = buttonsOf(message);
  if (buttons.length === 0) return numbered(message.text).choices;
  return buttons.map(({ title, description = '' }, index) => ({ number: index + 1, title, description }));
}

function linesOf(message: PhoneMessage): string[] {
  const { media = [], type } = message;
  const buttons = buttonsOf(message);
  const text = buttons.length === 0 ? numbered(message.text).text : message.text;
  const words = text === '' && media.length === 0 ? `[${type}]` : text;
  const files = media.map(({ kind }) => `[${kind}]`);
  return [...files, ...words.split('\n'), ...choicesOf(message).map(choiceLine)];
}

/** A request for a location brings a button of the phone's own: it is no choice, and other channels do not have it. */
function buttonsOf({ buttons = [] }: PhoneMessage) {
  return buttons.filter(({ type }) => type !== 'location');
}

function choiceLine({ number, title, description }: ShownChoice): string {
  return `[${number}] ${title}${description === '' ? '' : ` – ${description}`}`;
}

/** Takes the numbered lines, 1 to n, off the end of a text. */
function numbered(text: string): { text: string; choices: ShownChoice[] } {
  const lines = text.split('\n');
  const first = lines.findLastIndex((line) => line.startsWith('1. '));
  const choices = lines.slice(first).map((line, index) => {
    const [, number, title = '', description = ''] = /^(\d+)\. (.+?)(?: – (.*))?$/.exec(line) ?? [];
    return Number(number) === index + 1 ? { number: index + 1, title, description } : undefined;
  });
  const whole = choices.filter((choice) => choice !== undefined);
  if (first === -1 || whole.length < choices.length) return { text, choices: [] };
  return { text: lines.slice(0, first).join('\n'), choices: whole };
}
