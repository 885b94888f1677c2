// What the spool has taken is there after a crash, comes back in order, and is forgotten only once it was inserted.
import { appendFile, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import fc from 'fast-check';
import { openSpool, type Spool } from '../../../src/receiver/spool.ts';
import { scratchDir } from '../../support/scratch.ts';

interface Item {
  n: number;
  text?: string;
}

const megabyte = 1024 ** 2;

describe('the spool', () => {
  let scratch: Awaited<ReturnType<typeof scratchDir>>;
  let dir: string;
  beforeEach(async () => {
    scratch = await scratchDir('spool');
    dir = path.join(scratch.dir, 'spool');
  });
  afterEach(() => scratch.remove());

  const open = (maxBytes = megabyte) => openSpool<Item>(dir, maxBytes);
  const segments = async () => (await readdir(dir)).filter((name) => name.endsWith('.ndjson'));
  const items = (...numbers: number[]) => numbers.map((n): Item => ({ n }));

  async function replayed(spool: Spool<Item>): Promise<number[]> {
    const seen: number[] = [];
    await spool.replay(async (group) => void seen.push(...group.map(({ n }) => n)));
    return seen;
  }

  it('gives back what it took, in order, and is empty then', async () => {
    const spool = await open();
    expect(spool.isEmpty()).to.equal(true);
    await spool.append(items(1, 2));
    await spool.append(items(3));
    expect(spool.isEmpty()).to.equal(false);
    expect(spool.bytes()).to.be.greaterThan(0);
    expect(await replayed(spool)).to.deep.equal([1, 2, 3]);
    expect(spool.isEmpty()).to.equal(true);
    expect(spool.bytes()).to.equal(0);
    expect(await segments()).to.deep.equal([]);
    expect(await replayed(spool)).to.deep.equal([]);
    await spool.close();
  });

  it('still has everything when the process is another one', async () => {
    const before = await open();
    await before.append(items(1, 2));
    // Not closed: it was killed.
    const spool = await open();
    expect(spool.isEmpty()).to.equal(false);
    await spool.append(items(3));
    expect(await replayed(spool)).to.deep.equal([1, 2, 3]);
    await before.close();
    await spool.close();
  });

  it('leaves out a line that a crash cut short, and nothing else', async () => {
    const before = await open();
    await before.append(items(1, 2));
    await before.close();
    const [name] = await segments();
    await appendFile(path.join(dir, name!), '{"n":3,"text":"half a li');
    const spool = await open();
    await spool.append(items(4));
    expect(await replayed(spool)).to.deep.equal([1, 2, 4]);
    await spool.close();
  });

  it('keeps everything when an insert fails, whichever it is, and can be replayed again', async () => {
    const spool = await open();
    const all = Array.from({ length: 1_200 }, (_, n) => ({ n }));
    await spool.append(all);
    let calls = 0;
    const failing = spool.replay(async () => {
      calls += 1;
      if (calls === 2) throw new Error('away');
    });
    expect(await failing.catch((error: unknown) => error))
      .to.be.instanceOf(Error)
      .with.property('message', 'away');
    expect(spool.isEmpty()).to.equal(false);
    await spool.append(items(1_200));
    expect(await replayed(spool)).to.deep.equal([...all.map(({ n }) => n), 1_200]);
    await spool.close();
  });

  it('hands over groups that are not too large', async () => {
    const spool = await open();
    await spool.append(Array.from({ length: 1_201 }, (_, n) => ({ n })));
    const sizes: number[] = [];
    await spool.replay(async (group) => void sizes.push(group.length));
    expect(sizes).to.deep.equal([500, 500, 201]);
    await spool.close();
  });

  it('begins another segment when one is full, so that none is too large to be read', async () => {
    const spool = await open(64 * megabyte);
    for (let n = 0; n < 20; n++) await spool.append([{ n, text: 'x'.repeat(megabyte) }]);
    const names = await segments();
    expect(names).to.have.length(3);
    const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(dir, name))).size));
    expect(Math.max(...sizes)).to.be.lessThan(10 * megabyte);
    expect(await replayed(spool)).to.deep.equal(Array.from({ length: 20 }, (_, n) => n));
    await spool.close();
  });

  it('goes on without a segment that somebody took away', async () => {
    const before = await open();
    await before.append(items(1));
    await before.close();
    const spool = await open();
    await spool.append(items(2));
    await rm(path.join(dir, (await segments()).toSorted()[0]!));
    expect(await replayed(spool)).to.deep.equal([2]);
    expect(spool.isEmpty()).to.equal(true);
    await spool.close();
  });

  it('puts what comes behind what is there, also when the clock was set back', async () => {
    await mkdir(dir, { recursive: true });
    await writeFile(path.join(dir, `${String(Date.now() + 60_000).padStart(15, '0')}-1.ndjson`), '{"n":1}\n');
    const spool = await open();
    await spool.append(items(2));
    expect(await replayed(spool)).to.deep.equal([1, 2]);
    await spool.close();
  });

  it('puts what comes during a replay behind it, and replays it too', async () => {
    const spool = await open();
    await spool.append(items(1, 2));
    const seen: number[] = [];
    await spool.replay(async (group) => {
      if (seen.length === 0) await spool.append(items(3));
      seen.push(...group.map(({ n }) => n));
    });
    expect(seen).to.deep.equal([1, 2, 3]);
    expect(spool.isEmpty()).to.equal(true);
    await spool.close();
  });

  it('takes what comes at the very moment it is replayed', async () => {
    const spool = await open();
    const seen: number[] = [];
    let isDone = false;
    const replays = async () => {
      while (!isDone || !spool.isEmpty()) {
        seen.push(...(await replayed(spool)));
        await setImmediate();
      }
    };
    const replaying = replays();
    try {
      for (let n = 0; n < 300; n++) await spool.append(items(n));
    } finally {
      isDone = true;
      await replaying;
    }
    expect(seen).to.deep.equal(Array.from({ length: 300 }, (_, n) => n));
    await spool.close();
  });

  it('refuses what would make it too large, whole, and takes what still fits', async () => {
    const spool = await open(40);
    await spool.append(items(1));
    expect(await spool.isWritable()).to.equal(true);
    const refused = await spool.append([{ n: 2, text: 'x'.repeat(40) }]).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(Error).with.property('message').that.includes('full');
    await spool.append(items(3));
    expect(await replayed(spool)).to.deep.equal([1, 3]);
    await spool.close();
  });

  it('is not writable when it is full, or when its directory is gone', async () => {
    const spool = await open(8);
    await spool.append(items(1));
    expect(await spool.isWritable()).to.equal(false);
    await spool.close();
    await rm(dir, { recursive: true });
    expect(await (await open()).isWritable()).to.equal(true);
    const gone = await open();
    await rm(dir, { recursive: true });
    expect(await gone.isWritable()).to.equal(false);
    expect(await gone.append(items(1)).catch((error: unknown) => error)).to.be.instanceOf(Error);
  });

  it('leaves files that are not its own alone, and lets only its owner read what it wrote', async () => {
    await (await open()).close();
    await writeFile(path.join(dir, 'README'), 'not a segment');
    const spool = await open();
    expect(spool.isEmpty()).to.equal(true);
    await spool.append(items(1));
    const [name] = await segments();
    expect((await stat(path.join(dir, name!))).mode & 0o077).to.equal(0);
    await replayed(spool);
    expect(await readdir(dir)).to.deep.equal(['README']);
    await spool.close();
  });

  it('returns any item as it was, however odd its text', async () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 50 }), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(texts, async (list) => {
        const spool = await open();
        await spool.append(list.map((text, n) => ({ n, text })));
        const seen: Item[] = [];
        await spool.replay(async (group) => void seen.push(...group));
        expect(seen.map(({ text }) => text)).to.deep.equal(
          list.map((text) => JSON.parse(JSON.stringify(text)) as string),
        );
        await spool.close();
      }),
      { numRuns: 20 },
    );
  });
});
