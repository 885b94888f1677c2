// A report that does not get on: nothing is a dead end.
import { expect } from 'chai';
import { reportFlow } from '../../../../src/intake/flows/report/index.ts';
import { city, pothole } from '../../../support/city.ts';

describe('a report that does not get on', () => {
  it('asks again, and offers a person after three answers in a row that say nothing', () => {
    const person = city();
    person.write('hello');
    person.tap('Report a problem');
    for (let miss = 1; miss < 3; miss++) expect(person.write('🤷').options).to.deep.equal([]);
    const stuck = person.write('🤷');
    expect(stuck.said).to.contain('a person can help you').and.to.contain('What is wrong?');
    const handed = person.tap('Talk to a person');
    expect(handed).to.deep.include({ state: undefined, effects: [{ type: 'hand_over', reason: 'asked' }] });
  });

  it('offers the person at every question, and forgets about it once it goes on', () => {
    const person = city();
    person.write('Somebody took the sign of our school away');
    for (const _ of [1, 2, 3]) person.write('🤷');
    expect(person.write('dunno').options.map(({ title }) => title)).to.include.members(['Noise', 'Talk to a person']);
    expect(person.tap('Noise').options).to.deep.equal([]);
    for (const _ of [1, 2, 3]) person.write('🤷');
    expect(person.write('5th and Main').options.map(({ title }) => title)).to.deep.equal(['Send', 'Change', 'Cancel']);
    for (const _ of [1, 2]) person.write('hm');
    expect(person.write('hm').options).to.have.length(4);
  });

  it('hands over whoever asks for a person, at any step', () => {
    for (const words of ['I want to talk to a human please', 'agent', 'Can I speak with someone?']) {
      const person = city();
      person.write(pothole);
      expect(person.write(words).effects, words).to.deep.equal([{ type: 'hand_over', reason: 'asked' }]);
    }
  });

  it('asks again after a greeting in the middle', () => {
    const person = city();
    person.write(pothole);
    expect(person.write('hello').said).to.match(/^Where is it\?/);
  });

  it('understands a category by its name and by a word of it', () => {
    for (const [answer, title] of [
      ['the roads', 'Roads and pavements'],
      ['rubbish I think', 'Rubbish'],
      ['it is a leak', 'Water and sewage'],
    ] as const) {
      const person = city();
      person.write('Something is badly wrong here');
      person.write(answer);
      expect(person.write('5th and Main').said, answer).to.contain(`*What:* ${title}`);
    }
  });

  it('answers thanks, and begins nothing with them', () => {
    expect(city().write('thank you!')).to.deep.include({ said: 'You are welcome!', state: undefined });
  });

  it('begins anew from a stored state that it cannot read', () => {
    expect(reportFlow.parseState({ step: 'gone', data: {} })).to.equal(undefined);
    expect(reportFlow.parseState({ step: 'place', data: { description: 7 } })).to.equal(undefined);
  });
});
