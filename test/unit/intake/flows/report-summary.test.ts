// Before a report is sent the person sees all of it, and can change it.
import { expect } from 'chai';
import { city, newNumber, point, pothole, shareLocation, tellAll, ticketOf } from '../../../support/city.ts';
import type { Lookups, Turn } from '../../../support/dialogue.ts';

describe('the summary of a report', () => {
  it('is confirmed by a word, too, and refused by one', () => {
    const person = city();
    tellAll(person);
    expect(person.write('no').said).to.equal('What would you like to change?');
    expect(person.write('no').said).to.contain('Shall I send this?');
    expect(ticketOf(person.write('Yes, send it'))).to.include({ number: newNumber });
  });

  it('can be changed, part by part', () => {
    const person = city();
    tellAll(person);
    const changes: [string, string | (() => Turn)][] = [
      ['What it is about', 'Noise'],
      ['The place', () => shareLocation(person)],
      ['The description', () => person.write('They drill all night')],
    ];
    for (const [part, answer] of changes) {
      person.tap('Change');
      person.tap(part);
      const { said } = typeof answer === 'string' ? person.tap(answer) : answer();
      expect(said, part).to.contain('Shall I send this?');
    }
    person.tap('Change');
    expect(person.tap('Nothing').said).to.contain('Shall I send this?');
    expect(ticketOf(person.tap('Send'))).to.deep.include({
      category: 'noise',
      place: point,
      description: 'They drill all night',
    });
  });

  it('takes new photos in place of the old ones', () => {
    const person = city();
    person.photo();
    tellAll(person);
    person.tap('Change');
    expect(person.tap('The photos').said).to.match(/^Please send the new photos/);
    expect(person.photo().said).to.contain('choose *Done*');
    expect(person.photo().said).to.equal('');
    expect(person.tap('Done').said).to.contain('*Photos:* 2');
    person.tap('Change');
    person.tap('The photos');
    expect(person.write('no').said).to.contain('*Photos:* none');
  });

  it('grows with what is added while it stands', () => {
    const person = city();
    tellAll(person);
    expect(person.photo().said).to.contain('*Photos:* 1');
    expect(person.write('It has damaged two cars already').said).to.contain(
      `${pothole}\nIt has damaged two cars already`,
    );
    expect(person.write('hm').said).to.match(/^I did not understand that\./);
  });

  it('is dropped without a ticket', () => {
    const person = city();
    tellAll(person);
    expect(person.tap('Cancel')).to.deep.include({ state: undefined, effects: [] });
  });

  it('tells the deadline where there is one, by what is known of the severity', () => {
    const asked: unknown[] = [];
    const rule: Lookups = { sla: (lookup) => (asked.push(lookup), 120) };
    const person = city({}, rule);
    tellAll(person);
    expect(person.tap('Send').said).to.match(/settled by Nov 21, 2026, 12:00\sPM\.$/);
    const urgent = city({ [pothole]: { severity: 'high', describesProblem: true } }, rule);
    tellAll(urgent);
    urgent.tap('Send');
    expect(asked).to.deep.equal([
      { about: 'sla', kind: 'report', severity: 'medium' },
      { about: 'sla', kind: 'report', severity: 'high' },
    ]);
  });
});
