// What goes wrong with an object store: it is silent, slow, cut off, something else; and files far larger than memory.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readdir, truncate } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { createObjectStore } from '../../../src/platform/objects-s3.ts';
import { ObjectStoreFailure } from '../../../src/platform/objects.ts';
import { testObjects } from '../../support/objects.ts';
import { scratchDir } from '../../support/scratch.ts';
import { until } from '../../support/until.ts';
import { rejection } from './objects-contract.ts';

describe('an object store that is not well', () => {
  let server: Server;
  let listener: RequestListener = () => undefined;
  before(async () => {
    server = createServer((request, response) => listener(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const keys = { accessKeyId: 'id', secretAccessKey: 'very-secret' };
  const storeAt = (endpoint: string) =>
    createObjectStore(
      { endpoint, region: 'us-east-1', bucket: 'bucket', ...keys, forcePathStyle: true },
      { connectMs: 300, answerMs: 300, idleMs: 300 },
    );
  const here = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answer =
    (status: number, body: string): RequestListener =>
    (_request, response) =>
      response.writeHead(status).end(body);
  const code = (name: string) => `<?xml version="1.0"?><Error><Code>${name}</Code><Message>m</Message></Error>`;

  const states: [name: string, listener: RequestListener, advice: RegExp][] = [
    ['silent', () => undefined, /does not answer in time/],
    ['a web site', answer(400, '<html>Bad Request</html>'), /answers 400.*S3_ENDPOINT/],
    ['a web site in trouble', answer(502, '<html>Bad Gateway</html>'), /answers 502/],
    ['overloaded', answer(503, code('SlowDown')), /answers 503/],
    ['not open to these keys', answer(403, code('AccessDenied')), /Let these keys/],
    ['cut off', (_request, response) => void response.socket!.destroy(), /cannot be reached/],
    ['in another region', answer(301, code('PermanentRedirect')), /S3_REGION/],
    ['of another time', answer(403, code('RequestTimeTooSkewed')), /NTP/],
  ];
  for (const [name, behave, advice] of states) {
    it(`is a failure that says what to do, when it is ${name}`, async () => {
      listener = behave;
      const store = storeAt(here());
      for (const attempt of [() => store.put('x', Buffer.from('x'), 'text/plain'), () => store.get('x')]) {
        const error = await rejection(attempt());
        expect(error).to.be.instanceOf(ObjectStoreFailure);
        expect(error.message).to.match(advice).and.not.include(keys.secretAccessKey);
      }
      expect(await rejection(store.check())).to.be.instanceOf(ObjectStoreFailure);
      store.close();
    });
  }

  it('is a failure when nothing listens', async () => {
    const store = storeAt('http://127.0.0.1:1');
    expect((await rejection(store.check())).message)
      .to.include('127.0.0.1:1')
      .and.include('S3_ENDPOINT');
    store.close();
  });

  for (const how of ['breaks off', 'falls silent'] as const) {
    it(`tells whoever reads when it ${how} in the middle of a file, however late they begin`, async () => {
      listener = (_request, response) => {
        response.writeHead(200, { 'content-length': 1_000 }).write('x'.repeat(10), () => {
          if (how === 'breaks off') response.destroy();
        });
      };
      const store = storeAt(here());
      expect(await rejection((await store.get('x')).stream.toArray())).to.be.instanceOf(ObjectStoreFailure);
      const { stream } = await store.get('x');
      await until('it is broken', () => stream.destroyed);
      expect(await rejection(stream.toArray())).to.be.instanceOf(ObjectStoreFailure);
      store.close();
    });
  }

  it('gives no shortened file when it has lost the end of one', async () => {
    const objects = await testObjects();
    await objects.store.put('damaged', Buffer.alloc(10_000), 'text/plain');
    const [file] = await readdir(objects.bucketDir);
    await truncate(path.join(objects.bucketDir, file!), 5_000);
    expect(await rejection(objects.store.get('damaged'))).to.be.instanceOf(ObjectStoreFailure);
    await objects.close();
  });
});

describe('a file of 100 MB', function large() {
  this.timeout(120_000);

  it('is stored and read with hardly more memory than a small one', async () => {
    const scratch = await scratchDir('memory');
    const env = { ...process.env, MEGABYTES: '100', DIR: scratch.dir };
    const program = path.join(import.meta.dirname, 'memory-process.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [program], { env });
    await scratch.remove();
    const grown = JSON.parse(stdout) as { same: boolean; storingMB: number; readingMB: number };
    expect(grown.same).to.equal(true);
    expect(grown.storingMB, 'while storing').to.be.below(96);
    expect(grown.readingMB, 'while reading').to.be.below(96);
  });
});
