// `chat`: the terminal phone's place on the command line.
import { Option, type Command } from 'commander';
import { loadConfig } from '../platform/config.ts';
import { chatCommand, type ChatOptions } from './chat.ts';

export function addChat(program: Command): void {
  program
    .command('chat')
    .description('A phone in the terminal, for the sandbox: what you type goes to the platform as a signed webhook.')
    .addOption(new Option('--provider <name>', 'which provider carries it').choices(['meta', 'twilio']))
    .option('--from <number>', 'the number of the phone', '+27821234567')
    .option('--name <name>', 'the name on its profile', 'Thandi')
    .option('--sandbox <url>', 'where the sandbox listens (default: that of the running instance)')
    .action(async ({ sandbox, ...options }: ChatOptions & { sandbox?: string }) => {
      const { dataDir } = loadConfig(process.env);
      const place = sandbox === undefined ? {} : { sandboxUrl: sandbox };
      await chatCommand({ ...options, ...place, dataDir }, { input: process.stdin, output: process.stdout });
    });
}
