// `doctor`: looks at everything an operator can get wrong, says what to do, and prints what to paste into the consoles.
import type { Command } from 'commander';
import type { Check } from './doctor/check.ts';
import type { ConsoleEntry } from './doctor/consoles.ts';
import { diagnose, type Diagnosis } from './doctor/diagnose.ts';
import { processTerminal, show, type Terminal } from './terminal.ts';

const text = `
Run it with the environment of the process it is about. It changes nothing; in the object store it writes a
small file and deletes it again. It asks the providers whether the channels' credentials work, and calls PUBLIC_URL once. Exit code 1 when there is a problem.

Examples:
  doctor
  doctor --json`;

export function addDoctor(program: Command, terminal: Terminal = processTerminal): void {
  program
    .command('doctor')
    .description('Check configuration, database, channels and addresses; print the webhook URLs for the consoles.')
    .option('--json', 'for programs')
    .addHelpText('after', text)
    .action(async ({ json }: { json?: boolean }) => {
      const diagnosis = await diagnose({ env: terminal.env });
      const isWell = !diagnosis.checks.some(({ state }) => state === 'problem');
      show(terminal, json, { ok: isWell, ...diagnosis }, () => report(diagnosis));
      if (!isWell) terminal.setExitCode(1);
    });
}

function report({ checks, consoles }: Diagnosis): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap((check) => checkLines(check, width));
  return [...lines, '', ...consoles.flatMap(consoleLines), summary(checks)].join('\n');
}

function checkLines({ name, state, detail, fix }: Check, width: number): string[] {
  const indent = ' '.repeat('problem'.length + width + 6);
  const line = `${state.padEnd('problem'.length)}   ${name.padEnd(width)}   ${detail.replaceAll('\n', `\n${indent}`)}`;
  return fix === undefined ? [line] : [line, `${indent}-> ${fix}`];
}

function consoleLines({ channel, place, fields }: ConsoleEntry): string[] {
  const width = Math.max(...fields.map(({ label }) => label.length));
  return [
    `For ${channel}, in ${place}:`,
    ...fields.map(({ label, value }) => `  ${label.padEnd(width)}   ${value}`),
    '',
  ];
}

function summary(checks: readonly Check[]): string {
  const count = (wanted: Check['state']) => checks.filter(({ state }) => state === wanted).length;
  const [problems, warnings] = [count('problem'), count('warning')];
  if (problems + warnings === 0) return 'All is well.';
  return `Problems: ${problems}. Warnings: ${warnings}.`;
}
