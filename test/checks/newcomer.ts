// The first five minutes, in short: `npm start`, a line typed into `npm run chat` for each provider is answered, Ctrl-C
// leaves nothing behind.
import { spawnSync } from 'node:child_process';
import { openTerminal, root, startInstance, type Terminal } from './instance.ts';

const terminal = await openTerminal();
try {
  const instance = await startInstance('npm start', terminal);
  try {
    for (const provider of ['meta', 'twilio']) chat(terminal, provider);
  } finally {
    await instance.stop();
  }
} finally {
  await terminal.remove();
}
console.log('A newcomer is answered.');

function chat({ env }: Terminal, provider: string): void {
  const input = `Hello over ${provider}\n`;
  const args = ['run', '--silent', 'chat', '--', '--provider', provider];
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: root,
    env,
    input,
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (status === 0 && stdout.includes(`[Echo] Hello over ${provider}`)) return;
  throw new Error(`the chat over ${provider} was not answered (exit ${status}):\n${stdout}${stderr}`);
}
