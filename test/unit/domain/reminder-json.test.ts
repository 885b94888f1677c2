// Reminders as JSON: which instants there are.
import { expect } from 'chai';
import { toReminderDraft } from '../../../src/domain/reminder-request/draft.ts';
import { readReminderJson } from '../../../src/domain/reminder-request/json.ts';

describe('the instants of a reminder in JSON', () => {
  const draftOf = (schedule: object) => {
    const template = { name: 'visit', language: 'en', parameters: {} };
    const { request, problems } = readReminderJson({ phone: '+27821234567', template, ...schedule });
    return toReminderDraft(request, new Date('2026-01-01T00:00:00Z'), problems);
  };
  const problemsOf = (schedule: object) => {
    const draft = draftOf(schedule);
    const when = Array.isArray(draft) ? { problems: draft } : draft.when;
    return 'problems' in when ? when.problems.map(({ path }) => path) : [];
  };
  const daily = (endsAt: string) => ({ rule: { rule: 'FREQ=DAILY;BYHOUR=9', zone: 'UTC', ends_at: endsAt } });

  for (const none of [
    '2030-02-30T00:00:00Z',
    '2029-02-29T08:00:00+02:00',
    '2030-03-08T24:00:00Z',
    '2030-03-08T08:60:00Z',
    '2030-04-31T08:00Z',
    '2030-03-08T08:00:00',
    '9999-12-31T23:59:59-02:00',
  ]) {
    it(`do not include ${none}`, () => {
      expect(problemsOf({ at: none })).to.deep.equal(['at']);
      expect(problemsOf(daily(none))).to.deep.equal(['rule.ends_at']);
    });
  }

  it('include those of the far future, which mean never, as they do for the api', () => {
    expect(problemsOf({ at: '3000-01-01T00:00:00Z' })).to.deep.equal([]);
    expect(problemsOf(daily('9999-12-31T23:59:59.999999Z'))).to.deep.equal([]);
  });

  it('include leap days, and are the same request however they are written', () => {
    for (const at of ['2028-02-29T06:00:00Z', '2028-02-29T08:00+02:00', '2028-02-29T06:00:00.000z'])
      expect(draftOf({ at })).to.deep.equal(draftOf({ at: '2028-02-29T06:00:00Z' }));
    expect(problemsOf(daily('2028-02-29T06:00:00Z'))).to.deep.equal([]);
  });
});
