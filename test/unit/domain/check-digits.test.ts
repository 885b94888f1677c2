// Numbers with a wrong digit do not pass.
import { expect } from 'chai';
import { passesCpf, passesIban, passesLuhn, passesNir } from '../../../src/domain/check-digits.ts';

// As published by card schemes, banks and authorities for tests.
const examples = {
  luhn: { passes: passesLuhn, numbers: ['4111111111111111', '378282246310005', '79927398713', '8001015009087'] },
  iban: {
    passes: passesIban,
    numbers: ['GB82WEST12345698765432', 'FR1420041010050500013M02606', 'BR1800360305000010009795493C1'],
  },
  cpf: { passes: passesCpf, numbers: ['52998224725', '11144477735', '12345678909'] },
  nir: { passes: passesNir, numbers: ['184127645108946', '255081416802538', '269054958815780'] },
};

describe('check digits', () => {
  for (const [name, { passes, numbers }] of Object.entries(examples)) {
    it(`tell a right ${name} number from one with a wrong digit`, () => {
      for (const number of numbers) {
        expect(passes(number), number).to.equal(true);
        const wrong = number.replace(/\d$|\d(?=\D+$|C1$)/, (digit) => String((Number(digit) + 1) % 10));
        expect(passes(wrong), wrong).to.equal(false);
        expect(passes(number.slice(1)), number.slice(1)).to.equal(false);
      }
    });
  }

  it('take Corsica, and nothing that is no number at all', () => {
    const corsican = '184072A004001';
    const key = 97 - Number(BigInt(corsican.replace('2A', '19')) % 97n);
    expect(passesNir(`${corsican}${String(key).padStart(2, '0')}`)).to.equal(true);
    expect([passesLuhn(''), passesCpf('11111111111'), passesCpf(''), passesNir('x'), passesIban('')]).to.deep.equal(
      Array.from({ length: 5 }, () => false),
    );
  });
});
