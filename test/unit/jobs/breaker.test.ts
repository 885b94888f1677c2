// The breaker of a channel: opens when a provider does not answer any more, and closes with its first answer.
import { expect } from 'chai';
import { createBreaker, type BreakerState } from '../../../src/jobs/outbound/breaker.ts';
import type { TaskOutcome } from '../../../src/jobs/outbound/task.ts';

const text = 'It failed.';
const noAnswer: TaskOutcome[] = [
  { type: 'ambiguous', failure: { kind: 'retry', code: 'timeout', text } },
  { type: 'retry', failure: { kind: 'retry', code: 'connection_refused', text } },
  { type: 'unknown' },
];
const answers: TaskOutcome[] = [
  { type: 'accepted', externalId: 'x' },
  { type: 'rejected', failure: { kind: 'recipient', code: '131026', text } },
  { type: 'retry', failure: { kind: 'rate', code: '130429', text } },
  { type: 'absent' },
];

describe('the breaker of a channel', () => {
  let changes: [string, BreakerState][];
  const breaker = () => {
    changes = [];
    return createBreaker((channelId, state) => changes.push([channelId, state]));
  };
  const fail = (of: ReturnType<typeof breaker>, count: number, at: number, channelId = 'a') => {
    for (let n = 0; n < count; n++) of.note(channelId, noAnswer[n % noAnswer.length]!, at);
  };

  it('opens after five calls in a row without an answer, for this channel alone', () => {
    const circuit = breaker();
    fail(circuit, 4, 0);
    expect(circuit.state('a', 0)).to.equal('closed');
    fail(circuit, 1, 0);
    expect(circuit.state('a', 4_999)).to.equal('open');
    expect(circuit.state('b', 0)).to.equal('closed');
    expect(changes).to.deep.equal([['a', 'open']]);
  });

  it('takes any answer for a sign of life, also a refusal', () => {
    for (const answer of answers) {
      const circuit = breaker();
      fail(circuit, 4, 0);
      circuit.note('a', answer, 0);
      fail(circuit, 4, 0);
      expect(circuit.state('a', 0), answer.type).to.equal('closed');
    }
  });

  it('is half open after a while: a failure opens it for longer, up to a minute, and an answer closes it', () => {
    const circuit = breaker();
    fail(circuit, 5, 0);
    const lengths: number[] = [];
    let now = 0;
    for (let n = 0; n < 6; n++) {
      lengths.push(circuit.openUntilMs('a') - now);
      now = circuit.openUntilMs('a');
      expect(circuit.state('a', now)).to.equal('half_open');
      circuit.note('a', noAnswer[0]!, now);
    }
    expect(lengths).to.deep.equal([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
    circuit.note('a', answers[0]!, now);
    expect(circuit.state('a', now)).to.equal('closed');
    expect(changes.at(-1)).to.deep.equal(['a', 'closed']);
  });

  it('learns nothing from a call that was not made', () => {
    const circuit = breaker();
    fail(circuit, 4, 0);
    circuit.note('a', { type: 'late' }, 0);
    fail(circuit, 1, 0);
    expect(circuit.state('a', 0)).to.equal('open');
  });

  it('is not opened for longer by calls that began before it opened', () => {
    const circuit = breaker();
    fail(circuit, 60, 0);
    expect(circuit.openUntilMs('a')).to.equal(5_000);
  });
});
