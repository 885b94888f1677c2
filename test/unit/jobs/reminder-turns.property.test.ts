// Reminders by a rule in quiet hours, with workers that stand still now and then: each time is sent or missed, once.
import { expect } from 'chai';
import fc from 'fast-check';
import { occurrencesBetween } from '../../../src/domain/schedule/occurrences.ts';
import type { RuleSchedule, SendWindow } from '../../../src/domain/schedule/schedule.ts';
import { turnOf } from '../../../src/jobs/reminders/turn.ts';
import type { DueReminder } from '../../../src/store/due-reminders.ts';

const minute = 60_000;
const from = Date.UTC(2026, 9, 23);
const until = from + 5 * 24 * 60 * minute;
const runs = Number(process.env['SCHEDULE_RUNS'] ?? 60);

const rules = fc.constantFrom('0 * * * *', '*/30 * * * *', '15 2,3,20 * * *', '0 7 * * *', 'FREQ=HOURLY;INTERVAL=5');
const zones = fc.constantFrom('Europe/Berlin', 'America/Mexico_City', 'Asia/Kathmandu', 'Africa/Cairo');
const hour = fc.integer({ min: 0, max: 23 }).map((at) => `${String(at).padStart(2, '0')}:00`);
const days = fc.constantFrom<number[]>([1, 2, 3, 4, 5, 6, 7], [1, 3, 5], [6]);
const windows = fc
  .record({ days, from: hour, until: hour })
  .filter((each) => each.from !== each.until)
  .map((each): SendWindow[] => [each]);
const limits = fc.record({ ends: fc.boolean(), count: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }) });
/** When somebody looks: every so often, but for a standstill. */
const workers = fc.record({
  every: fc.constantFrom(1, 7, 90),
  away: fc.nat(4 * 24),
  back: fc.constantFrom(0, 1, 9, 30),
});

interface Outcome {
  occursAt: number;
  at: number;
  sent: boolean;
}

describe('reminders by a rule', () => {
  it('are sent or missed at each of their times, once, in time and never in quiet hours', () => {
    fc.assert(
      fc.property(
        fc.record({ rule: rules, zone: zones, contactZone: zones, windows, limits, workers }),
        fc.constantFrom(60, 1_800, 3_600, 6 * 3_600, 36 * 3_600),
        (given, sendWithinSeconds) => {
          const schedule: RuleSchedule = {
            type: 'rule',
            rule: given.rule,
            zone: given.zone,
            startsAt: '2026-10-23T00:00:00',
            ...(given.limits.ends ? { endsAt: new Date(until - 24 * 60 * minute) } : {}),
            ...(given.limits.count === undefined ? {} : { count: given.limits.count }),
          };
          const all = occurrencesBetween(schedule, new Date(from), new Date(until), Infinity);
          const outcomes = follow(schedule, given, sendWithinSeconds);
          const times = all.map(({ occursAt }) => occursAt.getTime());
          expect(outcomes.map(({ occursAt }) => occursAt)).to.deep.equal(times.slice(0, outcomes.length));
          // What is left is still waiting, or too young.
          const left = times.slice(outcomes.length);
          for (const time of left)
            expect(time).to.be.greaterThan(until - sendWithinSeconds * 1_000 - 2 * 24 * 60 * minute);
          const { every, back } = given.workers;
          for (const { at, occursAt, sent } of outcomes) {
            const latest = occursAt + sendWithinSeconds * 1_000;
            const isOpenAt = (time: number) => isOpen(time, given.contactZone, given.windows[0]!);
            if (sent) expect(at).to.be.within(occursAt, latest);
            if (sent) expect(isOpenAt(at), new Date(at).toISOString()).to.equal(true);
            // Windows open and close on the hour.
            const quarters = Array.from({ length: sendWithinSeconds / 900 }, (_, n) => occursAt + n * 15 * minute);
            if (!sent && every === 1 && back === 0) expect(quarters.filter(isOpenAt)).to.deep.equal([]);
          }
        },
      ),
      { numRuns: runs },
    );
  });
});

/** As a worker does it, without what it writes. */
function follow(
  schedule: RuleSchedule,
  given: { contactZone: string; windows: SendWindow[]; workers: { every: number; away: number; back: number } },
  sendWithinSeconds: number,
): Outcome[] {
  const outcomes: Outcome[] = [];
  const due = {
    schedule,
    sendWithinSeconds,
    quietHours: 'respect',
    sendWindows: given.windows,
    contactZone: given.contactZone,
    knownAddress: '',
    tenantZone: 'UTC',
  };
  const away = from + given.workers.away * 60 * minute;
  const back = away + given.workers.back * 60 * minute;
  let [first] = occurrencesBetween(schedule, new Date(from), new Date(until), 1);
  let next = first?.occursAt;
  let lookAt = next;
  for (let now = from; next && lookAt && now <= until; now += given.workers.every * minute) {
    if (now >= away && now < back) continue;
    while (next && lookAt && lookAt.getTime() <= now) {
      const turn = turnOf({ ...due, occursAt: next, nextAt: lookAt } as unknown as DueReminder, new Date(now));
      if (turn.type === 'wait') {
        lookAt = turn.until;
        continue;
      }
      const times = turn.type === 'send' ? [next] : turn.times;
      for (const time of times) outcomes.push({ occursAt: time.getTime(), at: now, sent: turn.type === 'send' });
      next = turn.next;
      lookAt = next;
    }
  }
  return outcomes.filter(({ occursAt }) => occursAt <= until);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const options = { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit' } as const;
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat('en-GB', options);
  clocks.set(zone, clock);
  return clock;
}

/** By what Intl shows of the clock there. */
function isOpen(at: number, zone: string, { days: open, from: begins, until: ends }: SendWindow): boolean {
  const shown = new Map(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(shown.get('weekday')!) + 1;
  const time = `${shown.get('hour')}:${shown.get('minute')}`;
  const dayBefore = weekday === 1 ? 7 : weekday - 1;
  if (begins < ends) return open.includes(weekday) && time >= begins && time < ends;
  return (open.includes(weekday) && time >= begins) || (open.includes(dayBefore) && time < ends);
}
