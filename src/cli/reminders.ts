// `reminders`: taking over a file of them, looking at them, calling them off.
import type { Command } from 'commander';
import type { Terminal } from './terminal.ts';
import { processTerminal } from './terminal.ts';
import { add } from './reminders/add.ts';
import { cancel } from './reminders/cancel.ts';
import { importFile } from './reminders/import.ts';
import { list, showOne } from './reminders/list.ts';

const examples = `
Examples:
  reminders add --to +27821234567 --channel clinic-meta --template appointment_reminder --language es_MX \\
       --param 1=María --param 2=Firulais --param 3="lunes 7 de diciembre" --param 4=10:30 --param 5="la Clínica"
  reminders add --to +525512345678 --template visit --param 1=Ana --local 2030-03-08T09:00 --zone America/Mexico_City
  reminders import appointments.csv --tenant "City of Tshwane" --dry-run
  reminders import appointments.csv --tenant "City of Tshwane" --errors errors.ndjson
  reminders list --state scheduled --from 2030-03-08T00:00:00Z
  reminders list --reference "appointment 4711" --json
  reminders show 0199d3a1-5f0c-7d11-b0a3-6c8e8f0d2a11
  reminders cancel 0199d3a1-5f0c-7d11-b0a3-6c8e8f0d2a11
The columns and fields of a file are in deploy/reminders.md. Importing a file again adds only what is new in it.`;

const tenantOption = ['--tenant <tenant>', 'whose: a name or id (default: the only one there is)'] as const;
const jsonOption = ['--json', 'for programs'] as const;

function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value];
}

export function addReminders(program: Command, terminal: Terminal = processTerminal): void {
  const reminders = program.command('reminders').description('Templates that go out at their time.');
  reminders.addHelpText('after', examples);
  reminders
    .command('add')
    .description('Enqueue one. Without a time it is due at once.')
    .requiredOption('--to <phone>', 'whom to remind, in E.164')
    .requiredOption('--template <name>', 'what they get')
    .option('--language <code>', 'of the template', 'en')
    .option('--param <key=value>', 'what fills it: 1=Ana or name=Ana', collect, [])
    .option('--at <time>', 'when: 2030-03-08T07:00:00Z')
    .option('--local <time>', 'when, by the clock of --zone: 2030-03-08T09:00')
    .option('--zone <zone>', 'IANA')
    .option('--reference <text>', 'what the scheduler calls it')
    .option('--channel <channel>', 'which one sends, when there are several: its name or id')
    .option(...tenantOption)
    .option(...jsonOption)
    .action((options: Parameters<typeof add>[1]) => add(terminal, options));
  reminders
    .command('import')
    .description('Take over the reminders of a file: .csv, .tsv, .ndjson or .jsonl.')
    .argument('<file>')
    .option(...tenantOption)
    .option('--channel <channel>', 'for rows that name none: its name or id')
    .option('--dry-run', 'check everything, and take over nothing')
    .option('--errors <file>', 'where to write what is wrong, a line of JSON for each bad row')
    .option(...jsonOption)
    .action((file: string, options: Parameters<typeof importFile>[2]) => importFile(terminal, file, options));
  reminders
    .command('list')
    .description('By their next time, or their last, latest first.')
    .option(...tenantOption)
    .option('--state <state>', 'scheduled, done or cancelled')
    .option('--contact <id>', 'only of this contact, and of its phones')
    .option('--phone <phone>', 'only for this phone, in E.164')
    .option('--reference <reference>', 'only with exactly this one')
    .option('--from <time>', 'not before then: 2030-03-08T00:00:00Z')
    .option('--until <time>', 'before then')
    .option('--limit <count>', 'how many at most', '50')
    .option(...jsonOption)
    .action((options: Parameters<typeof list>[1]) => list(terminal, options));
  reminders
    .command('show')
    .description('One reminder, and what became of it.')
    .argument('<id>')
    .option(...tenantOption)
    .option(...jsonOption)
    .action((id: string, options: Parameters<typeof showOne>[2]) => showOne(terminal, id, options));
  reminders
    .command('cancel')
    .description('Call reminders off. What waits to be sent is taken back.')
    .argument('<id...>')
    .option(...tenantOption)
    .option(...jsonOption)
    .action((ids: string[], options: Parameters<typeof cancel>[2]) => cancel(terminal, ids, options));
}
