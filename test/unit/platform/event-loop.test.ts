// Long work in turns.
import { expect } from 'chai';
import { mapInTurns } from '../../../src/platform/event-loop.ts';

const busyFor = (ms: number) => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

describe('mapping in turns', () => {
  it('lets others go on before it is through', async () => {
    const order: string[] = [];
    setImmediate(() => order.push('another'));
    const results = await mapInTurns([1, 2, 3], (item, index) => {
      busyFor(10);
      order.push(`item ${item}`);
      return item + index;
    });
    expect(results).to.deep.equal([1, 3, 5]);
    expect(order.slice(0, 2)).to.deep.equal(['item 1', 'another']);
  });

  it('ends with what an item throws', async () => {
    const seen: number[] = [];
    const failing = mapInTurns([1, 2, 3], (item) => {
      seen.push(item);
      if (item === 2) throw new Error('the second');
    });
    expect(await failing.catch((error: Error) => error.message)).to.equal('the second');
    expect(seen).to.deep.equal([1, 2]);
  });
});
