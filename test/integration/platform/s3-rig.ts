// An embedded S3 server of a test's own with one bucket, and signed calls to it.
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { startEmbeddedS3, type EmbeddedS3 } from '../../../src/platform/embedded-s3/server.ts';
import { scratchDir } from '../../support/scratch.ts';
import { signedCall, type Call, type Reply } from './signed-request.ts';

export interface S3Rig {
  server: EmbeddedS3;
  dir: string;
  call(call: Call): Promise<Reply>;
  /** Into the bucket named `bucket`. */
  put(key: string, body: Buffer | string, headers?: { [name: string]: string }): Promise<Reply>;
  get(key: string, headers?: { [name: string]: string }): Promise<Reply>;
  /** What is being written, or was left by what broke. */
  unnamedFiles(): Promise<string[]>;
  /** With the SDK's own defaults. */
  sdk: S3Client;
  /** Throws what the server was at fault for. */
  close(): Promise<void>;
}

export async function startS3Rig(): Promise<S3Rig> {
  const scratch = await scratchDir('s3');
  const errors: unknown[] = [];
  const server = await startEmbeddedS3({ dir: scratch.dir, port: 0, onError: (error) => errors.push(error) });
  const { url: endpoint, credentials } = server;
  const sdk = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials: { ...credentials } });
  const call = (options: Call) => signedCall(endpoint, credentials, options);
  await call({ method: 'PUT', target: '/bucket' });
  return {
    server,
    dir: scratch.dir,
    call,
    put: (key, body, headers = {}) => call({ method: 'PUT', target: `/bucket/${key}`, body, headers }),
    get: (key, headers = {}) => call({ method: 'GET', target: `/bucket/${key}`, headers }),
    unnamedFiles: () => readdir(path.join(scratch.dir, 'tmp')),
    sdk,
    close: async () => {
      sdk.destroy();
      await server.close();
      await scratch.remove();
      if (errors.length > 0) throw new AggregateError(errors, 'the server was at fault');
    },
  };
}
