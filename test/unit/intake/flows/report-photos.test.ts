// Photos of a report: kept, counted, and acknowledged without a flood of thanks.
import { expect } from 'chai';
import { city, pothole, ticketOf } from '../../../support/city.ts';

describe('the photos of a report', () => {
  it('in a row are acknowledged once', () => {
    const person = city();
    expect(person.photo().said).to.match(/^Thank you for the photo\.\n\nWhat is wrong\?/);
    expect(person.photo().said).to.equal('');
    expect(person.photo().said).to.equal('');
    person.write(pothole);
    expect(person.photo().said).to.match(/^Thank you for the photo\.\n\nWhere is it\?/);
    person.write('5th and Main');
    expect(ticketOf(person.tap('Send'))?.mediaIds).to.have.length(4);
  });

  it('with a caption say what is wrong, and the rest of the album adds to it', () => {
    const person = city();
    expect(person.photo(pothole).said).to.match(/noted[^?]*Where is it\?/);
    expect(person.photo().said).to.equal('');
    expect(person.write('5th and Main').said).to.contain('*Photos:* 2');
  });

  it('are ten at most, and people are told so once', () => {
    const person = city();
    const said = Array.from({ length: 13 }, () => person.photo().said).filter(Boolean);
    expect(said).to.have.length(2);
    expect(said[1]).to.contain('That makes 10 photos');
    person.write(pothole);
    expect(person.photo().said).to.contain('That makes 10 photos');
    person.write('5th and Main');
    expect(ticketOf(person.tap('Send'))?.mediaIds).to.have.length(10);
  });

  it('of several in one message are all kept; stickers and voices are no photos', () => {
    const person = city();
    const files = (['image', 'video', 'sticker', 'audio', 'document'] as const).map((kind) => ({ id: kind, kind }));
    person.send({ kind: 'image', media: files });
    person.write(pothole);
    person.write('5th and Main');
    expect(ticketOf(person.tap('Send'))?.mediaIds).to.deep.equal(['image', 'video', 'document']);
  });
});
