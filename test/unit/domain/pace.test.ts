// Slots of a number: never closer than its rate allows, replies first, slower after "too fast" and then faster again.
import { expect } from 'chai';
import fc from 'fast-check';
import {
  currentRate,
  cutRate,
  fullRate,
  pairOpensAt,
  pairSpentUntil,
  pairWholeAt,
  takeTurns as takeTurnsAhead,
  type Pace,
  type PaceLimit,
  type Waiting,
} from '../../../src/domain/pace.ts';

const takeTurns = (pace: Pace, of: PaceLimit, waiting: readonly Waiting[]) => takeTurnsAhead(pace, of, waiting, 75);
const now = Date.parse('2026-11-21T10:00:00Z');
const limit = { transport: 'whatsapp', ratePerSecond: 100 } as const;
const fresh: Pace = { now, nextAt: 0, repliesDueAt: 0, bulkDueAt: 0, slowedAt: null, slowedTo: null };
const reply: Waiting = { bulk: false, dueAt: null, behind: false };
const bulk: Waiting = { bulk: true, dueAt: null, behind: false };
const times = (count: number, each: Waiting) => Array.from({ length: count }, () => each);

describe('the turns of a number', () => {
  it('go at once when nobody went before', () => {
    expect(takeTurns(fresh, limit, [reply]).turns).to.deep.equal([{ type: 'go', at: now }]);
  });

  it('are never closer together than the rate allows, whoever takes them and whenever', () => {
    const rounds = fc.array(
      fc.record({ passed: fc.nat(300), replies: fc.nat(40), bulk: fc.nat(40), rate: fc.constantFrom(1, 20, 80, 1000) }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(rounds, (given) => {
        let pace = fresh;
        let latest = 0;
        for (const { passed, replies, bulk: many, rate } of given) {
          const waiting = [...times(many, bulk), ...times(replies, reply)];
          const { turns, pace: after } = takeTurns(
            { ...pace, now: pace.now + passed },
            { ...limit, ratePerSecond: rate },
            waiting,
          );
          const slots = turns.flatMap(({ type, at }) => (type === 'go' ? [at] : [])).toSorted((a, b) => a - b);
          for (const slot of slots) {
            expect(slot).to.be.at.least(latest);
            latest = slot + 1000 / rate;
          }
          pace = after;
        }
      }),
    );
  });

  it('give replies the first slots, though bulk stands before them', () => {
    const { turns } = takeTurns(fresh, limit, [bulk, bulk, reply]);
    expect(turns[2]).to.deep.equal({ type: 'go', at: now });
    expect(turns[0]!.at).to.be.greaterThan(now);
  });

  it('are given out only a moment ahead, so that a reply waits no longer than that', () => {
    const { turns, pace } = takeTurns(fresh, limit, times(1000, bulk));
    expect(turns.filter(({ type }) => type === 'go').length).to.be.within(5, 8);
    expect(pace.nextAt - now).to.be.lessThan(100);
    const [next] = takeTurns(pace, limit, [reply]).turns;
    expect(next!.type).to.equal('go');
  });

  it('let bulk that comes late to its places follow at the distance of the number, and no closer', () => {
    const late = Array.from({ length: 5 }, (_, n) => ({ bulk: true, dueAt: now - 1_000 + n * 12, behind: false }));
    const { turns } = takeTurns(fresh, limit, late);
    const gaps = turns.slice(1).map(({ at }, n) => at - turns[n]!.at);
    const own = 1000 / (100 * 0.9);
    for (const gap of gaps) expect(gap).to.be.closeTo(own, 0.001);
  });

  it('spread what waits over the time it takes, bulk over a little longer', () => {
    const ends = (each: Waiting) => takeTurns(fresh, limit, times(1000, each)).turns.at(-1)!;
    expect(ends(reply).type).to.equal('wait');
    expect(ends(reply).at - now).to.be.within(11_000, 11_200);
    expect(ends(bulk).at - now).to.be.within(11_500, 11_800);
  });

  it('keep the place that was given before, and put newcomers behind those who wait', () => {
    const { turns, pace } = takeTurns(fresh, limit, [
      { bulk: false, dueAt: now + 50, behind: true },
      { ...reply, behind: true },
    ]);
    expect(turns[0]).to.deep.equal({ type: 'wait', at: now + 50 });
    expect(turns[1]!.type).to.equal('wait');
    expect(pace.nextAt).to.equal(0);
  });

  it('come later when the provider asked for a standstill', () => {
    const { turns } = takeTurns({ ...fresh, nextAt: now + 30_000 }, limit, [reply, bulk]);
    for (const { type, at } of turns)
      expect({ type, later: at >= now + 30_000 }).to.deep.equal({ type: 'wait', later: true });
  });
});

describe('the rate of a number', () => {
  it('is 80 by WhatsApp and 1 by SMS, unless it is told otherwise', () => {
    expect(fullRate({ transport: 'whatsapp', ratePerSecond: null })).to.equal(80);
    expect(fullRate({ transport: 'sms', ratePerSecond: null })).to.equal(1);
    expect(fullRate({ transport: 'sms', ratePerSecond: 30 })).to.equal(30);
  });

  it('is halved each time, but never to nothing', () => {
    let pace = fresh;
    const rates = Array.from({ length: 8 }, () => {
      pace = { ...pace, slowedAt: now, slowedTo: cutRate(limit, pace) };
      return currentRate(limit, pace);
    });
    expect(rates).to.deep.equal([50, 25, 12.5, 6.25, 3.125, 3.125, 3.125, 3.125]);
  });

  it('grows back evenly within minutes, and no further than it was', () => {
    const slowed = { ...fresh, slowedAt: now, slowedTo: 50 };
    const after = (seconds: number) => currentRate(limit, { ...slowed, now: now + seconds * 1000 });
    expect([0, 30, 75, 150, 3600].map(after)).to.deep.equal([50, 60, 75, 100, 100]);
  });
});

describe('the allowance of one person', () => {
  it('is 45 messages at once and then one every six seconds', () => {
    let wholeAt: Date | null = null;
    for (let n = 0; n < 45; n++) {
      expect(pairOpensAt(wholeAt, new Date(now)), `message ${n}`).to.equal(undefined);
      wholeAt = pairWholeAt(wholeAt, new Date(now));
    }
    expect(pairOpensAt(wholeAt, new Date(now))).to.deep.equal(new Date(now + 6_000));
    expect(pairOpensAt(wholeAt, new Date(now + 6_000))).to.equal(undefined);
    expect(pairOpensAt(wholeAt, new Date(now + 3600_000))).to.equal(undefined);
  });

  it('is spent when the provider says so', () => {
    const opensAt = new Date(now + 16_000);
    expect(pairOpensAt(pairSpentUntil(opensAt), new Date(now))).to.deep.equal(opensAt);
    const next = pairWholeAt(pairSpentUntil(opensAt), opensAt);
    expect(pairOpensAt(next, opensAt)).to.deep.equal(new Date(now + 22_000));
  });
});
