// "Where is my report?": at any time, with the number or without, in any language, and never about somebody else's.
import { expect } from 'chai';
import type { FoundTicket } from '../../../../src/intake/lookups.ts';
import type { Lookups } from '../../../support/dialogue.ts';
import { city, corner, pothole, tellAll, ticketOf } from '../../../support/city.ts';

const lamp: FoundTicket = {
  number: 'REP-34679C',
  kind: 'report',
  status: 'in_progress',
  severity: null,
  category: 'lighting',
  description: 'The lamp is out',
  createdAt: new Date('2026-11-18T08:00:00Z'),
  updatedAt: new Date('2026-11-20T09:30:00Z'),
  dueAt: null,
  sla: 'none',
};
const leak: FoundTicket = { ...lamp, number: 'REP-FGHJKM', category: 'water', status: 'open' };
const settled: FoundTicket = { ...lamp, number: 'REP-PQRVWX', status: 'resolved', dueAt: lamp.createdAt, sla: 'met' };

function citizenWith(...own: FoundTicket[]) {
  const find: NonNullable<Lookups['ticket']> = ({ number, kinds }) =>
    own.find((ticket) => ticket.number === number && kinds.includes(ticket.kind));
  const open = own.filter(({ status }) => status !== 'resolved');
  const recent = (since: Date) => own.find(({ status, updatedAt }) => status === 'resolved' && updatedAt >= since);
  return city({}, { ticket: find, open_tickets: () => open, settled_ticket: ({ since }) => recent(since) });
}

describe('where is my report', () => {
  it('tells the only open one, in words and with its dates', () => {
    const { said, effects } = citizenWith(lamp, settled).write('Where is my report?');
    expect(said).to.match(/^Report \*REP-34679C\* \(Street lighting\) is being worked on\./);
    expect(said).to.match(/Reported: Nov 18, 2026, 8:00\sAM\nLast change: Nov 20, 2026, 9:30\sAM/);
    expect(said).to.match(/What can I do for you\?/);
    expect(effects).to.deep.equal([]);
  });

  it('finds one by its number, however it is written, settled ones too', () => {
    for (const text of [
      'REP-PQRVWX',
      'rep pqr vwx',
      'what about rep-pqrvwx?',
      'status of REP PQRVWX please',
      'PQRVWX',
      'pqr vwx',
      'where is my report PQRVWX',
      'My report number is pqrvwx',
      '¿Cómo va el folio PQRVWX?',
    ])
      expect(citizenWith(lamp, settled).write(text).said, text).to.match(
        /^Report \*REP-PQRVWX\* .* has been settled\./,
      );
  });

  it('finds no number of somebody else, nor one that cannot be', () => {
    for (const text of ['REP-KKKKKK', 'where is rep-12345?', 'REP #777', '7KQ4MX'])
      expect(citizenWith(lamp).write(text).said, text).to.match(/^I find no report of yours with the number REP/);
  });

  it('lets the person choose among several', () => {
    const person = citizenWith(lamp, leak);
    const { said, options } = person.write('status');
    expect(said).to.match(/several open reports/);
    expect(options.map(({ title }) => title)).to.deep.equal(['REP-34679C', 'REP-FGHJKM']);
    expect(person.tap('REP-FGHJKM').said).to.match(/^Report \*REP-FGHJKM\* \(Water and sewage\) has been received/);
  });

  it('tells the one settled last when none is open, for a month', () => {
    const said = (...own: FoundTicket[]) => citizenWith(...own).write('where is my report').said;
    expect(said(settled)).to.match(/^Report \*REP-PQRVWX\* .* has been settled\./);
    expect(said(settled, lamp)).to.match(/^Report \*REP-34679C\*/);
    expect(said({ ...settled, updatedAt: new Date('2026-10-20T10:00:00Z') })).to.match(/^I find no open report/);
  });

  it('takes what can be a number for something else where it answers a question', () => {
    const person = citizenWith(lamp);
    person.write(pothole);
    expect(person.write('CF3 4XX').said).to.contain('*Where:* CF3 4XX');
    expect(citizenWith(lamp).write('There is a pothole at pole 7KQ4MX').said).to.match(/Where is it\?/);
  });

  it('offers to report when there is none', () => {
    const person = citizenWith();
    const { said, options } = person.write('where is my report');
    expect(said).to.match(/^I find no open report of yours\./);
    expect(options.map(({ id }) => id)).to.include('start:report');
    expect(person.tap('Report a problem').said).to.match(/^What is wrong\?/);
  });

  it('is asked by its button as by words', () => {
    const person = citizenWith(lamp);
    person.write('hi');
    expect(person.tap('Where is my report?').said).to.contain('*REP-34679C*');
  });

  it('tells until when it should be settled, and when it is late', () => {
    const dueAt = new Date('2026-11-22T12:00:00Z');
    expect(citizenWith({ ...lamp, dueAt, sla: 'on_track' }).write('status').said).to.match(
      /settled by Nov 22, 2026, 12:00\sPM/,
    );
    const late = citizenWith({ ...lamp, dueAt: lamp.createdAt, sla: 'breached' }).write('status').said;
    expect(late).to.contain('takes longer than planned').and.to.not.contain('settled by');
    expect(citizenWith(settled).write(settled.number).said).to.not.contain('settled by');
  });

  it('loses nothing of a report that is being made', () => {
    const person = citizenWith(lamp);
    person.photo(pothole);
    const asked = person.write('where is my report?').said;
    expect(asked)
      .to.match(/^Report \*REP-34679C\*/)
      .and.to.match(/Where is it\?/);
    expect(person.write('REP-KKKKKK').said).to.match(/Where is it\?/);
    expect(person.write(corner).said).to.contain('*Photos:* 1');
    expect(person.write('status').said).to.contain('Shall I send this?');
    expect(ticketOf(person.tap('Send')).description).to.equal(pothole);
  });

  it('can be left without choosing: what is said belongs to the question before', () => {
    const person = citizenWith(lamp, leak);
    person.write(pothole);
    person.write('where is my report?');
    expect(person.write(corner).said).to.contain(`*Where:* ${corner}`);
    expect(person.write('status').options).to.have.length(2);
    expect(person.write('where is my report').options).to.have.length(2);
    expect(person.tap(1).said).to.contain('Shall I send this?');
  });

  it('asks what was open before when the reports were settled meanwhile', () => {
    const open = [lamp, leak];
    const person = city({}, { open_tickets: () => open });
    person.write(pothole);
    person.write('where is my report?');
    const asked = person.state()!;
    open.length = 0;
    expect(person.returnTo(asked).said).to.match(/^Where is it\?/);
  });

  it('is no question in a longer account that mentions a number', () => {
    const again = `${pothole}, the same that I told you about two weeks ago as REP-34679C, and it has only grown since then`;
    expect(citizenWith(lamp).write(again).said).to.match(/Where is it\?/);
  });

  it('tells nothing of tickets that are no reports', () => {
    const defect: FoundTicket = { ...lamp, number: 'DEF-34679C', kind: 'defect', category: 'return' };
    expect(citizenWith(defect).write('DEF-34679C').said).to.match(
      /^I find no report of yours with the number DEF-34679C/,
    );
  });

  it('stays open at the first question after it was answered', () => {
    const person = citizenWith(lamp);
    tellAll(person);
    person.tap('Send');
    const tap = person.send({ kind: 'interactive', text: 'Where is my report?', replyId: 'start:status' });
    expect(tap.said).to.contain('*REP-34679C*');
  });
});
