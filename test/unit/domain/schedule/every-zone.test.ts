// Rules over ten years of every zone's clocks, against plain enumeration: none of their times is skipped, none comes twice,
// what a jump leaves out comes when the jump is over, and what is shown twice comes the first time.
import { expect } from 'chai';
import fc from 'fast-check';
import { nextOccurrence, occurrencesBetween } from '../../../../src/domain/schedule/occurrences.ts';
import type { RuleSchedule } from '../../../../src/domain/schedule/schedule.ts';
import { instantsOf, segmentsOf, wallTimes, type Followed, type Segment } from './oracle.ts';
import { anyRule, type RandomRule } from './random-rule.ts';

// Rules that are tried, each time others. More of them: SCHEDULE_RUNS=2000.
const runs = Number(process.env['SCHEDULE_RUNS'] ?? 60);
const day = 86_400_000;
const from = Date.UTC(2026, 0, 1);
const to = Date.UTC(2036, 0, 1);
const shown = (at: number) => new Date(at).toISOString();
const local = (wall: number) => new Date(wall).toISOString().slice(0, 19);

const zones = Intl.supportedValuesOf('timeZone').map((name) => ({ name, segments: segmentsOf(name, from, to) }));
const changesOf = (segments: readonly Segment[]) => segments.slice(1).map((segment) => segment.from);
const changing = zones.filter(({ segments }) => segments.length > 1);
/** One zone of each way in which clocks change. */
const kinds = [...new Map(changing.map((zone) => [JSON.stringify(zone.segments), zone])).values()];

const anyZone = fc.constantFrom(...kinds, ...zones);

const quarterly: RandomRule = {
  text: '*/15 * * * *',
  followed: { everyMs: 15 * 60_000, start: from },
  start: from,
  dense: true,
};

/** By the rule alone, from its start on, as instants. */
function expected(rule: Followed, segments: readonly Segment[], start: number, after: number, until: number): number[] {
  const walls = wallTimes(rule, Math.max(start, after - 2 * day), until + 2 * day);
  return instantsOf(walls, segments).filter((at) => at > after && at <= until);
}

function between(schedule: RuleSchedule, after: number, until: number): number[] {
  const found = occurrencesBetween(schedule, new Date(after), new Date(until), Infinity);
  return found.map(({ occursAt }) => occursAt.getTime());
}

