import { expect } from 'chai';
import { Faults } from '../../../src/sandbox/faults.ts';
import type { FaultTarget } from '../../../src/sandbox/faults.ts';

describe('the fault board', () => {
  const send: FaultTarget = { provider: 'meta', from: '100', to: '+27821234567', operation: 'send' };

  it('strikes until it is cleared', () => {
    const faults = new Faults();
    faults.add({ kind: 'rate_limited' });
    expect(faults.takeForCall(send)).to.have.length(1);
    expect(faults.takeForCall(send)).to.have.length(1);
    faults.clear();
    expect(faults.takeForCall(send)).to.deep.equal([]);
  });

  it('strikes as often as asked and counts it', () => {
    const faults = new Faults();
    const active = faults.add({ kind: 'token_expired' }, { times: 2 });
    for (let call = 0; call < 5; call += 1) faults.takeForCall(send);
    expect(active.hits).to.equal(2);
    expect(faults.list()).to.deep.equal([]);
  });

  it('strikes only what is in its scope', () => {
    const faults = new Faults();
    faults.add({ kind: 'token_expired' }, { provider: 'twilio' });
    faults.add({ kind: 'token_expired' }, { from: '200' });
    faults.add({ kind: 'token_expired' }, { to: '+27820000000' });
    faults.add({ kind: 'token_expired' }, { operation: 'read' });
    expect(faults.takeForCall(send)).to.deep.equal([]);
    faults.add({ kind: 'html' }, { provider: 'meta', from: '100', to: '27821234567' });
    expect(faults.takeForCall(send)).to.deep.equal([{ kind: 'html' }]);
  });

  it('takes the first deciding fault, and slowness with it', () => {
    const faults = new Faults();
    faults.add({ kind: 'rate_limited' }, { times: 1 });
    faults.add({ kind: 'token_expired' }, { times: 1 });
    faults.add({ kind: 'slow', ms: 10 });
    expect(faults.takeForCall(send).map(({ kind }) => kind)).to.deep.equal(['rate_limited', 'slow']);
    expect(faults.takeForCall(send).map(({ kind }) => kind)).to.deep.equal(['token_expired', 'slow']);
  });

  it('keeps the faults of statuses apart from those of calls', () => {
    const faults = new Faults();
    faults.add({ kind: 'status_disorder' });
    faults.add({ kind: 'status_duplicated', times: 3 });
    expect(faults.takeForCall(send)).to.deep.equal([]);
    expect(faults.takeForStatuses(send)).to.have.length(2);
  });
});
