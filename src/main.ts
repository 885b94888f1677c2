// The command line: commands and nothing else. Each lives in src/cli.
import { Command } from 'commander';
import { addChannels } from './cli/channels.ts';
import { addChat } from './cli/chat-command.ts';
import { addDoctor } from './cli/doctor.ts';
import { addGroups } from './cli/groups.ts';
import { addJobs } from './cli/jobs.ts';
import { addKeys } from './cli/keys.ts';
import { addMigrate } from './cli/migrate.ts';
import { addNotices } from './cli/notices.ts';
import { addReminders } from './cli/reminders.ts';
import { reportFailure } from './cli/report.ts';
import { addSend } from './cli/send.ts';
import { addSla } from './cli/sla.ts';
import { addStart } from './cli/start.ts';
import { addTemplates } from './cli/templates.ts';
import { addTenants } from './cli/tenants.ts';

const program = new Command('switchboard')
  .description('An open WhatsApp messaging platform.')
  .showHelpAfterError('(--help shows what there is)');

addStart(program);
addMigrate(program);
addChat(program);
addSend(program);
addTemplates(program);
addReminders(program);
addTenants(program);
addChannels(program);
addKeys(program);
addSla(program);
addGroups(program);
addNotices(program);
addJobs(program);
addDoctor(program);

try {
  await program.parseAsync();
} catch (error) {
  reportFailure(error);
}
