// `npm start` on a machine with nothing: it starts, is killed, starts again and stops, leaving nothing behind.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect } from 'chai';
import { freePorts } from '../../src/platform/ports.ts';
import { isAlive } from '../support/cluster.ts';
import { scratchDir } from '../support/scratch.ts';
import { until } from '../support/until.ts';

const main = path.join(import.meta.dirname, '../../src/main.ts');

describe('the embedded instance', function embedded() {
  this.timeout(60_000);
  let scratch: { dir: string; remove(): Promise<void> };
  let env: NodeJS.ProcessEnv;
  let children: ChildProcess[];

  beforeEach(async () => {
    scratch = await scratchDir('embedded');
    children = [];
    const [PORT, GRPC_PORT, METRICS_PORT, SANDBOX_PORT, S3_PORT] = (await freePorts(5)).map(String);
    env = {
      ...process.env,
      SWITCHBOARD_DATA_DIR: scratch.dir,
      PORT,
      GRPC_PORT,
      METRICS_PORT,
      SANDBOX_PORT,
      S3_PORT,
      LOG_LEVEL: 'info',
    };
    delete env['DATABASE_URL'];
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.map(exited));
    await scratch.remove();
  });

  function run(args: string[], input?: string) {
    const child = spawn(process.execPath, [main, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stdin.end(input);
    children.push(child);
    return { child, output: () => output };
  }
  const started = async () => {
    const { child, output } = run(['start']);
    await until('it has started', () => output().includes('"started"') || child.exitCode !== null, 30_000);
    expect(child.exitCode, output()).to.equal(null);
    return { child, output };
  };
  const postmaster = async () =>
    Number((await readFile(path.join(scratch.dir, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0]);

  it('prints where it listens, a ready key and the next command, and answers a phone', async () => {
    const { output } = await started();
    expect(output())
      .to.match(/receiver +http:\/\/127\.0\.0\.1:\d+/)
      .and.match(/storage +http:\/\/127\.0\.0\.1:\d+ +a development server/)
      .and.match(/api key +sb_/)
      .and.include('npm run chat');
    const chat = run(['chat', '--provider', 'meta'], 'hello\n');
    expect(await exited(chat.child)).to.equal(0);
    expect(chat.output()).to.include('[Echo] hello');
  });

  it('recovers after kill -9, and stops on SIGINT leaving no process', async () => {
    const first = await started();
    first.child.kill('SIGKILL');
    await exited(first.child);
    const orphan = await postmaster();
    expect(isAlive(orphan)).to.equal(true);
    const second = await started();
    const chat = run(['chat', '--provider', 'twilio'], 'again\n');
    expect(await exited(chat.child)).to.equal(0);
    expect(chat.output()).to.include('[Echo] again');
    const running = await postmaster();
    second.child.kill('SIGINT');
    expect(await exited(second.child)).to.equal(0);
    expect(isAlive(running)).to.equal(false);
    expect(isAlive(orphan)).to.equal(false);
  });

  it('refuses to start twice on one data directory, and says so', async () => {
    await started();
    const second = run(['start']);
    expect(await exited(second.child)).to.equal(1);
    expect(second.output()).to.include('already running').and.include('SWITCHBOARD_DATA_DIR');
  });

  it('names the port that is in use and the setting to change, and leaves nothing running', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(Number(env['PORT']), '127.0.0.1', resolve));
    const refused = run(['start']);
    expect(await exited(refused.child)).to.equal(1);
    expect(refused.output()).to.include(`Port ${env['PORT']} is in use`).and.include('PORT=');
    expect(refused.output()).not.to.include('    at ');
    await new Promise((resolve) => server.close(resolve));
    await started();
  });

  it('refuses a data directory of another Postgres version', async () => {
    const { child } = await started();
    child.kill('SIGINT');
    await exited(child);
    await writeFile(path.join(scratch.dir, 'postgres/data/PG_VERSION'), '15\n');
    const refused = run(['start']);
    expect(await exited(refused.child)).to.equal(1);
    expect(refused.output()).to.include('was made by Postgres 15').and.include('DATABASE_URL');
    expect(refused.output()).not.to.include('    at ');
  });
});

function exited(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}
