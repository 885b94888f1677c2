// Schedules as callers give them: what they become, and what is said of those that will not do.
import { expect } from 'chai';
import { parseSchedule, type ScheduleInput } from '../../../../src/domain/schedule/parse-schedule.ts';

const now = new Date('2026-03-01T10:00:07.350Z');
const zone = 'America/New_York';

function parsed(input: ScheduleInput) {
  const result = parseSchedule(input, now);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result;
}

function problems(input: ScheduleInput): string[] {
  const result = parseSchedule(input, now);
  return 'problems' in result ? result.problems.map(({ path, description }) => `${path} ${description}`) : [];
}

const ofRule = (rule: string) => problems({ rule, zone }).join('; ');

describe('a schedule that is given', () => {
  it('may be an instant, past or not', () => {
    const at = new Date('2026-03-08T14:00:00Z');
    expect(parsed({ at })).to.deep.equal({ schedule: { type: 'at', at }, occursAt: at });
    expect(parsed({ at: '2026-03-08T09:00:00-05:00', zone: '', rule: '' }).occursAt).to.deep.equal(at);
    expect(parsed({ at: '2020-01-01T00:00:00Z' }).occursAt).to.deep.equal(new Date('2020-01-01T00:00:00Z'));
  });

  it('may be a local time', () => {
    expect(parsed({ localTime: '2026-03-09T09:00', zone })).to.deep.equal({
      schedule: { type: 'local', localTime: '2026-03-09T09:00', zone },
      occursAt: new Date('2026-03-09T13:00:00Z'),
    });
  });

  it('may be a rule, which begins with the next minute unless it is told when', () => {
    expect(parsed({ rule: 'FREQ=DAILY', zone })).to.deep.equal({
      schedule: { type: 'rule', rule: 'FREQ=DAILY', zone, startsAt: '2026-03-01T05:01:00' },
      occursAt: new Date('2026-03-01T10:01:00Z'),
    });
    const endsAt = '2027-01-01T00:00:00Z';
    expect(parsed({ rule: '0 9 * * 1-5', zone, startsAt: '2026-04-04T00:00', endsAt, count: 3 })).to.deep.equal({
      schedule: {
        type: 'rule',
        rule: '0 9 * * 1-5',
        zone,
        startsAt: '2026-04-04T00:00:00',
        endsAt: new Date(endsAt),
        count: 3,
      },
      occursAt: new Date('2026-04-06T13:00:00Z'),
    });
  });

  it('may be the lines of a calendar, which name start and zone themselves', () => {
    const rule = 'DTSTART;TZID=Europe/Paris:20260105T090000\nRRULE:FREQ=WEEKLY';
    const { schedule, occursAt } = parsed({ rule });
    expect(schedule).to.deep.equal({ type: 'rule', rule, zone: 'Europe/Paris', startsAt: '2026-01-05T09:00:00' });
    expect(occursAt).to.deep.equal(new Date('2026-03-02T08:00:00Z'));
    expect(parsed({ rule, zone: 'Europe/Paris', startsAt: '2026-01-05T09:00' }).occursAt).to.deep.equal(occursAt);
    expect(problems({ rule, zone })).to.deep.equal(['zone is not Europe/Paris, which the rule names']);
    expect(problems({ rule, startsAt: '2026-01-05T10:00' })).to.deep.equal([
      'starts_at is not the DTSTART of the rule',
    ]);
    expect(parsed({ rule: 'DTSTART:20260105T140000Z\nRRULE:FREQ=WEEKLY', zone }).schedule).to.include({
      startsAt: '2026-01-05T09:00:00',
    });
  });

  it('is one of the three', () => {
    const needed = ['at or local_time or rule must be given, and only one'];
    expect(problems({})).to.deep.equal(needed);
    expect(problems({ at: now, rule: '0 9 * * *', zone })).to.deep.equal(needed);
    expect(problems({ at: now, zone, count: 1, startsAt: 'x', endsAt: now })).to.deep.equal([
      'starts_at is for a rule only',
      'ends_at is for a rule only',
      'count is for a rule only',
      'zone is for a local time or a rule only',
    ]);
  });

  it('needs times that exist', () => {
    const instant = ['at must be an instant such as 2026-03-08T09:00:00Z'];
    expect(problems({ at: '2026-03-08T09:00:00' })).to.deep.equal(instant);
    expect(problems({ at: '2026-02-30T09:00:00Z' })).to.deep.equal(instant);
    expect(problems({ at: new Date(Number.NaN) })).to.deep.equal(instant);
    for (const localTime of [
      '2026-02-29T09:00',
      '2026-03-08T24:00',
      '2026-03-08T09:00Z',
      '2026-03-08',
      '2026-03-08T09:00:00.5',
    ])
      expect(problems({ localTime, zone })).to.deep.equal([
        'local_time must be a local time without an offset, such as 2026-03-08T09:00:00',
      ]);
  });

  it('needs a zone that exists', () => {
    expect(problems({ localTime: '2026-03-08T09:00' })).to.deep.equal(['zone is needed for a local time or a rule']);
    for (const wrong of ['+02:00', 'Mars/Olympus', 'Europe/', '../etc', 'IST'])
      expect(problems({ rule: '0 9 * * *', zone: wrong })).to.deep.equal([
        'zone must be the IANA name of a time zone, such as America/Mexico_City',
      ]);
    expect(parsed({ localTime: '2026-07-08T09:00', zone: 'Asia/Kolkata' }).occursAt.toISOString()).to.equal(
      '2026-07-08T03:30:00.000Z',
    );
  });

  it('says everything at once', () => {
    expect(problems({ rule: 'FREQ=DAILY;BYHOUR=25', startsAt: 'noon', endsAt: 'never', count: 0 })).to.deep.equal([
      'rule must have a BYHOUR of 0 to 23',
      'zone is needed for a local time or a rule',
      'starts_at must be a local time without an offset, such as 2026-03-08T09:00:00',
      'ends_at must be an instant such as 2026-03-08T09:00:00Z',
      'count must be 1 to 1000; a rule that goes on longer may have an end',
    ]);
  });
});

