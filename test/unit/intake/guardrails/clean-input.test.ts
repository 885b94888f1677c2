// What goes in is free of characters that only confuse.
import { expect } from 'chai';
import fc from 'fast-check';
import { cleanInput } from '../../../../src/intake/guardrails/clean-input.ts';

describe('cleaning input', () => {
  it('removes what cannot be seen', () => {
    expect(cleanInput('\u202egnp.exe\u202c')).to.equal('gnp.exe');
    expect(cleanInput('pay\u200bpal\u00ad\ufeff\u0000\u2066')).to.equal('paypal');
    expect(cleanInput('\u3164')).to.equal('');
    expect(cleanInput('leak\u{E0069}\u{E0067}')).to.equal('leak');
  });

  it('keeps lines, however they end, and tabs', () => {
    expect(cleanInput('  line 1\nline 2\t.  ')).to.equal('line 1\nline 2\t.');
    expect(cleanInput('1\r\n2\r3\u20284\u20295\u00856')).to.equal('1\n2\n3\n4\n5\n6');
  });

  it('keeps emoji that are joined, coloured, boxed or flags, and letters of every script', () => {
    for (const text of ['👩‍👩‍👧', '👍🏽', '2️⃣', '🇿🇦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁷󠁬󠁳󠁿', 'می‌خواهم', 'क्‍ष', 'ñ', 'ŉ', '한국', '日本語'])
      expect(cleanInput(text), text).to.equal(text);
  });

  it('changes nothing when done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanInput(cleanInput(text))).to.equal(cleanInput(text));
      }),
    );
  });
});