describe('rules in every zone', function () {
  this.timeout(0);

  it('know all zones and their changes', () => {
    expect(zones.length).to.be.greaterThan(400);
    expect(changing.length).to.be.greaterThan(100);
    expect(kinds.length).to.be.greaterThan(20);
  });

  it('fire every half hour around each change, in each way in which clocks change', () => {
    const rule = { everyMs: 30 * 60_000, start: from };
    for (const { name: zone, segments } of kinds) {
      const schedule: RuleSchedule = { type: 'rule', rule: '*/30 * * * *', zone, startsAt: local(from) };
      for (const change of changesOf(segments)) {
        const [after, until] = [change - 2 * 3_600_000, change + 3 * 3_600_000];
        const found = between(schedule, after, until).map(shown);
        expect(found, `${zone} ${shown(change)}`).to.deep.equal(
          expected(rule, segments, from, after, until).map(shown),
        );
      }
    }
  });

  it('fire once a day around changes of each zone, at a time that the change leaves out or shows twice', () => {
    for (const [nth, each] of changing.entries()) {
      const { name: zone, segments } = each;
      for (const [n, change] of changesOf(segments).entries()) {
        // Of zones that only differ by name, each fourth change, by turns.
        if (!kinds.includes(each) && (n + nth) % 4 > 0) continue;
        const before = segments[n]!.offset;
        const touched = Math.min(before, segments[n + 1]!.offset) + Math.abs(segments[n + 1]!.offset - before) / 2;
        const time = new Date(change + touched);
        const [hour, minute] = [time.getUTCHours(), time.getUTCMinutes()];
        const rule = { times: [{ hour, minute }], on: () => true };
        const schedule: RuleSchedule = { type: 'rule', rule: `${minute} ${hour} * * *`, zone, startsAt: local(from) };
        const found = between(schedule, change - day, change + 1.5 * day).map(shown);
        const right = expected(rule, segments, from, change - day, change + 1.5 * day).map(shown);
        expect(found, `${zone} ${shown(change)} ${schedule.rule}`).to.deep.equal(right);
      }
    }
  });

  it('fire as plain enumeration says over ten years, whatever the rule', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyRule(from), anyZone, fc.nat(9), (given, { name: zone, segments }, year) => {
        const schedule: RuleSchedule = { type: 'rule', rule: given.text, zone, startsAt: local(given.start) };
        for (const [after, until] of spansOf(given, segments, year)) {
          const found = between(schedule, after, until).map(shown);
          const right = expected(given.followed, segments, given.start, after, until).map(shown);
          compared += right.length;
          expect(found, `${given.text} from ${schedule.startsAt} in ${zone}`).to.deep.equal(right);
        }
      }),
      { numRuns: runs },
    );
    expect(compared, 'they did fire').to.be.greaterThan(runs * 10);
  });

  it('have a next time after any instant about a change', () => {
    const hours = fc.integer({ min: -240, max: 240 }).map((minutes) => minutes * 60_000 + 7_350);
    const either = fc.oneof(anyRule(from), fc.constant(quarterly));
    fc.assert(
      fc.property(either, fc.constantFrom(...kinds), fc.nat(), hours, (given, { name: zone, segments }, n, off) => {
        const changes = changesOf(segments);
        const after = changes[n % changes.length]! + off;
        const schedule: RuleSchedule = { type: 'rule', rule: given.text, zone, startsAt: local(given.start) };
        const [right] = expected(given.followed, segments, given.start, after, after + 60 * day);
        const found = nextOccurrence(schedule, new Date(after))?.occursAt.getTime();
        const message = `${given.text} in ${zone} after ${shown(after)}`;
        if (right !== undefined) expect(found, message).to.equal(right);
        else if (found !== undefined) expect(found, message).to.be.greaterThan(after + 60 * day);
      }),
      { numRuns: runs * 10 },
    );
  });

  it('stop after their count, counted from the start', () => {
    const counts = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(anyRule(from), fc.constantFrom(...kinds), counts, (given, { name: zone, segments }, count) => {
        const schedule: RuleSchedule = { type: 'rule', rule: given.text, zone, startsAt: local(given.start), count };
        const walls = wallTimes(given.followed, given.start, given.dense ? given.start + 30 * day : to);
        const right = instantsOf(walls.slice(0, count), segments);
        const found: number[] = [];
        let next = nextOccurrence(schedule, undefined);
        while (next && next.occursAt.getTime() < to && found.length <= count) {
          found.push(next.occursAt.getTime());
          next = nextOccurrence(schedule, next.occursAt);
        }
        const reached = given.dense ? right.filter((at) => at < given.start + 29 * day) : right.filter((at) => at < to);
        expect(found.slice(0, reached.length).map(shown), `${given.text} ${zone}`).to.deep.equal(reached.map(shown));
        if (walls.length >= count && reached.length === right.length) expect(found.length).to.equal(reached.length);
      }),
      { numRuns: runs },
    );
  });
});

/** Some days around each change of ten years; and one whole year of what does not fire all day long. */
function spansOf({ dense }: RandomRule, segments: readonly Segment[], year: number): [number, number][] {
  const days = dense ? day : 3 * day;
  const changes = changesOf(segments).map((change): [number, number] => [change - days, change + days]);
  return dense ? changes : [...changes, [Date.UTC(2026 + year, 0, 1) - 1, Date.UTC(2027 + year, 0, 1)]];
}
