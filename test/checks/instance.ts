// The program as a newcomer starts it: one command in a terminal of its own, on a fresh data directory and free ports,
// until Ctrl-C. For checks that are about commands, not about code.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { freePorts } from '../../src/platform/ports.ts';
import { scratchDir } from '../support/scratch.ts';
import { until } from '../support/until.ts';

export const root = path.join(import.meta.dirname, '../..');

const portKeys = { PORT: 8080, GRPC_PORT: 50051, METRICS_PORT: 9464, SANDBOX_PORT: 9090, S3_PORT: 9390 };

/** A terminal of its own: variables with a fresh data directory and free ports, and what was printed so far. */
export interface Terminal {
  env: NodeJS.ProcessEnv;
  /** The command with the default ports replaced by the terminal's. */
  withPorts(command: string): string;
  remove(): Promise<void>;
}

export async function openTerminal(): Promise<Terminal> {
  const scratch = await scratchDir('terminal');
  const keys = Object.keys(portKeys);
  const free = await freePorts(keys.length);
  const ports = Object.fromEntries(keys.map((key, index) => [key, String(free[index])]));
  const numbers = new Map(Object.entries(portKeys).map(([key, usual]) => [String(usual), ports[key]!]));
  return {
    env: { ...plainEnvironment(), ...ports, SWITCHBOARD_DATA_DIR: scratch.dir },
    withPorts: (command) =>
      command.replaceAll(/\b(8080|50051|9464|9090|9390)\b/g, (usual) => numbers.get(usual) ?? usual),
    remove: () => scratch.remove(),
  };
}

/** What npm and deploy/run added is taken out again: a user's shell does not have it. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const own = path.join(root, 'node_modules');
  const entries = (process.env['PATH'] ?? '').split(path.delimiter);
  const foreign = (entry: string) => !entry.startsWith(own) && !entry.includes('node-gyp-bin');
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD)/i.test(name));
  return { ...Object.fromEntries(kept), PATH: entries.filter(foreign).join(path.delimiter) };
}

export interface Instance {
  /** Presses Ctrl-C. Throws unless the program ends well, soon, and leaves no process behind. */
  stop(): Promise<void>;
}

const readyMs = 90_000;
const stopMs = 30_000;

/** Resolves once the receiver says it is ready. */
export async function startInstance(command: string, { env }: Terminal): Promise<Instance> {
  const child = spawn('bash', ['-c', command], { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)));
  const told = (what: string) => new Error(`${command}: ${what}\n${printed.slice(-4_000)}`);
  try {
    await until('ready', () => hasEnded(child) || isReady(env), readyMs);
    if (hasEnded(child)) throw told('ended before it was ready');
  } catch (error) {
    await kill(child);
    throw error instanceof Error && error.message.startsWith(command) ? error : told('did not become ready');
  }
  const stop = async () => {
    signal(child, 'SIGINT');
    await until('ended', () => hasEnded(child), stopMs).catch(async () => {
      await kill(child);
      throw told(`did not end within ${stopMs / 1000} s of Ctrl-C`);
    });
    if (child.exitCode !== 0) throw told(`ended with ${child.exitCode ?? child.signalCode}`);
    const left = await processesOf(env['SWITCHBOARD_DATA_DIR']!);
    if (left.length > 0) throw told(`left processes behind:\n${left.join('\n')}`);
  };
  return { stop };
}

async function isReady(env: NodeJS.ProcessEnv): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${env['PORT']}/readyz`).catch(() => undefined);
  return response?.status === 200;
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** To the whole group, as a terminal does. */
function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, name);
}

// The program's own Postgres is in a session of its own and is stopped by the program: ask before forcing.
async function kill(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  signal(child, 'SIGTERM');
  await until('terminated', () => hasEnded(child), 10_000).catch(() => signal(child, 'SIGKILL'));
}

/** Command lines of processes that have to do with a directory. Empty where the system does not tell (not Linux). */
async function processesOf(dir: string): Promise<string[]> {
  const ids = (await readdir('/proc').catch(() => [])).filter(
    (name) => /^\d+$/.test(name) && Number(name) !== process.pid,
  );
  const found = await Promise.all(
    ids.map(async (id) => {
      const read = (name: string) => readFile(`/proc/${id}/${name}`, 'utf8').catch(() => '');
      const [command, environment] = await Promise.all([read('cmdline'), read('environ')]);
      const workingDir = await readlink(`/proc/${id}/cwd`).catch(() => '');
      const concerns = command.includes(dir) || environment.includes(dir) || workingDir.startsWith(dir);
      return concerns ? [`${id} ${command.replaceAll('\0', ' ')}`] : [];
    }),
  );
  return found.flat();
}
