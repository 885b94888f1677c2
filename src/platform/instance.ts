// The data directory of an embedded instance: who is using it, and what other commands need to know of it.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from './config.ts';

/** Written to `<dataDir>/runtime.json` while an instance runs. */
export interface InstanceInfo {
  pid: number;
  databaseUrl?: string;
  receiverUrl?: string;
  grpcAddress?: string;
  metricsUrl?: string;
  sandboxUrl?: string;
  /** Of the embedded store; its keys are in the data directory. */
  objectsUrl?: string;
  apiKey?: string;
}

const fileOf = (dataDir: string) => path.join(dataDir, 'runtime.json');

/** Claims the directory for this process. Throws ConfigError when another one that is alive has it. */
export async function claimDataDir(dataDir: string): Promise<void> {
  const running = await findInstance(dataDir);
  if (running && running.pid !== process.pid) {
    throw new ConfigError(
      `Switchboard is already running on ${path.resolve(dataDir)} (process ${running.pid}). Stop it first, ` +
        `or choose another directory and other ports: SWITCHBOARD_DATA_DIR=.other PORT=8081 GRPC_PORT=50052 METRICS_PORT=9465 SANDBOX_PORT=9091 S3_PORT=9391.`,
    );
  }
  await publishInstance(dataDir, { pid: process.pid });
}

/** The instance that runs on this directory, if one does: what a killed one left behind does not count. */
export async function findInstance(dataDir: string): Promise<InstanceInfo | undefined> {
  const info = await readFile(fileOf(dataDir), 'utf8')
    .then((text) => JSON.parse(text) as InstanceInfo)
    .catch(() => undefined);
  return info && (await isSwitchboard(info.pid)) ? info : undefined;
}

export async function publishInstance(dataDir: string, info: InstanceInfo): Promise<void> {
  await mkdir(dataDir, { recursive: true }).catch((error: unknown) => {
    throw new ConfigError(
      `The data directory ${path.resolve(dataDir)} cannot be made. Choose another with SWITCHBOARD_DATA_DIR.`,
      {
        cause: error,
      },
    );
  });
  const temporary = `${fileOf(dataDir)}.${process.pid}`;
  // It may hold the demo's api key.
  await writeFile(temporary, JSON.stringify(info, null, 2), { mode: 0o600 });
  await rename(temporary, fileOf(dataDir));
}

export async function retractInstance(dataDir: string): Promise<void> {
  await rm(fileOf(dataDir), { force: true });
}

// A process id is used again after a while: where the system tells what runs under it, look.
async function isSwitchboard(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return commandLine === undefined || /main\.ts|mocha/.test(commandLine);
}
