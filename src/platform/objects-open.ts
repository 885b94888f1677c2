// The object store that the configuration asks for: the one it names, or a development server of this process.
import path from 'node:path';
import { ConfigError, type Config } from './config.ts';
import { startEmbeddedS3, type EmbeddedS3 } from './embedded-s3/server.ts';
import { createObjectStore } from './objects-s3.ts';
import type { ObjectStore } from './objects.ts';
import { portError } from './ports.ts';

export interface OpenObjects {
  store: ObjectStore;
  url: string;
  /** Whether it is the embedded development server. */
  isDevelopment: boolean;
  close(): Promise<void>;
}

/**
 * The embedded server listens when it resolves, and has its bucket; of any other nothing is known yet. Undefined when none is
 * configured and this is no place for the embedded one: several machines may share the database, but not its files.
 * Throws ConfigError when the port or the directory cannot be had.
 *
 * @param onError told of faults of the embedded server.
 */
export async function openObjects(config: Config, onError: (error: unknown) => void): Promise<OpenObjects | undefined> {
  const { objectStore: settings, databaseUrl, sandbox } = config;
  if (settings) {
    const store = createObjectStore(settings);
    return { store, url: settings.endpoint, isDevelopment: false, close: () => Promise.resolve(store.close()) };
  }
  if (databaseUrl !== undefined && !sandbox) return undefined;
  const server = await startEmbedded(config, onError);
  const store = embeddedStore(config, server);
  const close = async () => {
    store.close();
    await server.close();
  };
  return { store, url: server.url, isDevelopment: true, close };
}

export const embeddedStoreDir = (dataDir: string) => path.join(dataDir, 'objects');

/** A client of an embedded server that runs already. */
export function embeddedStore(
  { objectStoreBucket: bucket }: Pick<Config, 'objectStoreBucket'>,
  { url, credentials }: Pick<EmbeddedS3, 'url' | 'credentials'>,
): ObjectStore {
  return createObjectStore({ endpoint: url, region: 'us-east-1', bucket, ...credentials, forcePathStyle: true });
}

async function startEmbedded(config: Config, onError: (error: unknown) => void): Promise<EmbeddedS3> {
  const { dataDir, objectStorePort: port, objectStoreBucket: bucket } = config;
  try {
    return await startEmbeddedS3({ dir: embeddedStoreDir(dataDir), port, bucket, onError });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === 'listen') throw portError(error, 'S3_PORT', port);
    const place = path.resolve(embeddedStoreDir(dataDir));
    throw new ConfigError(
      `The development storage cannot use the directory ${place}. Choose another with SWITCHBOARD_DATA_DIR=/path, ` +
        'or set S3_ENDPOINT to use a store of your own.',
      { cause: error },
    );
  }
}
