// A city's dialogue: what people say, in whatever order, becomes one report; only what is missing is asked.
import { expect } from 'chai';
import { reportFlow } from '../../../../src/intake/flows/report/index.ts';
import {
  city,
  corner,
  newNumber,
  point,
  pothole,
  shareLocation,
  tellAll,
  ticketOf,
  type Citizen,
} from '../../../support/city.ts';
import type { Turn } from '../../../support/dialogue.ts';

describe('a report', () => {
  it('greets back, and asks one thing at a time', () => {
    const person = city();
    expect(person.write('good day').said).to.match(/^Hello!.*\n\nWhat can I do for you\?/);
    expect(person.tap('Report a problem').said).to.match(/^What is wrong\?/);
    expect(person.write('Somebody took the sign of our school away').said).to.match(/noted[^?]*What is it about\?$/);
    expect(person.tap('Something else').said).to.match(/^Where is it\?/);
    expect(person.write(corner).said).to.match(/^This is your report:[^]*Shall I send this\?$/);
    const sent = person.tap('Send');
    expect(sent.said).to.contain(`*${newNumber}*`).and.to.contain('where is my report?');
    expect(sent.state).to.equal(undefined);
    expect(ticketOf(sent)).to.deep.equal({
      number: newNumber,
      kind: 'report',
      category: 'other',
      description: 'Somebody took the sign of our school away',
      place: { text: corner },
      mediaIds: [],
    });
  });

  it('guesses from the words what it is about, and shows it before anything is sent', () => {
    const { said, effects } = tellAll(city());
    expect(said).to.contain('*What:* Roads and pavements').and.to.contain(`*Description:* ${pothole}`);
    expect(said).to.contain('*Where:* corner of 5th and Main').and.to.contain('*Photos:* none');
    expect(effects).to.deep.equal([]);
  });

  const acts: { readonly [act: string]: (person: Citizen) => Turn } = {
    words: (person) => person.write(pothole),
    photo: (person) => person.photo(),
    location: (person) => shareLocation(person),
  };
  for (const order of [
    ['words', 'photo', 'location'],
    ['words', 'location', 'photo'],
    ['photo', 'words', 'location'],
    ['photo', 'location', 'words'],
    ['location', 'words', 'photo'],
    ['location', 'photo', 'words'],
  ]) {
    it(`takes ${order.join(', then ')}`, () => {
      const person = city();
      const turns = order.map((act) => acts[act]!(person));
      expect(turns.at(-1)!.said).to.contain('Shall I send this?');
      expect(turns.at(-1)!.said).to.contain('the location you shared').and.to.contain('*Photos:* 1');
      expect(ticketOf(person.tap('Send'))).to.deep.include({ description: pothole, category: 'roads', place: point });
    });
  }

  it('asks nothing when a language model found all of it, and keeps the person’s own words', () => {
    const text = 'The lamp at 12 Long Street is out, it is dangerous';
    const place = { text: '12 Long Street' };
    const person = city({ [text]: { category: 'lighting', severity: 'high', place, describesProblem: true } });
    expect(person.write(text).said).to.contain('Shall I send this?').and.to.contain('*Where:* 12 Long Street');
    const expected = { category: 'lighting', severity: 'high', place, description: text };
    expect(ticketOf(person.tap('Send'))).to.deep.include(expected);
  });

  it('asks what is wrong when a text only says where, or only names it', () => {
    const where = 'It is at the corner of 5th and Main';
    const person = city({ [where]: { place: { text: corner }, describesProblem: false } });
    expect(person.write(where).said).to.match(/What is wrong\?/);
    expect(person.write('pothole').said).to.match(/Shall I send this\?/);
    const other = city();
    expect(other.write('pothole').said).to.match(/say a little more/);
    other.write('it is deep');
    other.write('5th and Main');
    expect(ticketOf(other.tap('Send'))?.description).to.equal('pothole\nit is deep');
  });

  it('does not trust a category that is none', () => {
    const person = city({ 'Aliens have landed here': { category: 'aliens', describesProblem: true } });
    expect(person.write('Aliens have landed here').said).to.match(/What is it about\?$/);
  });

  it('takes the words of a voice note, and asks to write what could not be made out', () => {
    const person = city();
    expect(person.voice('').said).to.match(/^Hello!/);
    expect(person.voice('').said).to.contain('could not make out the voice message');
    expect(person.voice(pothole).said).to.match(/Where is it\?/);
    expect(person.voice(corner).said).to.contain('Shall I send this?');
    expect(ticketOf(person.voice('yes please'))).to.deep.include({ description: pothole, mediaIds: [] });
  });

  it('keeps point and words of a place together', () => {
    const person = city();
    shareLocation(person, { ...point, text: 'Central Station' });
    expect(person.write(pothole).said).to.contain('*Where:* Central Station');
    shareLocation(person, { latitude: 1, longitude: 2 });
    expect(ticketOf(person.tap('Send'))?.place).to.deep.equal({ text: 'Central Station', latitude: 1, longitude: 2 });
  });

  it('keeps descriptions within bounds', () => {
    const person = city();
    person.write(`${pothole} ${'very '.repeat(600)}deep`);
    person.write('5th and Main');
    expect(ticketOf(person.tap('Send'))?.description).to.have.length(2_000);
  });

  it('asks for a location in the way WhatsApp has for it', () => {
    const person = city();
    person.write(pothole);
    const question = reportFlow.ask({ state: person.state()!, say: (key) => key, now: new Date() }).next();
    expect(question.value).to.deep.equal([
      { kind: 'interactive', body: 'report.ask_place', action: { type: 'location_request' } },
    ]);
  });
});
