// The numbers of tickets, as people write them.
import { expect } from 'chai';
import { findBareNumber, findTrackingNumber, newTrackingNumber } from '../../../src/domain/tracking-number.ts';

describe('a tracking number', () => {
  it('is found however it is spelled', () => {
    const number = newTrackingNumber('REP');
    for (const text of [number, number.toLowerCase(), number.replace('-', ' '), `it is ${number}, please`])
      expect(findTrackingNumber(text), text).to.equal(number);
  });

  it('is found without its prefix, with what is said around it', () => {
    expect(findBareNumber('7kq 4mx')).to.deep.equal({ number: '7KQ4MX', around: ' ' });
    expect(findBareNumber('where is 7KQ4MX?')).to.deep.equal({ number: '7KQ4MX', around: 'where is  ?' });
    for (const text of ['FGHJKM', '7kq-4mx', '7KQ.4MX', '７KQ4MX'])
      expect(findBareNumber(text)?.number, text).to.match(/^[A-Z0-9]{6}$/);
  });

  it('is no word, no sound, no other number, and no part of one', () => {
    for (const text of ['please', 'hmmmmm', 'pfffff', '346779', '7KQ4MXX', 'A7KQ4MX', '7KQ4M', '+27 346 779', ''])
      expect(findBareNumber(text), text).to.equal(undefined);
  });
});
