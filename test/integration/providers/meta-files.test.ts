// Files on their way up to Meta: limits, what can go wrong on the way, and that memory stays flat.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import { ObjectStoreFailure } from '../../../src/platform/objects.ts';
import type { StoredFile } from '../../../src/providers/provider.ts';
import type { CallFault } from '../../../src/sandbox/index.ts';
import { animatedSticker } from '../../support/images.ts';
import { startRig, type Rig } from './rig.ts';
import { openShelf, type FileShelf } from './stored-file.ts';

const kB = 1024;
const MB = 1024 * kB;

describe('a file that goes up to Meta', () => {
  let rig: Rig;
  let shelf: FileShelf;
  before(async () => {
    rig = await startRig('meta');
    shelf = await openShelf();
  });
  after(async () => {
    await rig.close();
    await shelf.close();
  });
  afterEach(() => rig.sandbox.faults.clear());

  const prepare = (file: StoredFile, channel = rig.channel) => rig.provider.prepareFile(channel, file);

  it('is kept there under the id that messages name, and may be used for weeks', async () => {
    const file = shelf.put('image', 'image/jpeg');
    const prepared = await prepare(file);
    const upload = rig.sandbox.files.uploads.at(-1)!;
    expect(prepared).to.containSubset({ type: 'ready', reference: { id: upload.id } });
    expect(upload).to.include({ sha256: file.sha256, contentType: 'image/jpeg' });
    const until = 'until' in prepared ? prepared.until.getTime() : 0;
    expect((until - Date.now()) / (24 * 3600_000)).to.be.within(28, 29.9);
  });

  it('may hold whatever looks like the end of the form', async () => {
    const file = shelf.put('document', 'application/pdf', Buffer.from('\r\n--switchboard\r\n--\r\n\r\n'));
    expect(await prepare(file)).to.include({ type: 'ready' });
    expect(rig.sandbox.files.uploads.at(-1)!.sha256).to.equal(file.sha256);
  });

  it('is refused without a call when its type or size does not fit', async () => {
    const before = rig.sandbox.files.uploads.length;
    const misfits = [
      shelf.put('image', 'image/gif'),
      shelf.put('image', 'image/jpeg', Buffer.alloc(5 * MB + 1)),
      shelf.put('image', 'image/png', Buffer.alloc(0)),
      shelf.put('document', 'text/html'),
      shelf.put('sticker', 'image/webp', Buffer.alloc(101 * kB)),
    ];
    for (const file of misfits)
      expect(await prepare(file), file.contentType).to.containSubset({ type: 'rejected', failure: { kind: 'media' } });
    expect(rig.sandbox.files.uploads).to.have.length(before);
  });

  it('may be larger when it is a sticker that moves, to a limit of its own', async () => {
    const moving = await animatedSticker();
    const large = Buffer.concat([moving, Buffer.alloc(150 * kB)]);
    expect(await prepare(shelf.put('sticker', 'image/webp', large))).to.include({ type: 'ready' });
    const tooLarge = Buffer.concat([moving, Buffer.alloc(500 * kB)]);
    expect(await prepare(shelf.put('sticker', 'image/webp', tooLarge))).to.include({ type: 'rejected' });
  });

  for (const [fault, expected] of [
    [{ kind: 'timeout_before_accept' }, { type: 'retry', failure: { kind: 'retry', code: 'timeout' } }],
    [{ kind: 'reset_before_accept' }, { type: 'retry', failure: { code: 'connection_lost' } }],
    [{ kind: 'server_error' }, { type: 'retry', failure: { kind: 'retry' } }],
    [{ kind: 'html' }, { type: 'retry', failure: { kind: 'retry', code: 'no_media_id' } }],
    [
      { kind: 'rate_limited', retryAfterSeconds: 9 },
      { type: 'retry', retryAfterMs: 9_000, failure: { kind: 'rate' } },
    ],
    [
      { kind: 'error', code: 131053 },
      { type: 'rejected', failure: { kind: 'media', code: '131053' } },
    ],
    [
      { kind: 'error', code: 100 },
      { type: 'rejected', failure: { kind: 'media', code: '100' } },
    ],
    [{ kind: 'token_expired' }, { type: 'rejected', failure: { kind: 'auth', code: '190' } }],
  ] as const satisfies readonly (readonly [CallFault, object])[]) {
    it(`is ${expected.type} after ${JSON.stringify(fault)}: nothing was sent`, async () => {
      rig.sandbox.faults.add(fault, { operation: 'upload', times: 1 });
      // Small, so that its time is up soon.
      expect(await prepare(shelf.put('image', 'image/jpeg', Buffer.from('tiny')))).to.containSubset(expected);
    });
  }

  it('may be tried again when Meta cannot be reached', async () => {
    const away = { ...rig.channel, apiUrl: 'http://127.0.0.1:1' };
    expect(await prepare(shelf.put('image', 'image/jpeg'), away)).to.containSubset({
      type: 'retry',
      failure: { code: 'connect_failed' },
    });
  });

  it('is the store’s failure, not Meta’s, when the store breaks off in the middle; the store hears of it when Meta does', async () => {
    const breaking = Readable.from(
      (async function* () {
        yield await Promise.resolve(Buffer.alloc(10));
        throw new Error('the store is gone');
      })(),
    );
    const file = { ...shelf.put('image', 'image/jpeg'), open: () => Promise.resolve(breaking) };
    const error = await prepare(file).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(ObjectStoreFailure);
    const source = Readable.from([Buffer.alloc(2_000)]);
    const refused = { ...shelf.put('image', 'image/jpeg'), open: () => Promise.resolve(source) };
    const outcome = await prepare(refused, { ...rig.channel, apiUrl: 'http://127.0.0.1:1' });
    expect(outcome).to.containSubset({ type: 'retry', failure: { kind: 'retry' } });
    expect(source.destroyed).to.equal(true);
  });

  it('passes on that it could not be opened', async () => {
    const file = { ...shelf.put('image', 'image/jpeg'), open: () => Promise.reject(new ObjectStoreFailure('away')) };
    const error = await prepare(file).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(ObjectStoreFailure);
  });

  it('is read from the store no faster than Meta takes it', async () => {
    const size = 60 * MB;
    const chunk = randomBytes(64 * kB);
    let read = 0;
    let taken = 0;
    let aheadAtMost = 0;
    const source = new Readable({
      read() {
        aheadAtMost = Math.max(aheadAtMost, read - taken);
        this.push(read >= size ? null : chunk);
        read += chunk.length;
      },
    });
    const sink = createServer((request, response) => {
      request.on('data', (bytes: Buffer) => (taken += bytes.length)).on('end', () => response.end('{"id":"1"}'));
    });
    await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
    const apiUrl = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;
    const file = { ...shelf.put('document', 'application/pdf'), size, open: () => Promise.resolve(source) };
    expect(await prepare(file, { ...rig.channel, apiUrl })).to.include({ type: 'ready' });
    sink.closeAllConnections();
    sink.close();
    expect(taken).to.be.greaterThan(size);
    expect(aheadAtMost).to.be.lessThan(16 * MB);
  });
});
