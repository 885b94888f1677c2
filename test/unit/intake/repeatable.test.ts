// What may be said to a person although it looks like something that only we understand.
import { expect } from 'chai';
import { text } from '../../../src/intake/choices.ts';
import type { Flow } from '../../../src/intake/flow.ts';
import { findOrder } from '../../../src/intake/lookups.ts';
import { run, saidIn, trial, written } from './trial.ts';

describe('what is known of the person and their place', () => {
  const title = 'Clamp, null point system {left}';
  const found = { title, progressPercent: null, expectedAt: null, slaDueAt: null, heldFor: 'Error: E-42' };
  const order = { id: '01890000-0000-7000-8000-000000000001', number: 'PO-7', status: 'on_hold', ...found } as const;
  const looking = (shown: (of: typeof order) => string): Flow => ({
    ...trial,
    *step({ state }) {
      const known = yield* findOrder('7');
      return { state, replies: [text(shown(known as typeof order))] };
    },
  });
  const lookups = { order: () => order };

  it('may be said to them, however it is written', () => {
    const flow = looking(({ title: named, heldFor }) => `${named}: ${heldFor}`);
    const outcome = run(written('hi'), { flow, lookups });
    expect(outcome.withheld).to.deep.equal([]);
    expect(saidIn(outcome)).to.include(`${title}: Error: E-42`);
  });

  it('is not what only we understand', () => {
    expect(run(written('hi'), { flow: looking(({ id }) => id), lookups }).withheld).to.have.length(1);
    expect(
      run(written('hi'), { flow: looking(({ title: named }) => `${named} undefined`), lookups }).withheld,
    ).to.have.length(1);
  });
});
