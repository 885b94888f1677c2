// Secrets on their way in. `-` asks for one: at a terminal without showing it, else the next line of standard input. So it
// lands neither in the shell's history nor in the list of processes. They are never printed.
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from './report.ts';
import type { Terminal } from './terminal.ts';

export const secretHelp = `
Secrets: give - to be asked for one without showing it, or to read it from standard input, a line for each in the order of
the options in this help. Given in full on the command line, a secret stays in the shell's history.`;

export interface SecretOption {
  /** As typed: --access-token. */
  option: string;
  /** What it is called in the channel's secrets. */
  name: string;
  given: string | undefined;
}

/** In the order of the options. Throws UsageError for one that is empty, has blanks, or is not there to be read. */
export async function readSecrets(
  terminal: Terminal,
  wanted: readonly SecretOption[],
): Promise<{ [name: string]: string }> {
  const asked = wanted.filter(({ given }) => given === '-');
  const typed = asked.length === 0 ? [] : await ask(terminal, asked);
  const answers = new Map(asked.map(({ name }, index) => [name, typed[index]]));
  const secrets: { [name: string]: string } = {};
  for (const { option, name, given } of wanted) {
    if (given === undefined) continue;
    secrets[name] = usable(option, given === '-' ? answers.get(name) : given);
  }
  return secrets;
}

function usable(option: string, secret: string | undefined): string {
  const trimmed = secret?.trim() ?? '';
  if (trimmed === '') throw new UsageError(`${option}: nothing was given. With - it is read from standard input.`);
  if (/\s/.test(trimmed)) throw new UsageError(`${option}: a secret has no blanks in it.`);
  return trimmed;
}

async function ask({ input, note }: Terminal, asked: readonly SecretOption[]): Promise<string[]> {
  const interactive = input.isTTY === true;
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: hidden, terminal: interactive });
  lines.on('SIGINT', () => process.exit(130));
  const answers: string[] = [];
  if (interactive) note(`${asked[0]?.option} (not shown):`);
  try {
    for await (const line of lines) {
      answers.push(line);
      const next = asked[answers.length];
      if (!next) break;
      if (interactive) note(`${next.option} (not shown):`);
    }
  } finally {
    lines.close();
  }
  return answers;
}
