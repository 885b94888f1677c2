// An embedded S3 server as a process of its own, to be killed: says where it is, then runs until it is ended.
import { startEmbeddedS3 } from '../../../src/platform/embedded-s3/server.ts';

const { url } = await startEmbeddedS3({ dir: process.env['S3_DIR']!, port: 0, bucket: 'bucket' });
process.stdout.write(`${url}\n`);
