// Where a command reads and writes: the process' own streams, or a test's.
import type { Readable } from 'node:stream';

export interface Terminal {
  env: NodeJS.ProcessEnv;
  input: Readable & { isTTY?: boolean };
  /** The result: what a program may read. */
  print(text: string): void;
  /** Hints and questions: for people only. */
  note(text: string): void;
  setExitCode(code: number): void;
  /** Writes over the line below everything, until it is given a line break. Absent where nobody watches. */
  redraw?: (text: string) => void;
}

export const processTerminal: Terminal = {
  env: process.env,
  input: process.stdin,
  print: (text) => console.log(text),
  note: (text) => console.error(text),
  setExitCode: (code) => {
    process.exitCode = code;
  },
  ...(process.stderr.isTTY ? { redraw: (text) => process.stderr.write(text === '\n' ? text : `\r${text}\x1B[K`) } : {}),
};

/** A result as JSON for programs, or as text for people. */
export function show(terminal: Terminal, json: boolean | undefined, value: unknown, text: () => string): void {
  terminal.print(json === true ? JSON.stringify(value, null, 2) : text());
}

/** Columns as wide as their widest cell. @param empty what is said instead of a table without rows. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[], empty: string): string {
  if (rows.length === 0) return empty;
  const lines = [headings.map((heading) => heading.toUpperCase()), ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}

/** `2026-11-21 04:02:42Z`; a dash for none. */
export function time(at: Date | null): string {
  return at === null
    ? '-'
    : at
        .toISOString()
        .replace('T', ' ')
        .replace(/\.\d+Z$/, 'Z');
}
