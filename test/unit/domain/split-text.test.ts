// A long text becomes several that read well, and nothing of it is lost.
import { expect } from 'chai';
import fc from 'fast-check';
import { splitText } from '../../../src/domain/split-text.ts';

const characters = ['a', 'é', '👋', '👩‍👩‍👧', '🇲🇽', 'e\u0301', ' ', '  ', '\n', '\n\n', '. ', '! ', '。', '\u00A0'];
const texts = fc.string({ unit: fc.constantFrom(...characters), maxLength: 200 });
const limits = fc.integer({ min: 12, max: 80 });
const withoutSpace = (text: string) => text.replaceAll(/\s/g, '');

describe('splitting a text', () => {
  it('keeps every part within the limit, none blank, and loses nothing but white space', () => {
    fc.assert(
      fc.property(texts, limits, (text, limit) => {
        const parts = splitText(text, limit);
        for (const part of parts)
          expect(part.length).to.be.within(1, Math.max(limit, text.length <= limit ? limit : 0));
        expect(withoutSpace(parts.join(''))).to.equal(withoutSpace(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never breaks inside what people see as one character', () => {
    const segments = (text: string) => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
    fc.assert(
      fc.property(texts, limits, (text, limit) => {
        const parts = splitText(text, limit);
        const visible = (part: string) => segments(part).filter((each) => each.trim() !== '');
        expect(parts.flatMap(visible)).to.deep.equal(visible(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it('prefers the end of a paragraph, then of a sentence or line, then of a word', () => {
    expect(splitText('One two three.\n\nFour. Five six seven eight', 30)).to.deep.equal([
      'One two three.',
      'Four. Five six seven eight',
    ]);
    expect(splitText('One two three four. Five six seven', 30)).to.deep.equal([
      'One two three four.',
      'Five six seven',
    ]);
    expect(splitText('“One two three four!” Five six seven', 30)).to.deep.equal([
      '“One two three four!”',
      'Five six seven',
    ]);
    expect(splitText('one two three four\nfive six seven', 30)).to.deep.equal(['one two three four', 'five six seven']);
    expect(splitText('one two three four five six seven', 30)).to.deep.equal(['one two three four five six', 'seven']);
    expect(splitText('これは文です。これも文です。', 10)).to.deep.equal(['これは文です。', 'これも文です。']);
  });

  it('does not break at numbers with a point, nor at a space that must not break', () => {
    expect(splitText('It costs about 12.50 pesos', 20)).to.deep.equal(['It costs about 12.50', 'pesos']);
    expect(splitText('See you at 10\u00A0o’clock', 14)).to.deep.equal(['See you at', '10\u00A0o’clock']);
  });

  it('breaks what has no space where it must, and in time', () => {
    expect(splitText('a'.repeat(25), 10).map((part) => part.length)).to.deep.equal([10, 10, 5]);
    expect(splitText('👋'.repeat(6), 5)).to.deep.equal(['👋👋', '👋👋', '👋👋']);
    expect(splitText(`a${'\u0301'.repeat(300)}`, 100).join('')).to.have.length(301);
    expect(splitText(`${' '.repeat(200_000)}x${'\n'.repeat(200_000)}`, 1_600)).to.deep.equal(['x']);
  });
});
