// When schedules come to pass: at the instant, at the local time, by the rule; and what changes of the clocks do to them.
import { expect } from 'chai';
import { nextOccurrence, occurrencesBetween, realigned } from '../../../../src/domain/schedule/occurrences.ts';
import type { RuleSchedule, Schedule } from '../../../../src/domain/schedule/schedule.ts';

const date = (text: string) => new Date(text);
const next = (schedule: Schedule, after?: string) =>
  nextOccurrence(schedule, after === undefined ? undefined : date(after))?.occursAt.toISOString();
const local = (localTime: string, zone: string) => next({ type: 'local', localTime, zone });
const rule = (text: string, zone: string, more: Partial<RuleSchedule> = {}): RuleSchedule => ({
  type: 'rule',
  rule: text,
  zone,
  startsAt: '2026-01-01T09:00:00',
  ...more,
});
const from = (schedule: Schedule, after: string, limit: number) =>
  occurrencesBetween(schedule, date(after), date('2100-01-01T00:00:00Z'), limit).map(({ occursAt }) =>
    occursAt.toISOString(),
  );

describe('an instant', () => {
  const at: Schedule = { type: 'at', at: date('2026-03-08T09:00:00Z') };

  it('comes once', () => {
    expect(next(at)).to.equal('2026-03-08T09:00:00.000Z');
    expect(next(at, '2026-03-08T08:59:59.999Z')).to.equal('2026-03-08T09:00:00.000Z');
    expect(next(at, '2026-03-08T09:00:00Z')).to.equal(undefined);
  });
});

describe('a local time', () => {
  it('is that of its zone, in summer and in winter', () => {
    expect(local('2026-01-10T09:00:00', 'Europe/Paris')).to.equal('2026-01-10T08:00:00.000Z');
    expect(local('2026-07-10T09:00:00', 'Europe/Paris')).to.equal('2026-07-10T07:00:00.000Z');
  });

  it('comes at the first valid instant when the clocks leave it out', () => {
    expect(local('2026-03-08T02:30:00', 'America/New_York')).to.equal('2026-03-08T07:00:00.000Z');
    expect(local('2026-10-04T02:15:00', 'Australia/Lord_Howe')).to.equal('2026-10-03T15:30:00.000Z');
    // A whole day.
    expect(local('2011-12-30T09:00:00', 'Pacific/Apia')).to.equal('2011-12-30T10:00:00.000Z');
  });

  it('comes the first time when the clocks show it twice', () => {
    expect(local('2026-11-01T01:30:00', 'America/New_York')).to.equal('2026-11-01T05:30:00.000Z');
    expect(local('2026-04-05T01:45:00', 'Australia/Lord_Howe')).to.equal('2026-04-04T14:45:00.000Z');
  });

  it('knows zones that are off by parts of an hour', () => {
    expect(local('2026-03-08T09:00:00', 'Asia/Kathmandu')).to.equal('2026-03-08T03:15:00.000Z');
    expect(local('2026-07-08T09:00:00', 'Pacific/Chatham')).to.equal('2026-07-07T20:15:00.000Z');
    expect(local('2026-01-08T09:00:00', 'Pacific/Chatham')).to.equal('2026-01-07T19:15:00.000Z');
  });
});

