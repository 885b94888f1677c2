// Options 4 and 5 of the menu: a person’s tickets, and the time they have left.
import { expect } from 'chai';
import { languages } from '../../../../src/domain/language.ts';
import { durationText } from '../../../../src/intake/flows/menu/ticket-text.ts';
import { speaker } from '../../../../src/intake/locales/index.ts';
import type { FoundTicket } from '../../../../src/intake/lookups.ts';
import { greeted, inHours, ticket, titles, world } from '../../../support/factory.ts';

describe('tickets of a person', () => {
  const own = [
    ticket('DEF-7KQ4MX'),
    ticket('MAINT-344444', { kind: 'maintenance', status: 'in_progress', dueAt: null, sla: 'none', severity: 'low' }),
    ticket('DEF-999999', { status: 'closed' }),
  ];

  it('are listed while they are open, with kind, status and time', () => {
    const person = greeted(world(own));
    const list = person.tap('My open tickets');
    expect(titles(list)).to.deep.equal(['DEF-7KQ4MX', 'MAINT-344444', 'Main menu']);
    expect(list.said).to.equal(
      [
        'These are your open tickets. Choose one to see more.',
        '',
        '*DEF-7KQ4MX* · Defect · Open · by Nov 21, 2026, 4:00 PM',
        '*MAINT-344444* · Maintenance · In progress',
      ].join('\n'),
    );
    const detail = person.tap('DEF-7KQ4MX');
    expect(detail.said).to.equal(
      [
        '*DEF-7KQ4MX* – Defect',
        'Status: Open',
        'Severity: High',
        'Reported: November 21, 2026',
        'Due: Nov 21, 2026, 4:00 PM (On track)',
        '',
        'a crack',
      ].join('\n'),
    );
    expect(titles(detail)).to.deep.equal(['My open tickets', 'Main menu']);
    const other = person.send({ replyId: 'tickets_choice:MAINT-344444' });
    expect(other.said, 'tapped after the end').to.include('Maintenance').and.include('Urgency: Low');
  });

  it('may be none', () => {
    const none = greeted().tap('My open tickets');
    expect(none.said).to.equal('You have no open tickets.');
    expect(none.state).to.equal(undefined);
    expect(titles(none)).to.deep.equal(['Main menu']);
  });

  it('fit into a list with the ways out of it', () => {
    const many = Array.from({ length: 10 }, (_, index) =>
      ticket(`DEF-3333${['3', '4', '6', '7', '9', 'C', 'F', 'G', 'H', 'J'][index]}3`),
    );
    const person = greeted(world(many));
    person.tap('My open tickets');
    for (const wrong of ['x', 'y']) person.write(wrong);
    const list = person.write('z');
    expect(titles(list)).to.have.length(10).and.include.members(['Main menu', 'Talk to a person']);
  });

  it('are found by number, and only the own ones', () => {
    const person = greeted(world(own));
    person.tap('My open tickets');
    expect(person.write('DEF-777777').said).to.include('no ticket *DEF-777777* of yours');
    expect(person.write('the second').said).to.include('I see no ticket number');
    expect(person.write('maint 3 4 4 4 4 4').said).to.include('*MAINT-344444* – Maintenance');
    person.tap('My open tickets');
    expect(person.write('the one with 7KQ4MW').said).to.include('no ticket *7KQ4MW* of yours');
    expect(person.write('7kq 4mx').said).to.include('*DEF-7KQ4MX* – Defect');
  });
});

describe('the time a ticket has left', () => {
  const ask = (about: Partial<FoundTicket>) => {
    const person = greeted(world([ticket('DEF-7KQ4MX', about)]));
    person.tap('SLA status of a ticket');
    return person.voice('DEF 7 K Q 4 M X.');
  };

  it('is told in hours and minutes', () => {
    const answer = ask({ dueAt: new Date('2026-11-21T15:01:00Z') });
    expect(answer.said).to.equal(
      '*DEF-7KQ4MX* is on track. Time left: 5 hours and 1 minute, until Nov 21, 2026, 3:01 PM.',
    );
    expect(titles(answer)).to.deep.equal(['Another ticket', 'Main menu']);
    expect(ask({ sla: 'warning', dueAt: new Date('2026-11-21T10:59:00Z') }).said).to.include(
      'due soon. Time left: 59 minutes',
    );
    expect(ask({ sla: 'breached', dueAt: inHours(-1) }).said).to.equal(
      '*DEF-7KQ4MX* is overdue. It was due Nov 21, 2026, 9:00 AM: that was 1 hour ago.',
    );
  });

  it('has stopped for what is settled, and never ran without a deadline', () => {
    expect(ask({ sla: 'met', status: 'resolved' }).said).to.equal(
      '*DEF-7KQ4MX* was dealt with in time. Status: Resolved',
    );
    expect(ask({ sla: 'breached', status: 'closed' }).said).to.include('took longer than promised');
    expect(ask({ sla: 'none', dueAt: null }).said).to.equal('There is no deadline for *DEF-7KQ4MX*. Status: Open');
  });

  it('is asked of one of the own tickets by a tap, or by number when there are none', () => {
    const person = greeted(world([ticket('DEF-7KQ4MX')]));
    const question = person.tap('SLA status of a ticket');
    expect(titles(question)).to.deep.equal(['DEF-7KQ4MX', 'Main menu']);
    expect(person.tap('DEF-7KQ4MX').said).to.include('is on track');
    const other = greeted();
    expect(other.tap('SLA status of a ticket').said).to.include('Please write its number');
    expect(other.write('DEF-7KQ4MX').said).to.include('no ticket *DEF-7KQ4MX* of yours');
  });

  it('is never nothing, in any language', () => {
    for (const language of languages) {
      const say = speaker(language, 'UTC');
      for (const minutes of [0, 1, 2, 59, 60, 61, 120, 150]) {
        const words = durationText(say, minutes * 60_000);
        expect(words, `${language} ${minutes}`)
          .to.match(/\d/)
          .and.not.match(/[{}#]|^\s|\s$|\s\s/);
      }
    }
    expect(durationText(speaker('en', 'UTC'), 90_061_000)).to.equal('25 hours and 2 minutes');
  });
});
