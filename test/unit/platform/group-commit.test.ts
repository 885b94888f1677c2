// Callers that wait at the same time share a write; each learns the fate of its own items, and order is kept.
import { expect } from 'chai';
import fc from 'fast-check';
import { createGroupCommit } from '../../../src/platform/group-commit.ts';

/** A write that ends when it is told to. */
function controlled() {
  const writes: { items: number[]; end: () => void; fail: (error: Error) => void }[] = [];
  const write = (items: number[]) =>
    new Promise<void>((resolve, reject) => void writes.push({ items, end: resolve, fail: reject }));
  return { writes, write };
}

const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));

describe('group commit', () => {
  it('writes at once for a lone caller, and collects what comes meanwhile into one write', async () => {
    const { writes, write } = controlled();
    const commit = createGroupCommit(write, 100);
    const all = [commit.add([1]), commit.add([2, 3]), commit.add([4])];
    expect(writes.map(({ items }) => items)).to.deep.equal([[1]]);
    writes[0]!.end();
    await settled();
    expect(writes.map(({ items }) => items)).to.deep.equal([[1], [2, 3, 4]]);
    writes[1]!.end();
    await Promise.all(all);
  });

  it('resolves nobody before their items are written', async () => {
    const { writes, write } = controlled();
    const commit = createGroupCommit(write, 100);
    const done: string[] = [];
    void commit.add([1]).then(() => done.push('first'));
    const second = commit.add([2]).then(() => done.push('second'));
    await settled();
    expect(done).to.deep.equal([]);
    writes[0]!.end();
    await settled();
    expect(done).to.deep.equal(['first']);
    writes[1]!.end();
    await second;
  });

  it('rejects those of a failed write only, and goes on', async () => {
    const { writes, write } = controlled();
    const commit = createGroupCommit(write, 100);
    const outcomes = Promise.allSettled([commit.add([1]), commit.add([2])]);
    writes[0]!.fail(new Error('away'));
    await settled();
    writes[1]!.end();
    expect((await outcomes).map(({ status }) => status)).to.deep.equal(['rejected', 'fulfilled']);
    const third = commit.add([3]);
    writes[2]!.end();
    await third;
  });

  it('is idle once nothing waits, and at once when nothing ever did', async () => {
    const { writes, write } = controlled();
    const commit = createGroupCommit(write, 10);
    await commit.idle();
    void commit.add([1]);
    void commit.add([2]);
    let idle = false;
    const waiting = commit.idle().then(() => (idle = true));
    writes[0]!.end();
    await settled();
    expect(idle).to.equal(false);
    writes[1]!.end();
    await waiting;
  });

  it('writes everything once, in order, no write over the limit unless one caller alone is', async () => {
    const calls = fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(calls, fc.integer({ min: 1, max: 8 }), async (groups, limit) => {
        const written: number[][] = [];
        const commit = createGroupCommit<number>(async (items) => {
          await settled();
          written.push(items);
        }, limit);
        await Promise.all(groups.map((items) => commit.add(items)));
        expect(written.flat()).to.deep.equal(groups.flat());
        const alone = groups.filter((items) => items.length > limit).map((items) => JSON.stringify(items));
        for (const items of written) if (items.length > limit) expect(alone).to.include(JSON.stringify(items));
      }),
      { numRuns: 50 },
    );
  });
});
