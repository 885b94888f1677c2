// The one key pair of a data directory: made once, readable by its owner only.
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

/** Those of the directory; undefined when it has none yet. */
export async function findCredentials(home: string): Promise<Credentials | undefined> {
  const text = await readFile(fileOf(home), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as Credentials);
}

export async function readOrCreateCredentials(home: string): Promise<Credentials> {
  const existing = await findCredentials(home);
  if (existing) return existing;
  const fresh = {
    accessKeyId: `DEV${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
  };
  await mkdir(home, { recursive: true, mode: 0o700 });
  const temporary = `${fileOf(home)}.${randomBytes(6).toString('hex')}`;
  await writeFile(temporary, JSON.stringify(fresh), { mode: 0o600, flush: true });
  try {
    // Whole or not at all, and never over those that another process made at the same time.
    await link(temporary, fileOf(home));
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await findCredentials(home))!;
  } finally {
    await rm(temporary, { force: true });
  }
}

const fileOf = (home: string) => path.join(home, 'credentials.json');
