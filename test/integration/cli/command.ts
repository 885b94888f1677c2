// Runs a command as the command line does, on streams of its own; or the whole program as a process.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { Readable } from 'node:stream';
import { Command } from 'commander';
import type { Terminal } from '../../../src/cli/terminal.ts';
import { testMasterKey } from '../../support/platform.ts';

export interface Ran {
  out: string;
  notes: string;
  /** Message of what was thrown. */
  error: string | undefined;
  code: number;
}

export interface RunOptions {
  env: NodeJS.ProcessEnv;
  input?: string;
}

type Add = (program: Command, terminal: Terminal) => void;

export async function run(add: Add, args: readonly string[], { env, input = '' }: RunOptions): Promise<Ran> {
  const ran: Ran = { out: '', notes: '', error: undefined, code: 0 };
  const terminal: Terminal = {
    env,
    input: Readable.from([input]),
    print: (text) => (ran.out += `${text}\n`),
    note: (text) => (ran.notes += `${text}\n`),
    setExitCode: (code) => (ran.code = code),
  };
  const program = new Command('switchboard').exitOverride().configureOutput({
    writeErr: (text) => (ran.notes += text),
    writeOut: (text) => (ran.out += text),
  });
  add(program, terminal);
  for (const command of program.commands) inherit(command, program);
  await program.parseAsync(args, { from: 'user' }).catch((error: unknown) => {
    ran.error = error instanceof Error ? error.message : String(error);
    ran.code = 1;
  });
  return ran;
}

// Subcommands made before the settings do not have them.
function inherit(command: Command, parent: Command): void {
  command.copyInheritedSettings(parent);
  for (const each of command.commands) inherit(each, command);
}

/** What the command said, as JSON. Throws with its error when it failed. */
export async function runJson<T>(add: Add, args: readonly string[], options: RunOptions): Promise<T> {
  const ran = await run(add, [...args, '--json'], options);
  if (ran.error !== undefined) throw new Error(ran.error);
  return JSON.parse(ran.out) as T;
}

export function envOf(databaseUrl: string): NodeJS.ProcessEnv {
  return {
    DATABASE_URL: databaseUrl,
    SWITCHBOARD_MASTER_KEY: testMasterKey,
    SWITCHBOARD_DATA_DIR: '/nonexistent/switchboard',
  };
}

const main = path.join(import.meta.dirname, '../../../src/main.ts');

/** The program as a process of its own. */
export async function runProcess(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  const child = spawn(process.execPath, [main, ...args], { env: { PATH: process.env['PATH'], ...env } });
  const ran: Ran = { out: '', notes: '', error: undefined, code: 0 };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ran.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ran.notes += text));
  child.stdin.end();
  ran.code = await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  return ran;
}
