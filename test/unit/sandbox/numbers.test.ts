import { expect } from 'chai';
import { countryOf, isBsuid, isE164, waIdOf } from '../../../src/sandbox/numbers.ts';

describe('the sandbox numbers', () => {
  it('give the WhatsApp id of a number as it is written', () => {
    expect(waIdOf('+27 82 123 4567')).to.equal('27821234567');
  });

  it('leave out the ninth digit in Brazil where WhatsApp does', () => {
    expect(waIdOf('+5585987654321')).to.equal('558587654321');
    expect(waIdOf('+5511987654321')).to.equal('5511987654321');
  });

  it('add the mobile prefix in Mexico and Argentina', () => {
    expect(waIdOf('+525512345678')).to.equal('5215512345678');
    expect(waIdOf('+541112345678')).to.equal('5491112345678');
  });

  it('tell numbers from business-scoped ids', () => {
    expect(isE164('+27821234567')).to.equal(true);
    expect(isE164('27821234567')).to.equal(false);
    expect(isBsuid('US.ENT.13491208655302741918')).to.equal(true);
    expect(isBsuid('+27821234567')).to.equal(false);
  });

  it('know the country a number is from', () => {
    expect(countryOf('+27821234567')).to.equal('ZA');
    expect(countryOf('+14155550100')).to.equal('US');
  });
});
