// Words are the same however they are written.
import { expect } from 'chai';
import fc from 'fast-check';
import { plainWords } from '../../../src/domain/plain-words.ts';

describe('plain words', () => {
  it('are the same in any case, width and form, with any accents, punctuation and emoji', () => {
    for (const text of ['ARRÊT', 'arre\u0302t', ' «Arrêt !» ', '*arret*', '🛑 Ａｒｒêｔ', 'ärrêt.'])
      expect(plainWords(text), text).to.equal('arret');
  });

  it('keep what tells words apart: letters of any script, digits, and where a word ends', () => {
    expect(plainWords('ŉ Ander\n ’n ander')).to.equal('n ander n ander');
    expect(plainWords('Le cœur, l’œuf')).to.equal('le coeur l oeuf');
    expect(plainWords('2️⃣ ２ ② №')).to.equal('2 2 2 no');
    expect(plainWords('отмена – ΜΕΝΟΎ')).to.equal('отмена μενου');
    expect(plainWords('👍🏽 …!')).to.equal('');
  });

  it('stay as they are when made plain again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(plainWords(plainWords(text))).to.equal(plainWords(text));
      }),
    );
  });
});
