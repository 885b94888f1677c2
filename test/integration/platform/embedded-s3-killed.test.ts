// The embedded server is killed in the middle of its work: an object is whole or not there.
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import { findCredentials, type Credentials } from '../../../src/platform/embedded-s3/credentials.ts';
import { scratchDir } from '../../support/scratch.ts';
import { until } from '../../support/until.ts';
import { signedCall, type Call } from './signed-request.ts';

const MB = 1024 * 1024;

describe('the embedded S3 server, killed', function killed() {
  this.timeout(60_000);
  let scratch: { dir: string; remove(): Promise<void> };
  let child: ChildProcess;
  let credentials: Credentials;
  let url = '';
  beforeEach(async () => {
    scratch = await scratchDir('s3');
    await start();
  });
  afterEach(async () => {
    await kill();
    await scratch.remove();
  });
  async function start(): Promise<void> {
    child = spawn(process.execPath, [path.join(import.meta.dirname, 's3-process.ts')], {
      env: { ...process.env, S3_DIR: scratch.dir },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
    url = line;
    credentials = (await findCredentials(scratch.dir))!;
  }
  async function kill(): Promise<void> {
    if (child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
  const call = (options: Call) => signedCall(url, credentials, options);
  /** Says of itself whether it is whole. */
  const contentOf = (fill: number, size: number) => {
    const content = Buffer.alloc(size, fill);
    return Buffer.concat([createHash('sha256').update(content).digest(), content]);
  };
  const isWhole = (body: Buffer) =>
    createHash('sha256').update(body.subarray(32)).digest().equals(body.subarray(0, 32));

  it('while it writes, shows every object whole and keeps what it acknowledged', async () => {
    // Each writer's objects grow, so that an older one is also a smaller one.
    const acknowledged = new Map<string, number>();
    let size = 300_000;
    for (let round = 0; round < 4; round++) {
      let writes = 0;
      const writing = [1, 2, 3].map(async (writer) => {
        for (;;) {
          const body = contentOf(writer, (size += 10_000));
          const reply = await call({ method: 'PUT', target: `/bucket/${writer}`, body }).catch(() => undefined);
          if (reply?.status !== 200) return;
          acknowledged.set(String(writer), body.length);
          writes += 1;
        }
      });
      await until('it is at work', () => writes > 6 + round, 30_000);
      await kill();
      await Promise.all(writing);
      await start();
      expect(acknowledged.size).to.equal(3);
      for (const [key, bytes] of acknowledged) {
        const { status, body } = await call({ method: 'GET', target: `/bucket/${key}` });
        expect(status).to.equal(200);
        expect(isWhole(body)).to.equal(true);
        expect(body.length).to.be.at.least(bytes);
      }
    }
  });

  it('between the parts of an upload, shows no object and takes the rest when it is back', async () => {
    const begun = await call({ method: 'POST', target: '/bucket/parts?uploads' });
    const id = /<UploadId>(\w+)</.exec(begun.body.toString())![1]!;
    const put = async (n: number, body: Buffer) =>
      (await call({ method: 'PUT', target: `/bucket/parts?partNumber=${n}&uploadId=${id}`, body })).headers['etag'];
    const etags = [await put(1, Buffer.alloc(5 * MB, 1))];
    await kill();
    await start();
    expect((await call({ method: 'GET', target: '/bucket/parts' })).code).to.equal('NoSuchKey');
    etags.push(await put(2, Buffer.alloc(7, 2)));
    const parts = etags.map((etag, n) => `<Part><PartNumber>${n + 1}</PartNumber><ETag>${String(etag)}</ETag></Part>`);
    const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
    expect((await call({ method: 'POST', target: `/bucket/parts?uploadId=${id}`, body })).status).to.equal(200);
    const { body: whole } = await call({ method: 'GET', target: '/bucket/parts' });
    expect(whole.equals(Buffer.concat([Buffer.alloc(5 * MB, 1), Buffer.alloc(7, 2)]))).to.equal(true);
  });
});
