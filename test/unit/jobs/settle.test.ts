// What every end of a call means for its attempt, its message, its place in the outbox and its channel.
import { expect } from 'chai';
import fc from 'fast-check';
import { pausesChannel, type Failure, type FailureKind } from '../../../src/domain/failure.ts';
import { idFloor } from '../../../src/domain/ids.ts';
import { settle } from '../../../src/jobs/outbound/settle.ts';
import type { FinishedTask, TaskOutcome } from '../../../src/jobs/outbound/task.ts';

const at = new Date('2026-11-21T10:00:00Z');
const messageId = idFloor(new Date(at.getTime() - 60_000));
const settleAfterMs = 20_000;
const minute = 60_000;
const kinds: readonly FailureKind[] = [
  'retry',
  'rate',
  'pair',
  'window',
  'template',
  'media',
  'recipient',
  'opted_out',
  'policy',
  'auth',
  'permission',
  'permanent',
];

function finished(outcome: TaskOutcome, attempts = 0): FinishedTask {
  const task = { type: 'send', messageId, attemptId: 'a', attempts, probes: false } as FinishedTask['task'];
  return { task, outcome, at };
}

const failure = (kind: FailureKind): Failure => ({ kind, code: '1', text: 'It failed.' });
const settled = (outcome: TaskOutcome, attempts = 0, random = 0.5) =>
  settle(finished(outcome, attempts), settleAfterMs, random);
const msUntil = (time: Date | undefined) => (time ? time.getTime() - at.getTime() : undefined);

