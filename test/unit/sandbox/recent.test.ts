import { expect } from 'chai';
import { Recent } from '../../../src/sandbox/recent.ts';

describe('what the sandbox remembers', () => {
  it('is the newest, in order, and bounded', () => {
    const dropped: number[] = [];
    const recent = new Recent<number>(3, (item) => dropped.push(item));
    for (let item = 1; item <= 10; item += 1) recent.push(item);
    expect(recent.toArray()).to.deep.equal([8, 9, 10]);
    expect([...recent.newestFirst()]).to.deep.equal([10, 9, 8]);
    expect(dropped).to.deep.equal([1, 2, 3, 4, 5, 6]);
  });

  it('is nothing when the limit is zero', () => {
    const recent = new Recent<number>(0);
    recent.push(1);
    expect(recent.toArray()).to.deep.equal([]);
  });
});
