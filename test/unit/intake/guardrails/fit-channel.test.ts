// What goes out fits its channel, and nothing of it is lost.
import { expect } from 'chai';
import fc from 'fast-check';
import type { Reply } from '../../../../src/intake/flow.ts';
import { fitChannel } from '../../../../src/intake/guardrails/fit-channel.ts';

const limits = fc.integer({ min: 2, max: 60 });
const words = fc.string({ unit: fc.constantFrom('a', 'é', '👋', '👩‍👩‍👧', ' ', '  ', '\n', '\t', 'wörd'), maxLength: 120 });
const withoutSpace = (text: string) => text.replaceAll(/\s/g, '');
const textOf = (reply: Reply) => (reply.kind === 'text' ? reply.text : '');
const fit = (text: string, limit: number) => fitChannel([{ kind: 'text', text }], limit).map(textOf);

describe('fitting replies to a channel', () => {
  it('makes no message longer than the limit, and none empty', () => {
    fc.assert(
      fc.property(words, limits, (text, limit) => {
        for (const part of fit(text, limit)) expect(part.length).to.be.within(1, limit);
      }),
      { numRuns: 1_000 },
    );
  });

  it('loses nothing but white space where it breaks', () => {
    fc.assert(
      fc.property(words, limits, (text, limit) => {
        expect(withoutSpace(fit(text, limit).join(''))).to.equal(withoutSpace(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never breaks inside a character', () => {
    fc.assert(
      fc.property(words, limits, (text, limit) => {
        for (const part of fit(text, limit)) expect(part.isWellFormed(), JSON.stringify(part)).to.equal(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves what fits as it is, and keeps the order of several replies', () => {
    fc.assert(
      fc.property(words, (text) => {
        expect(fit(text, 10_000)).to.deep.equal(text === '' ? [] : [text]);
      }),
    );
    const replies = ['one two', 'three'].map((text) => ({ kind: 'text', text }) as const);
    expect(fitChannel(replies, 4).map(textOf)).to.deep.equal(['one', 'two', 'thre', 'e']);
  });

  it('breaks at a line or a space where one is near the end', () => {
    expect(fit('aaaa bbbb cccc', 9)).to.deep.equal(['aaaa bbbb', 'cccc']);
    expect(fit('aaaaa\nbbbbb cccc', 8)).to.deep.equal(['aaaaa', 'bbbbb', 'cccc']);
    expect(fit('a bbbbbbbbbbbb', 8)).to.deep.equal(['a bbbbbb', 'bbbbbb']);
    expect(fit('a'.repeat(4_097), 4_096).map((part) => part.length)).to.deep.equal([4_096, 1]);
  });
});
