// An object store of a test's own: the embedded server in a scratch directory. Cheap until it is used.
import path from 'node:path';
import { startEmbeddedS3 } from '../../src/platform/embedded-s3/server.ts';
import { createObjectStore } from '../../src/platform/objects-s3.ts';
import type { ObjectStore, ObjectStoreSettings } from '../../src/platform/objects.ts';
import { scratchDir } from './scratch.ts';

export interface TestObjects {
  store: ObjectStore;
  /** For clients and processes of the test's own. */
  settings: ObjectStoreSettings;
  /** The same as environment variables. */
  env: { [key: string]: string };
  /** One file an object. */
  bucketDir: string;
  close(): Promise<void>;
}

export async function testObjects(): Promise<TestObjects> {
  const scratch = await scratchDir('objects');
  const bucket = 'switchboard';
  const { url: endpoint, credentials, close } = await startEmbeddedS3({ dir: scratch.dir, port: 0, bucket });
  const settings = { endpoint, region: 'us-east-1', bucket, ...credentials, forcePathStyle: true };
  const store = createObjectStore(settings);
  return {
    store,
    settings,
    env: {
      S3_ENDPOINT: endpoint,
      S3_ACCESS_KEY_ID: credentials.accessKeyId,
      S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    bucketDir: path.join(scratch.dir, 'buckets', bucket),
    close: async () => {
      store.close();
      await close();
      await scratch.remove();
    },
  };
}
