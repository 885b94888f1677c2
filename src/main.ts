// The command line: commands and nothing else. Each lives in src/cli.
import { Command } from 'commander';
import { addChat } from './cli/chat-command.ts';
import { addMigrate } from './cli/migrate.ts';
import { addStart } from './cli/start.ts';
import { reportFailure } from './cli/report.ts';

const program = new Command('switchboard')
  .description('An open WhatsApp messaging platform.')
  .showHelpAfterError('(--help shows what there is)');

addStart(program);
addMigrate(program);
addChat(program);

try {
  await program.parseAsync();
} catch (error) {
  reportFailure(error);
}