describe('a send that ended', () => {
  it('accepted leaves the outbox, with the id that the provider gave', () => {
    expect(settled({ type: 'accepted', externalId: 'x' })).to.deep.equal({
      attempt: { id: 'a', outcome: 'accepted', externalId: 'x', failure: undefined, finishedAt: at },
      outbox: { messageId, attemptId: 'a', type: 'remove' },
      status: { messageId, status: 'accepted', externalId: 'x', times: { accepted: at } },
    });
  });

  it('rejected for itself fails at once, with its reason', () => {
    for (const kind of kinds.filter((one) => !pausesChannel(one))) {
      const outcome = settled({ type: 'rejected', failure: failure(kind) });
      expect(outcome.outbox.type, kind).to.equal('remove');
      expect(outcome.status).to.deep.equal({
        messageId,
        status: 'failed',
        times: { failed: at },
        failure: failure(kind),
      });
      expect(outcome).not.to.have.any.keys('wakeAt', 'pause');
    }
  });

  it('rejected for its account pauses the channel and keeps its place, and counts only when others passed', () => {
    const pauses = { auth: minute, permission: 5 * minute, policy: 15 * minute };
    for (const [kind, ms] of Object.entries(pauses)) {
      const { task, ...end } = finished({ type: 'rejected', failure: failure(kind as FailureKind) }, 7);
      const outcome = settle({ task: { ...task, probes: true }, ...end }, settleAfterMs, 0.5);
      expect(outcome.outbox).to.include({ type: 'again', counts: false });
      const first = settled({ type: 'rejected', failure: failure(kind as FailureKind) });
      expect(first.outbox).to.include({ type: 'again', counts: true });
      expect(outcome.pause).to.deep.equal(failure(kind as FailureKind));
      expect(msUntil(outcome.wakeAt), kind).to.equal(ms);
      expect(outcome.status).to.equal(undefined);
    }
  });

  it('rejected for its account again and again while others pass, or for a day, fails and lets the others go', () => {
    const often = settled({ type: 'rejected', failure: failure('auth') }, 7);
    expect(often.outbox.type).to.equal('remove');
    expect(often.status).to.deep.include({ status: 'failed', failure: failure('auth') });
    const old = idFloor(new Date(at.getTime() - 24 * 60 * minute));
    const { task, ...end } = finished({ type: 'rejected', failure: failure('auth') });
    const late = settle({ task: { ...task, probes: true, messageId: old }, ...end }, settleAfterMs, 0.5);
    expect(late.outbox.type).to.equal('remove');
    expect(late.status?.failure?.text).to.include('24 hours');
  });

  it('proven not sent is tried again, later each time, a bounded number of times', () => {
    const waits = Array.from({ length: 7 }, (_, attempts) =>
      msUntil(settled({ type: 'retry', failure: failure('retry') }, attempts, 1).wakeAt)!,
    );
    expect(waits).to.deep.equal([2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000]);
    const last = settled({ type: 'retry', failure: failure('retry') }, 7);
    expect(last.outbox.type).to.equal('remove');
    expect(last.status).to.deep.include({ status: 'failed', failure: failure('retry') });
    expect(last.wakeAt).to.equal(undefined);
  });

  it('too fast for one person waits in powers of four, as Meta asks', () => {
    const waits = [0, 1, 2, 3].map((attempts) =>
      msUntil(settled({ type: 'retry', failure: failure('pair') }, attempts, 1).wakeAt),
    );
    expect(waits).to.deep.equal([4_000, 16_000, 64_000, 256_000]);
  });

  it('too fast for the number holds the whole channel, as long as the provider says, and never uses up attempts', () => {
    const outcome = settled({ type: 'retry', failure: failure('rate'), retryAfterMs: 7_000 }, 50);
    expect(outcome.outbox).to.include({ type: 'again', counts: false });
    expect(outcome.standstillMs).to.equal(7_000);
    expect(settled({ type: 'retry', failure: failure('rate') }).standstillMs).to.equal(1_000);
    expect(settled({ type: 'retry', failure: failure('pair') })).to.not.have.property('standstillMs');
  });

  it('held back by a limit for a day is given up, with the reason', () => {
    for (const kind of ['rate', 'pair'] as const) {
      const task = {
        type: 'send',
        messageId: idFloor(new Date(at.getTime() - 24 * 60 * minute)),
        attemptId: 'a',
        attempts: 0,
      };
      const late = { task, outcome: { type: 'retry', failure: failure(kind) }, at } as FinishedTask;
      const outcome = settle(late, settleAfterMs, 0.5);
      expect(outcome.outbox.type).to.equal('remove');
      expect(outcome.status?.failure).to.deep.include({ kind, code: '1' });
      expect(outcome.status?.failure?.text).to.include('24 hours');
    }
  });

  it('never comes back before the provider said, nor all at the same moment', () => {
    const any = fc.record({
      attempts: fc.nat(6),
      random: fc.double({ min: 0, max: 1, noNaN: true }),
      retryAfterMs: fc.nat(600_000),
      kind: fc.constantFrom(...kinds),
    });
    fc.assert(
      fc.property(any, ({ attempts, random, retryAfterMs, kind }) => {
        const outcome = settled({ type: 'retry', failure: failure(kind), retryAfterMs }, attempts, random);
        expect(msUntil(outcome.wakeAt))
          .to.be.at.least(retryAfterMs)
          .and.at.most(Math.max(retryAfterMs, 5 * minute));
        expect(outcome.outbox).to.deep.equal({
          messageId,
          attemptId: 'a',
          type: 'again',
          notBefore: outcome.wakeAt,
          counts: kind !== 'rate',
        });
      }),
    );
    const wakes = [0, 0.3, 1].map((random) =>
      msUntil(settled({ type: 'retry', failure: failure('rate') }, 3, random).wakeAt),
    );
    expect(wakes).to.deep.equal([8_000, 10_400, 16_000]);
  });

  it('not begun because its slot had passed takes another at once, without counting', () => {
    const outcome = settled({ type: 'late' }, 7);
    expect(outcome.outbox).to.deep.equal({ messageId, attemptId: 'a', type: 'again', notBefore: at, counts: false });
    expect(outcome.wakeAt).to.deep.equal(at);
    expect(outcome.status).to.equal(undefined);
  });

  it('in doubt waits for its receipt, and is neither failed nor repeated', () => {
    const outcome = settled({ type: 'ambiguous', failure: failure('retry') }, 7);
    expect(outcome.outbox).to.deep.equal({
      messageId,
      attemptId: 'a',
      type: 'doubt',
      until: new Date(at.getTime() + settleAfterMs),
    });
    expect(outcome.attempt).to.include({ outcome: 'ambiguous' });
    expect(outcome.status).to.equal(undefined);
  });
});

describe('a lookup that ended', () => {
  it('absent is sent again at once: the provider certainly does not have it', () => {
    const outcome = settled({ type: 'absent' });
    expect(outcome.outbox).to.deep.equal({
      messageId,
      attemptId: 'a',
      type: 'again',
      notBefore: at,
      counts: true,
    });
    expect(outcome.attempt).to.include({ outcome: 'absent' });
  });

  it('unknown leaves the message visible as uncertain, and lets the next one pass', () => {
    const outcome = settled({ type: 'unknown' });
    expect(outcome.outbox.type).to.equal('remove');
    expect(outcome.status).to.deep.include({ status: 'uncertain' });
    expect(outcome.attempt).to.equal(undefined);
  });
});

describe('any end of a call', () => {
  it('leaves either nothing to do or a time to do it: no message is forgotten', () => {
    for (const kind of kinds) {
      for (const type of ['rejected', 'retry', 'ambiguous'] as const) {
        for (const attempts of [0, 3, 7, 50]) {
          const { outbox, wakeAt, status } = settled({ type, failure: failure(kind) }, attempts);
          if (outbox.type === 'remove') expect(status, `${type} ${kind}`).not.to.equal(undefined);
          else expect(msUntil(wakeAt), `${type} ${kind}`).to.be.greaterThan(0);
        }
      }
    }
  });
});
