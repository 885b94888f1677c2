// What goes in is free of characters that only confuse.
import { expect } from 'chai';
import fc from 'fast-check';
import { cleanInput } from '../../../../src/intake/guardrails/clean-input.ts';

describe('cleaning input', () => {
  it('removes what cannot be seen but keeps lines, joined emoji and every script', () => {
    expect(cleanInput('\u202egnp.exe\u202c')).to.equal('gnp.exe');
    expect(cleanInput('pay\u200bpal\ufeff\u0000')).to.equal('paypal');
    expect(cleanInput('  line 1\nline 2\t.  ')).to.equal('line 1\nline 2\t.');
    expect(cleanInput('👩‍👩‍👧 می‌خواهم')).to.equal('👩‍👩‍👧 می‌خواهم');
  });

  it('changes nothing when done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanInput(cleanInput(text))).to.equal(cleanInput(text));
      }),
    );
  });
});