describe('a rule that is given', () => {
  it('fires at most once a minute', () => {
    expect(ofRule('FREQ=SECONDLY')).to.include('more often than once a minute');
    expect(ofRule('FREQ=MINUTELY;BYSECOND=0,30')).to.include('more often than once a minute');
    expect(ofRule('* * * * * *')).to.include('must be an RRULE');
    expect(ofRule('* * * * *')).to.equal('');
    expect(ofRule('FREQ=MINUTELY')).to.equal('');
  });

  it('comes to pass', () => {
    expect(ofRule('0 9 30 2 *')).to.equal('rule never comes to pass');
    expect(ofRule('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30')).to.equal('rule never comes to pass');
    expect(ofRule('FREQ=DAILY;UNTIL=20260101')).to.equal('rule never comes to pass');
    expect(ofRule('DTSTART:20260101T090000\nRRULE:FREQ=DAILY;COUNT=3')).to.equal(
      'rule is over: all its times are past',
    );
    expect(ofRule('FREQ=MINUTELY;INTERVAL=1440;BYHOUR=3')).to.include('takes too long to follow');
  });

  it('has nothing that would be read past', () => {
    expect(ofRule('FREQ=DAILY;BYEASTER=1')).to.equal('rule has BYEASTER, which is not understood');
    expect(ofRule('FREQ=DAILY;FREQ=DAILY')).to.equal('rule has FREQ twice');
    expect(ofRule('FREQ=DAILY;;')).to.equal('rule has parts that are not of the form NAME=value');
    expect(ofRule('FREQ=FORTNIGHTLY')).to.include('rule must have a FREQ of YEARLY, MONTHLY');
    expect(ofRule('FREQ=DAILY\nRDATE:20260308T090000')).to.include('lines of DTSTART, RRULE and EXDATE only');
    expect(ofRule('FREQ=DAILY\nFREQ=WEEKLY')).to.equal('rule must have one RRULE');
    expect(ofRule('FREQ=DAILY\nEXDATE:20260308')).to.include('an EXDATE that is not a time');
    expect(ofRule('DTSTART:20260308\nRRULE:FREQ=DAILY')).to.include('must have one DTSTART such as');
    expect(ofRule('FREQ=DAILY;UNTIL=2027')).to.include('an UNTIL that is not a time');
    expect(
      ofRule('EXDATE;TZID=Europe/Paris:20260308T090000\nDTSTART;TZID=UTC:20260308T090000\nRRULE:FREQ=DAILY'),
    ).to.include('names more than one zone');
  });

  it('keeps to the values that its parts may have', () => {
    expect(ofRule('FREQ=MONTHLY;BYMONTHDAY=32')).to.include('BYMONTHDAY of 1 to 31, or -1 to -31 from the end');
    expect(ofRule('FREQ=MONTHLY;BYDAY=XX')).to.include('BYDAY such as MO,TU or -1FR');
    expect(ofRule('FREQ=YEARLY;INTERVAL=11')).to.include('INTERVAL of 1 to 10 when it is YEARLY');
    expect(ofRule('FREQ=DAILY;INTERVAL=0')).to.include('INTERVAL of 1 to 3650');
    expect(ofRule('FREQ=DAILY;COUNT=1001')).to.include('COUNT of 1 to 1000');
    expect(ofRule('FREQ=WEEKLY;WKST=1')).to.include('WKST such as MO');
    expect(ofRule('FREQ=WEEKLY;BYMONTHDAY=3')).to.include('not allowed by RFC 5545');
    expect(ofRule('FREQ=DAILY;BYDAY=1MO')).to.include('not allowed by RFC 5545');
    expect(ofRule('FREQ=DAILY;BYHOUR=1,2;BYSETPOS=1')).to.include('BYSETPOS only to choose among days');
    expect(ofRule(`FREQ=DAILY;BYHOUR=${'1,'.repeat(4000)}1`)).to.include('longer than 4000 characters');
  });

  it('names its days of the year in one way', () => {
    const twice = 'rule names its days of the year in more than one way';
    expect(ofRule('FREQ=YEARLY;BYYEARDAY=366;BYDAY=WE')).to.equal(twice);
    expect(ofRule('FREQ=YEARLY;BYYEARDAY=38;BYMONTHDAY=7')).to.equal(twice);
    expect(ofRule('FREQ=YEARLY;BYYEARDAY=38;BYWEEKNO=6')).to.equal(twice);
    expect(ofRule('FREQ=YEARLY;BYWEEKNO=40;BYMONTHDAY=1')).to.equal(twice);
    expect(ofRule('FREQ=YEARLY;BYDAY=MO,5SU')).to.equal(twice);
    expect(ofRule('FREQ=YEARLY;BYMONTHDAY=13;BYDAY=2FR')).to.equal(twice);
    expect(ofRule('FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR')).to.equal('');
    expect(ofRule('FREQ=YEARLY;BYMONTH=11;BYDAY=MO,1TU')).to.equal('');
    expect(ofRule('FREQ=YEARLY;BYWEEKNO=40;BYDAY=MO')).to.equal('');
    expect(ofRule('FREQ=YEARLY;BYMONTH=2;BYYEARDAY=38')).to.equal('');
    expect(ofRule('FREQ=MONTHLY;BYDAY=MO,1TU')).to.equal('');
  });

  it('of cron keeps to what its five fields may have', () => {
    for (const [field, rule] of [
      ['minute', '60 9 * * *'],
      ['minute', '*/0 9 * * *'],
      ['hour', '0 17-9 * * *'],
      ['day of the month', '0 9 0 * *'],
      ['day of the month', '0 9 L * *'],
      ['month', '0 9 * 13 *'],
      ['day of the week', '0 9 * * 1#2'],
      ['day of the week', '0 9 * * mo'],
    ] as const)
      expect(ofRule(rule)).to.include(`rule has a ${field} that is not a list of`);
    for (const rule of ['0,30 8-18/2 * JAN-mar Mon,WED', '5/20 9 * * 7', '0 9 1 1 *', '0 9 */2 * 0-6'])
      expect(ofRule(rule)).to.equal('');
  });
});