describe('a rule', () => {
  it('keeps its local time when the clocks change', () => {
    expect(from(rule('FREQ=WEEKLY;BYDAY=SU', 'America/New_York'), '2026-02-28T00:00:00Z', 3)).to.deep.equal([
      '2026-03-01T14:00:00.000Z',
      '2026-03-08T13:00:00.000Z',
      '2026-03-15T13:00:00.000Z',
    ]);
  });

  it('fires once for all that a jump leaves out', () => {
    expect(from(rule('*/20 1-3 * * *', 'Europe/Berlin'), '2026-03-29T00:39:00Z', 4)).to.deep.equal([
      '2026-03-29T00:40:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-29T01:20:00.000Z',
      '2026-03-29T01:40:00.000Z',
    ]);
  });

  it('fires once in an hour that comes twice', () => {
    expect(from(rule('30 * * * *', 'Europe/Berlin'), '2026-10-24T23:00:00Z', 4)).to.deep.equal([
      '2026-10-24T23:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T02:30:00.000Z',
      '2026-10-25T03:30:00.000Z',
    ]);
    expect(next(rule('30 * * * *', 'Europe/Berlin'), '2026-10-25T01:10:00Z')).to.equal('2026-10-25T02:30:00.000Z');
  });

  it('leaves out months that lack its day', () => {
    expect(from(rule('FREQ=MONTHLY;BYMONTHDAY=31', 'UTC'), '2026-01-01T00:00:00Z', 3)).to.deep.equal([
      '2026-01-31T09:00:00.000Z',
      '2026-03-31T09:00:00.000Z',
      '2026-05-31T09:00:00.000Z',
    ]);
    const fromThe31st = rule('FREQ=MONTHLY', 'UTC', { startsAt: '2026-01-31T09:00:00' });
    expect(from(fromThe31st, '2026-02-01T00:00:00Z', 1)).to.deep.equal(['2026-03-31T09:00:00.000Z']);
    const last = rule('FREQ=MONTHLY;BYMONTHDAY=-1', 'UTC');
    expect(from(last, '2026-02-01T00:00:00Z', 1)).to.deep.equal(['2026-02-28T09:00:00.000Z']);
  });

  it('knows weeks of the year, also where one goes on in the next year', () => {
    const start = { startsAt: '2026-01-07T09:00:00' };
    expect(from(rule('FREQ=YEARLY;BYWEEKNO=40', 'UTC', start), '2026-01-01T00:00:00Z', 3)).to.deep.equal([
      '2026-09-30T09:00:00.000Z',
      '2027-10-06T09:00:00.000Z',
      '2028-10-04T09:00:00.000Z',
    ]);
    expect(from(rule('FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH,SA,SU', 'UTC', start), '2026-01-01T00:00:00Z', 4)).to.deep.equal(
      ['2026-12-31T09:00:00.000Z', '2027-01-02T09:00:00.000Z', '2027-01-03T09:00:00.000Z', '2032-12-30T09:00:00.000Z'],
    );
  });

  it('knows leap days, and that 2100 has none', () => {
    const leap = rule('0 9 29 2 *', 'UTC');
    expect(next(leap)).to.equal('2028-02-29T09:00:00.000Z');
    expect(next(leap, '2096-03-01T00:00:00Z')).to.equal('2104-02-29T09:00:00.000Z');
  });

  it('of cron takes either day when it names one of the month and one of the week', () => {
    expect(from(rule('0 9 13 * fri', 'UTC'), '2026-01-08T00:00:00Z', 3)).to.deep.equal([
      '2026-01-09T09:00:00.000Z',
      '2026-01-13T09:00:00.000Z',
      '2026-01-16T09:00:00.000Z',
    ]);
    const twice = rule('0 9 13 * fri', 'UTC', { count: 2 });
    expect(from(twice, '2026-01-01T00:00:00Z', 9)).to.deep.equal([
      '2026-01-02T09:00:00.000Z',
      '2026-01-09T09:00:00.000Z',
    ]);
    expect(next(twice, '2026-01-09T09:00:00Z')).to.equal(undefined);
  });

  it('begins at its start, and ends with its end, its UNTIL and its count', () => {
    const daily = (text: string, more: Partial<RuleSchedule> = {}) =>
      from(rule(text, 'America/Bogota', more), '2020-01-01T00:00:00Z', 99);
    const two = ['2026-01-01T14:00:00.000Z', '2026-01-02T14:00:00.000Z'];
    expect(daily('FREQ=DAILY', { endsAt: date('2026-01-02T14:00:00Z') })).to.deep.equal(two);
    expect(daily('FREQ=DAILY', { count: 2 })).to.deep.equal(two);
    expect(daily('FREQ=DAILY;COUNT=2', { count: 5 })).to.deep.equal(two);
    expect(daily('FREQ=DAILY;UNTIL=20260102T140000Z')).to.deep.equal(two);
    expect(daily('FREQ=DAILY;UNTIL=20260102T090000')).to.deep.equal(two);
    expect(daily('FREQ=DAILY;UNTIL=20260102')).to.deep.equal(two);
    expect(daily('FREQ=DAILY;UNTIL=20260102T135959Z')).to.deep.equal(two.slice(0, 1));
    expect(daily('0 9 * * *', { endsAt: date('2026-01-03T13:59:59Z') })).to.deep.equal(two);
  });

  it('leaves out its exceptions, by the clock of its zone or by UTC', () => {
    const daily =
      'RRULE:FREQ=DAILY\nEXDATE;TZID=America/Bogota:20260102T090000\r\nEXDATE:20260103T140000Z,\r\n 20260105T090000';
    expect(from(rule(daily, 'America/Bogota'), '2026-01-01T00:00:00Z', 3)).to.deep.equal([
      '2026-01-01T14:00:00.000Z',
      '2026-01-04T14:00:00.000Z',
      '2026-01-06T14:00:00.000Z',
    ]);
  });

  it('that never comes to pass has no next time', () => {
    expect(next(rule('0 9 30 2 *', 'UTC'))).to.equal(undefined);
    expect(next(rule('FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31', 'UTC'))).to.equal(undefined);
    expect(next(rule('FREQ=DAILY', 'UTC', { endsAt: date('2025-01-01T00:00:00Z') }))).to.equal(undefined);
  });
});

describe('other zone data', () => {
  it('move what lies ahead to the nearest time by the data of now', () => {
    const daily = rule('0 9 * * *', 'America/Mexico_City');
    expect(realigned(daily, date('2026-07-10T14:00:00Z'))?.occursAt).to.deep.equal(date('2026-07-10T15:00:00Z'));
    expect(realigned(daily, date('2026-07-10T15:00:00Z'))?.occursAt).to.deep.equal(date('2026-07-10T15:00:00Z'));
    const once: Schedule = { type: 'local', localTime: '2026-07-10T09:00:00', zone: 'America/Mexico_City' };
    expect(realigned(once, date('2026-07-10T14:00:00Z'))?.occursAt).to.deep.equal(date('2026-07-10T15:00:00Z'));
    const hourly = rule('0 * * * *', 'Asia/Kathmandu');
    expect(realigned(hourly, date('2026-07-10T14:30:00Z'))?.occursAt).to.deep.equal(date('2026-07-10T14:15:00Z'));
    const twice = rule('0 8,9 * * *', 'America/Mexico_City');
    const eight = date('2026-07-10T14:00:00Z');
    expect(realigned(twice, eight)?.occursAt).to.deep.equal(eight);
    expect(realigned(twice, eight, date('2026-07-10T13:00:00Z'))?.occursAt).to.deep.equal(eight);
    const ahead = date('2026-07-10T16:00:00Z');
    expect(realigned(twice, ahead)?.occursAt, 'an hour ahead').to.deep.equal(date('2026-07-10T15:00:00Z'));
    expect(realigned(twice, ahead, date('2026-07-10T15:00:00Z'))?.occursAt, 'when it fired').to.deep.equal(
      date('2026-07-11T14:00:00Z'),
    );
    const ended = rule('0 9 * * *', 'UTC', { endsAt: date('2026-02-01T00:00:00Z') });
    expect(realigned(ended, date('2026-02-01T09:00:00Z'))).to.equal(undefined);
  });
});
