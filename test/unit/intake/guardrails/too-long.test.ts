// A message may be as long as WhatsApp lets a person write, and no longer.
import { expect } from 'chai';
import { isTooLong } from '../../../../src/intake/guardrails/too-long.ts';

describe('a text that is too long', () => {
  it('has more than 4,096 characters', () => {
    expect(['', 'a', 'é'.repeat(4_096), '👋'.repeat(2_048)].map(isTooLong)).to.deep.equal([false, false, false, false]);
    expect(['a'.repeat(4_097), '👋'.repeat(2_049)].map(isTooLong)).to.deep.equal([true, true]);
  });
});
