// What every object store must do for us, whoever runs it: called with the embedded server, and with any other that is given.
import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, readlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { expect } from 'chai';
import { createObjectStore } from '../../../src/platform/objects-s3.ts';
import {
  ObjectMissing,
  ObjectStoreFailure,
  type ObjectStore,
  type ObjectStoreSettings,
} from '../../../src/platform/objects.ts';
import { scratchDir } from '../../support/scratch.ts';

const MB = 1024 * 1024;

async function bytesOf(stream: Readable): Promise<Buffer> {
  return Buffer.concat((await stream.toArray()) as Buffer[]);
}

export async function rejection(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => {
      throw new Error('did not reject');
    },
    (error: unknown) => error as Error,
  );
}

const awkwardKeys = [
  '../../x',
  '%2e%2e/%2e%2e/x',
  '/leading',
  'trailing/',
  'a//b',
  '.',
  '..',
  'a b+c&d=e?f#g',
  'größe/写真/🙂.jpg',
  'quote\'"<>&.txt',
  'A',
  'a',
  'k'.repeat(900),
];

export function describeObjectStore(settings: () => ObjectStoreSettings): void {
  let store: ObjectStore;
  let scratch: { dir: string; remove(): Promise<void> };
  const prefix = randomUUID();
  const written = new Set<string>();
  const keyOf = (name: string) => {
    written.add(`${prefix}/${name}`);
    return `${prefix}/${name}`;
  };
  before(async () => {
    store = createObjectStore({ ...settings(), createBucket: true });
    scratch = await scratchDir('objects');
    await store.check();
  });
  after(async () => {
    for (const key of written) await store.remove(key);
    store.close();
    await scratch.remove();
  });
  const expectContent = async (key: string, content: Buffer) => {
    const { stream, size } = await store.get(key);
    expect(size).to.equal(content.length);
    expect((await bytesOf(stream)).equals(content)).to.equal(true);
  };
  const fileOf = async (size: number) => {
    const file = path.join(scratch.dir, randomUUID());
    const content = randomBytes(size);
    await writeFile(file, content);
    return { content, body: { path: file, size } };
  };

  it('gives back what was put, with its type', async () => {
    const content = randomBytes(100_053);
    await store.put(keyOf('one'), content, 'image/jpeg');
    await expectContent(keyOf('one'), content);
    const { stream, contentType } = await store.get(keyOf('one'));
    expect(contentType).to.equal('image/jpeg');
    stream.destroy();
  });

  it('keeps an empty object, from memory and from a file', async () => {
    await store.put(keyOf('empty'), Buffer.alloc(0), 'text/plain');
    await expectContent(keyOf('empty'), Buffer.alloc(0));
    await store.put(keyOf('empty-file'), (await fileOf(0)).body, 'text/plain');
    await expectContent(keyOf('empty-file'), Buffer.alloc(0));
  });

  it('replaces an object of the same key', async () => {
    await store.put(keyOf('twice'), Buffer.from('first, and longer'), 'text/plain');
    await store.put(keyOf('twice'), Buffer.from('second'), 'text/html');
    await expectContent(keyOf('twice'), Buffer.from('second'));
  });

  for (const size of [1, 5 * MB, 5 * MB + 1, 17 * MB + 333]) {
    it(`keeps a file of ${size} bytes`, async () => {
      const { content, body } = await fileOf(size);
      await store.put(keyOf(`file-${size}`), body, 'application/pdf');
      await expectContent(keyOf(`file-${size}`), content);
      const { stream, contentType } = await store.get(keyOf(`file-${size}`));
      stream.destroy();
      expect(contentType).to.equal('application/pdf');
    });
  }

  it('stores nothing of a file that is not as long as was said, or not there', async () => {
    const { body } = await fileOf(6 * MB);
    await truncate(body.path, 5.5 * MB);
    expect(await rejection(store.put(keyOf('shrunk'), body, 'text/plain'))).not.to.be.instanceOf(ObjectStoreFailure);
    const missing = { path: path.join(scratch.dir, 'missing'), size: 7 };
    expect(await rejection(store.put(keyOf('shrunk'), missing, 'text/plain'))).to.include({ code: 'ENOENT' });
    expect(await rejection(store.get(keyOf('shrunk')))).to.be.instanceOf(ObjectMissing);
  });

  for (const key of awkwardKeys) {
    it(`keeps an object under the key ${key.slice(0, 40)}`, async () => {
      const content = Buffer.from(`of ${key}`);
      await store.put(keyOf(key), content, 'text/plain');
      await expectContent(keyOf(key), content);
      await store.remove(keyOf(key));
      expect(await rejection(store.get(keyOf(key)))).to.be.instanceOf(ObjectMissing);
    });
  }

  it('says that an object is missing, and removes one that is missing quietly', async () => {
    expect(await rejection(store.get(keyOf('never')))).to.be.instanceOf(ObjectMissing);
    await store.remove(keyOf('never'));
  });

  it('tells whether an object is there', async () => {
    await store.put(keyOf('there'), Buffer.from('x'), 'text/plain');
    expect([await store.has(keyOf('there')), await store.has(keyOf('nowhere'))]).to.deep.equal([true, false]);
  });

  it('leaves one whole object when many put the same key at once', async () => {
    const contents = Array.from({ length: 12 }, (_, n) => Buffer.alloc(200_000 + n, n));
    await Promise.all(contents.map((content) => store.put(keyOf('contended'), content, 'text/plain')));
    const { stream } = await store.get(keyOf('contended'));
    const found = await bytesOf(stream);
    expect(contents.some((content) => content.equals(found))).to.equal(true);
  });

  it('gives a whole old object to who reads while it is replaced', async () => {
    const old = randomBytes(8 * MB);
    await store.put(keyOf('replaced'), old, 'text/plain');
    const { stream } = await store.get(keyOf('replaced'));
    await store.put(keyOf('replaced'), Buffer.from('new'), 'text/plain');
    expect((await bytesOf(stream)).equals(old)).to.equal(true);
  });

  it('presigns a URL that anyone may read, with the type and name it says', async () => {
    const content = randomBytes(4_000);
    await store.put(keyOf('signed'), content, 'application/octet-stream');
    const filename = 'Rechnung "März"; x=\r\nSet-Cookie: a=b/../../e\u202Egpj.exe';
    const url = await store.presign(keyOf('signed'), { expiresInSeconds: 60, contentType: 'image/png', filename });
    const response = await fetch(url);
    expect(response.status).to.equal(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).to.equal(true);
    expect(response.headers.get('content-type')).to.equal('image/png');
    expect(response.headers.get('set-cookie')).to.equal(null);
    const disposition = response.headers.get('content-disposition')!;
    expect(decodeURIComponent(disposition.replace("attachment; filename*=UTF-8''", ''))).to.equal(
      'Rechnung _März_; x=Set-Cookie_ a=b_.._.._egpj.exe',
    );
  });

  it('presigns for six hours at most', async () => {
    for (const expiresInSeconds of [0, 6 * 3600 + 1, Number.NaN])
      expect(await rejection(store.presign('x', { expiresInSeconds }))).to.be.instanceOf(RangeError);
  });

  it('refuses a presigned URL that was altered, and one without its signature', async () => {
    await store.put(keyOf('guarded'), Buffer.from('private'), 'text/plain');
    const url = await store.presign(keyOf('guarded'), { expiresInSeconds: 60, filename: 'a.txt' });
    const altered = [
      url.replace('guarded', 'signed'),
      url.replace('X-Amz-Expires=60', 'X-Amz-Expires=61'),
      url.replace('a.txt', 'b.txt'),
      url.replace(/X-Amz-Signature=./, (start) =>
        start.endsWith('0') ? `${start.slice(0, -1)}1` : `${start.slice(0, -1)}0`,
      ),
      url.replace(/\?.*/, ''),
    ];
    for (const each of altered) expect((await fetch(each)).status, each).to.be.within(400, 403);
    expect((await fetch(url, { method: 'PUT', body: 'x' })).status).to.be.within(400, 405);
    expect((await fetch(url)).status).to.equal(200);
  });

  it('refuses other keys, and says which settings to correct', async () => {
    for (const wrong of [{ secretAccessKey: 'wrong' }, { accessKeyId: 'unknown' }]) {
      const stranger = createObjectStore({ ...settings(), ...wrong });
      const error = await rejection(stranger.get(keyOf('guarded')));
      stranger.close();
      expect(error).to.be.instanceOf(ObjectStoreFailure);
      expect(error.message).to.include('S3_SECRET_ACCESS_KEY').and.not.include(settings().secretAccessKey);
    }
  });

  it('says that a bucket is missing, and does not make it unasked', async () => {
    const elsewhere = createObjectStore({ ...settings(), bucket: `missing-${prefix}`, createBucket: false });
    const attempts = [
      () => elsewhere.check(),
      () => elsewhere.get('x'),
      () => elsewhere.put('x', Buffer.from('x'), 'text/plain'),
    ];
    for (const attempt of attempts) {
      const error = await rejection(attempt());
      expect(error).to.be.instanceOf(ObjectStoreFailure);
      expect(error.message).to.include('S3_BUCKET');
    }
    elsewhere.close();
  });

  it('stops reading when the reader goes away, and serves others', async () => {
    const { body } = await fileOf(12 * MB);
    await store.put(keyOf('left'), body, 'video/mp4');
    for (let n = 0; n < 60; n++) {
      const { stream } = await store.get(keyOf('left'));
      stream.destroy();
    }
    await store.put(keyOf('left'), Buffer.from('still here'), 'text/plain');
    await expectContent(keyOf('left'), Buffer.from('still here'));
  });

  it('closes the file that it stored', async () => {
    const { body } = await fileOf(6 * MB);
    await store.put(keyOf('closed'), body, 'text/plain');
    // Where the system does not tell which files are open, there is nothing to look at.
    const fds = await readdir('/proc/self/fd').catch(() => []);
    const links = await Promise.all(fds.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
    expect(links).not.to.include(body.path);
  });
}
