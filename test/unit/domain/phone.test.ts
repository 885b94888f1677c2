// Every spelling of one number becomes one value, whoever spells it.
import { expect } from 'chai';
import fc from 'fast-check';
import { fromProviderPhone, isBsuid, normalizePhone } from '../../../src/domain/phone.ts';

/** All spellings of one number: by country, as people write them at home and as the providers deliver them. */
const people: { readonly [e164: string]: { home: string; spellings: string[]; provider: string[] } } = {
  '+27821234567': {
    home: 'ZA',
    spellings: [
      '0821234567',
      '082 123 4567',
      '(082) 123-4567',
      '+27 82 123 4567',
      '0027821234567',
      '27821234567',
      ' +27.82.123.4567 ',
    ],
    provider: ['27821234567', '+27821234567', 'whatsapp:+27821234567', 'WhatsApp:+27821234567'],
  },
  '+5511987654321': {
    home: 'BR',
    spellings: ['11 98765-4321', '(11) 98765-4321', '+55 11 98765-4321', '5511987654321', '+55 11 8765-4321'],
    provider: ['5511987654321', '551187654321', 'whatsapp:+551187654321'],
  },
  '+525512345678': {
    home: 'MX',
    spellings: ['55 1234 5678', '+52 55 1234 5678', '+52 1 55 1234 5678', '525512345678'],
    provider: ['5215512345678', '525512345678', 'whatsapp:+5215512345678'],
  },
  '+5491123456789': {
    home: 'AR',
    spellings: ['+54 9 11 2345-6789', '+54 11 2345-6789', '5491123456789'],
    provider: ['5491123456789', '541123456789', 'whatsapp:+541123456789'],
  },
  '+14155552671': {
    home: 'US',
    spellings: ['(415) 555-2671', '415.555.2671', '+1 415 555 2671', '1-415-555-2671'],
    provider: ['14155552671'],
  },
  '+442071838750': {
    home: 'GB',
    spellings: ['020 7183 8750', '+44 20 7183 8750', '+44 (0)20 7183 8750'],
    provider: ['442071838750'],
  },
};

for (const [e164, { home, spellings, provider }] of Object.entries(people)) {
  describe(`the number ${e164}`, () => {
    for (const spelling of spellings) {
      it(`is written ${JSON.stringify(spelling)} at home`, () => {
        expect(normalizePhone(spelling, home)).to.equal(e164);
      });
    }
    for (const spelling of provider) {
      it(`is delivered as ${JSON.stringify(spelling)}`, () => {
        expect(fromProviderPhone(spelling)).to.equal(e164);
      });
    }
  });
}

describe('a number that a table program has made an amount of', () => {
  it("is nobody's", () => {
    for (const raw of ['27821234567.0', '+27821234567.0', '821234567.0', '2.7821234567E+10'])
      expect(normalizePhone(raw, 'ZA'), raw).to.equal(undefined);
  });
});

describe('a Brazilian landline', () => {
  it('is given no ninth digit', () => {
    expect(fromProviderPhone('551133334444')).to.equal('+551133334444');
    expect(normalizePhone('(11) 3333-4444', 'BR')).to.equal('+551133334444');
  });
});

// International numbers as they exist: country code and the digits a mobile may begin with, then any.
const realNumbers = fc
  .constantFrom(
    '+2782#######',
    '+2761#######',
    '+55119########',
    '+55218#######',
    '+5215########',
    '+52155########',
    '+52818#######',
    '+54911########',
    '+5411########',
    '+1415555####',
    '+4479########',
    '+4915########',
    '+2348#########',
    '+9198########',
  )
  .chain((pattern) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 }).map((digits) => fill(pattern, digits)),
  );

function fill(pattern: string, digits: readonly number[]): string {
  return pattern.replaceAll('#', (_, offset: number) => String(digits[offset % digits.length]));
}

describe('normalising a phone number', () => {
  const countries = fc.constantFrom('ZA', 'BR', 'MX', 'AR', 'US', 'GB', 'DE', 'XX', '');

  it('gives E.164 or nothing for any text and any country, and never throws', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789+ -()whatsp:٣٤x.\0'.split('')), maxLength: 50 });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), digits), countries, (raw, country) => {
        for (const number of [normalizePhone(raw, country), fromProviderPhone(raw)]) {
          if (number !== undefined) expect(number).to.match(/^\+\d{4,16}$/);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('changes nothing when done twice', () => {
    fc.assert(
      fc.property(realNumbers, countries, (number, country) => {
        const once = normalizePhone(number, country);
        expect(once, number).to.be.a('string');
        expect(normalizePhone(once!, country)).to.equal(once);
        expect(fromProviderPhone(once!)).to.equal(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it('makes one person of a number that the api and a provider name', () => {
    fc.assert(
      fc.property(realNumbers, (number) => {
        const named = normalizePhone(number, 'ZA');
        expect(fromProviderPhone(number.slice(1)), number).to.equal(named);
        expect(normalizePhone(number.slice(1), 'ZA'), 'without the plus').to.equal(named);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has no value for what is no number', () => {
    for (const raw of [
      '',
      '+',
      '12',
      'Thandi',
      '+27',
      '0'.repeat(41),
      'ZA.13491208655302741918',
      '+27821234567890123',
    ]) {
      expect(normalizePhone(raw, 'ZA'), raw).to.equal(undefined);
    }
  });
});

describe('a business-scoped user id', () => {
  it('is told from a number', () => {
    for (const id of ['US.13491208655302741918', 'ZA.ENT.abc123', `BR.${'a'.repeat(128)}`])
      expect(isBsuid(id), id).to.equal(true);
    for (const other of [
      '27821234567',
      '+27821234567',
      'us.1',
      'USA.1',
      'US.',
      `US.${'a'.repeat(129)}`,
      'US.1\n',
      'US.a b',
      'xUS.1',
    ]) {
      expect(isBsuid(other), other).to.equal(false);
    }
  });
});
