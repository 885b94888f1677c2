// `chat`: the terminal phone's place on the command line.
import { Option, type Command } from 'commander';
import { loadConfig } from '../platform/config.ts';
import { demoPlaces } from '../sandbox/demo.ts';
import { commandsHelp } from './chat/acts.ts';
import { chatCommand, type ChatOptions } from './chat.ts';

const help = `
npm start has these numbers, each at Meta and at Twilio:
${demoPlaces.map(({ name, about }) => `  ${name.padEnd(9)}${about}`).join('\n')}

What is not words begins with a slash:
${commandsHelp.map((line) => `  ${line}`).join('\n')}

Examples:
  npm run chat -- --channel factory-meta
  npm run chat -- --channel city-twilio --from +5215512345678
  echo "Good morning" | npm run chat`;

export function addChat(program: Command): void {
  program
    .command('chat')
    .description('A phone in the terminal, for the sandbox: what you type goes to the platform as a signed webhook.')
    .option('--channel <name>', 'whom to write to, such as factory-meta, or city with --provider, or a number')
    .addOption(new Option('--provider <name>', 'which provider carries it').choices(['meta', 'twilio']))
    .option('--from <number>', 'the number of the phone', '+27821234567')
    .option('--name <name>', 'the name on its profile', 'Thandi')
    .option('--sandbox <url>', 'where the sandbox listens (default: that of the running instance)')
    .addHelpText('after', help)
    .action(async ({ sandbox, ...options }: ChatOptions & { sandbox?: string }) => {
      const { dataDir } = loadConfig(process.env);
      const place = sandbox === undefined ? {} : { sandboxUrl: sandbox };
      await chatCommand({ ...options, ...place, dataDir }, { input: process.stdin, output: process.stdout });
    });
}
