// Encrypts channel secrets at rest, and makes the keys that callers of the api carry.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError, type Config } from './config.ts';

/** Seals and opens small JSON values with AES-256-GCM. Opening fails when the value was altered or the key is another. */
export interface SecretBox {
  seal(value: unknown): Buffer;
  open(sealed: Buffer): unknown;
}

const nonceBytes = 12;
const tagBytes = 16;

/** @param masterKey 64 hexadecimal digits. */
export function createSecretBox(masterKey: string): SecretBox {
  const key = Buffer.from(masterKey, 'hex');
  return {
    seal(value) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open(sealed) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
        decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
        const plain = Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]);
        return JSON.parse(plain.toString('utf8'));
      } catch (error) {
        throw new ConfigError(
          'Channel secrets cannot be read: SWITCHBOARD_MASTER_KEY is not the key they were written with.',
          {
            cause: error,
          },
        );
      }
    },
  };
}

/** The key as configured; for the embedded database, one of its own. Throws ConfigError when neither is there. */
export async function masterKeyOf(config: Pick<Config, 'masterKey' | 'databaseUrl' | 'dataDir'>): Promise<string> {
  if (config.masterKey) return config.masterKey;
  if (config.databaseUrl === undefined) return readOrCreateMasterKey(config.dataDir);
  throw new ConfigError(
    'SWITCHBOARD_MASTER_KEY is needed with DATABASE_URL: it encrypts channel secrets. Make one: openssl rand -hex 32',
  );
}

// Losing it means losing the channels' secrets, so it lies beside the database it belongs to.
async function readOrCreateMasterKey(dir: string): Promise<string> {
  const file = path.join(dir, 'master-key');
  const existing = await readFile(file, 'utf8').catch(() => undefined);
  if (existing !== undefined) return existing.trim();
  await mkdir(dir, { recursive: true });
  const key = randomBytes(32).toString('hex');
  await writeFile(file, key, { mode: 0o600 });
  await chmod(file, 0o600);
  return key;
}

/** A new api key: 256 random bits behind a prefix that secret scanners can find. */
export function newApiKey(): string {
  return `sb_${randomBytes(32).toString('base64url')}`;
}

/** What is stored of an api key. It is random, so a fast hash is enough. */
export function hashApiKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
