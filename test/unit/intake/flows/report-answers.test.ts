// What is answered to what: nothing of an answer is lost, and what is none is not taken for one.
import { expect } from 'chai';
import { city, corner, point, pothole, shareLocation, tellAll, ticketOf } from '../../../support/city.ts';

const unnamed = 'Somebody took the name of our street away';

describe('an answer to what a report is about', () => {
  it('keeps a place, and asks again', () => {
    const person = city();
    person.write(unnamed);
    expect(person.write('12 Church Street at the corner').said).to.match(
      /^Thank you, I have noted that\.\n\nWhat is it about\?/,
    );
    expect(person.tap('Something else').said).to.contain('*Where:* 12 Church Street');
    expect(ticketOf(person.tap('Send')).description).to.equal(unnamed);
  });

  it('keeps what else is said', () => {
    const person = city();
    person.write(unnamed);
    expect(person.write('it was stolen last night').said).to.match(/noted that\.\n\nWhat is it about\?/);
    const more = 'it is the rubbish, they never come to collect it';
    expect(person.write(more).said).to.match(/^Where is it\?/);
    expect(person.write(corner).said)
      .to.contain(`${unnamed}\nit was stolen last night\n${more}`)
      .and.to.contain('Rubbish');
  });

  it('is not in a question, nor in not knowing; in the end there is a person', () => {
    const person = city();
    person.write(unnamed);
    for (const words of ['why do you need to know this', 'I don’t know'])
      expect(person.write(words).said, words).to.match(/^I did not understand that\.\n\nWhat is it about\?/);
    const third = person.write('it was there for twenty years');
    expect(third.options.map(({ title }) => title)).to.include('Talk to a person');
    person.tap('Something else');
    expect(person.write(corner).said).to.contain(`${unnamed}\nit was there for twenty years\n`);
  });
});

describe('an answer to where it is', () => {
  it('is no refusal, no question and no not knowing', () => {
    for (const [language, answers] of [
      ['en', ['no', 'No thanks', 'what?', 'I don’t know', 'why do you need this?', 'not sure where exactly']],
      ['es-MX', ['no', 'no sé', 'No, gracias', '¿para qué?', 'no sé la dirección']],
      ['fr', ['non merci', 'je ne sais pas', 'pourquoi']],
      ['pt-BR', ['não', 'não sei', 'não sei o endereço', 'por quê?']],
      ['af', ['nee dankie', 'ek weet nie', 'hoekom?']],
      ['zu', ['cha', 'angazi', 'kungani?']],
    ] as const)
      for (const answer of answers) {
        const person = city({ [pothole]: { category: 'roads', describesProblem: true } }, {}, language);
        person.write(pothole);
        const { state, replies } = person.write(answer);
        expect(state?.step, answer).to.equal('place');
        expect(replies, answer).to.have.length(2);
      }
  });

  it('is not in thanks or a yes, which are no mistake either', () => {
    const person = city();
    person.write(pothole);
    for (const words of ['thanks', 'ok', 'yes']) expect(person.write(words).said, words).to.match(/^Where is it\?/);
  });

  it('says why a place is needed, and then takes whatever names one', () => {
    for (const place of ['Main Street?', 'where the old mill was', 'no idea, near 12 Oak Road', 'downtown']) {
      const person = city();
      person.write(pothole);
      expect(person.write('I don’t know').said).to.match(/^Without a place nobody can find it\..*\n\nWhere is it\?/);
      expect(person.write(place).said, place).to.contain(`*Where:* ${place}`);
    }
  });
});

describe('a place that only the person knows', () => {
  it('is asked for again, unless its point is on the map', () => {
    for (const words of ['here', 'at my house', 'aquí', 'en mi casa', 'chez moi', 'aqui', 'hier', 'lapha']) {
      const person = city();
      person.write(pothole);
      expect(person.write(words).said, words).to.match(/^Without a place nobody can find it\./);
      expect(person.send({ kind: 'location', place: point, text: words }).said).to.contain('the location you shared');
    }
  });
});

describe('a language without spaces', () => {
  it('says enough in a few characters', () => {
    expect(city().write('路上有一个大坑，很危险').state?.step).to.equal('category');
    expect(city().write('ถนนเป็นหลุมใหญ่มาก').state?.step).to.equal('category');
    expect(city().write('路').state?.step).to.equal('welcome');
  });
});

describe('an answer to the whole report', () => {
  it('puts the place right', () => {
    for (const words of [
      'No, the address is Main Street 120',
      'Main Street 120',
      'it is at Main Street 120',
      'Before you send it, wait, the address is actually Main Street 120',
    ]) {
      const person = city();
      tellAll(person);
      expect(person.write(words).said, words)
        .to.contain('*Where:* Main Street 120\n')
        .and.contain('Shall I send this?');
      expect(ticketOf(person.tap('Send'))).to.deep.include({
        description: pothole,
        place: { text: 'Main Street 120' },
      });
    }
  });

  it('asks for the place where it only says that it is wrong', () => {
    const person = city();
    tellAll(person);
    expect(person.write('No, that is not the place').said).to.match(/^Where is it\?/);
    shareLocation(person);
    expect(ticketOf(person.tap('Send')).place).to.deep.equal(point);
  });

  it('is a thumb as well as a word', () => {
    const person = city();
    tellAll(person);
    for (const no of ['No thanks', '👎', '👎🏿']) {
      expect(person.write(no).said, no).to.equal('What would you like to change?');
      person.tap('Nothing');
    }
    expect(ticketOf(person.write('👍🏽'))).to.include({ kind: 'report' });
  });

  it('is no thumb where something else was asked', () => {
    const person = city();
    person.write(pothole);
    expect(person.write('👍').said).to.match(/^I did not understand that\.\n\nWhere is it\?/);
  });
});
