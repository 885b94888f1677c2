// The object store against the embedded server, and against TEST_S3_ENDPOINT when that is set (with TEST_S3_ACCESS_KEY_ID,
// TEST_S3_SECRET_ACCESS_KEY, and optionally TEST_S3_REGION and TEST_S3_BUCKET).
import { startEmbeddedS3, type EmbeddedS3 } from '../../../src/platform/embedded-s3/server.ts';
import type { ObjectStoreSettings } from '../../../src/platform/objects.ts';
import { scratchDir } from '../../support/scratch.ts';
import { describeObjectStore } from './objects-contract.ts';

describe('the object store on the embedded server', () => {
  let server: EmbeddedS3;
  let scratch: { dir: string; remove(): Promise<void> };
  const errors: unknown[] = [];
  before(async () => {
    scratch = await scratchDir('s3');
    server = await startEmbeddedS3({ dir: scratch.dir, port: 0, onError: (error) => errors.push(error) });
  });
  after(async () => {
    await server.close();
    await scratch.remove();
    if (errors.length > 0) throw new AggregateError(errors, 'the server was at fault');
  });
  describe('as any store', () => {
    describeObjectStore(() => ({
      endpoint: server.url,
      region: 'us-east-1',
      bucket: 'contract',
      ...server.credentials,
      forcePathStyle: true,
    }));
  });
});

const given = process.env['TEST_S3_ENDPOINT'];
(given ? describe : describe.skip)('the object store at TEST_S3_ENDPOINT', function endpoint() {
  this.timeout(120_000);
  describeObjectStore((): ObjectStoreSettings => ({
    endpoint: given!,
    region: process.env['TEST_S3_REGION'] ?? 'us-east-1',
    bucket: process.env['TEST_S3_BUCKET'] ?? 'switchboard-contract',
    accessKeyId: process.env['TEST_S3_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: process.env['TEST_S3_SECRET_ACCESS_KEY'] ?? '',
    forcePathStyle: true,
  }));
});
