// Card and identity numbers are masked however they are written, and no other number is touched.
import { expect } from 'chai';
import fc from 'fast-check';
import { newId } from '../../../../src/domain/ids.ts';
import { newTrackingNumber } from '../../../../src/domain/tracking-number.ts';
import { maskPersonal, maskPersonalIn } from '../../../../src/intake/guardrails/mask-personal.ts';

// Examples that schemes, banks and authorities publish for tests.
const personal: { readonly [shown: string]: readonly string[] } = {
  // Visa
  '•••• 1111': [
    ['4111111111111111', '4111 1111 1111 1111', '4111-1111-1111-1111', '4111.1111.1111.1111', '4111–1111–1111–1111'],
    [
      '41111111 11111111',
      '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1',
      '4111\u00A01111\u00A01111\u00A01111',
      '4111  1111  1111  1111',
    ],
    ['4111, 1111, 1111, 1111', '4111/1111/1111/1111', '4111 / 1111 / 1111 / 1111', '4111·1111·1111·1111'],
    ['4111_1111_1111_1111', '4111*1111*1111*1111', '4111\n1111\n1111\n1111', '4111,1111,1111,1111'],
    [
      '４１１１ １１１１ １１１１ １１１１',
      '４１１１１１１１１１１１１１１１',
      '٤١١١ ١١١١ ١١١١ ١١١١',
      '۴۱۱۱۱۱۱۱۱۱۱۱۱۱۱۱',
    ],
    ['४१११११११११११११११', '𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏', '4111\u200D1111\u200C1111\u200D1111', '4111\u200D 1111 \u200C1111 1111'],
    ['4111\u20111111\u20111111\u20111111', '4111−1111−1111−1111', '4111\u20091111\u20091111\u20091111'],
  ].flat(),
  '•••• 2222': ['4222222222222', '4222 2222 2222 2'],
  // Mastercard
  '•••• 4444': ['5555555555554444', '5555 5555 5555 4444'],
  '•••• 3222': ['2223003122003222', '2223 0031 2200 3222'],
  // American Express, Diners, JCB, UnionPay
  '•••• 0005': ['378282246310005', '3782 822463 10005', '3782-822463-10005'],
  '•••• 5904': ['30569309025904', '3056 930902 5904'],
  '•••• 0505': ['3566002020360505', '3566 0020 2036 0505'],
  '•••• 0004': ['6205500000000000004', '6205 5000 0000 0000 004'],
  // South African id
  '•••• 87': [
    '8001015009087',
    '800101 5009 087',
    '800101-5009-08-7',
    '800101 5009 08 7',
    '80 01 01 5009 08 7',
    '80/01/01 5009 087',
  ],
  // CURP
  '•••• 09': ['HEGG560427MVZRRL09', 'hegg560427mvzrrl09'],
  // CPF
  '•••• 25': ['529.982.247-25', '529.982.247/25', '529982247-25'],
  '•••• 35': ['11144477735', '111.444.777-35'],
  // NIR
  '•••• 46': ['1 84 12 76 451 089 46', '184127645108946', '1.84.12.76.451.089.46'],
  // IBAN
  '•••• 5432': ['GB82WEST12345698765432', 'GB82 WEST 1234 5698 7654 32', 'gb82 west 1234 5698 7654 32'],
  '•••• 2606': ['FR14 2004 1010 0505 0001 3M02 606', 'FR1420041010050500013M02606'],
  '•••• 93C1': ['BR1800360305000010009795493C1', 'BR18 0036 0305 0000 1000 9795 493C 1'],
};

const others = [
  ['PO-1001', 'Order PO-20261121-000123', 'invoice 2026/000451', 'DEF-7KQ4MX', 'MAINT-34679C', 'M-12', '4500012345'],
  [
    '+27 82 123 4567',
    '+27821234567',
    '082 123 4567',
    '+5215512345678',
    '5215512345678',
    '+55 11 98765-4321',
    '11987654321',
  ],
  [
    '(11) 98765-4321',
    '+33 6 12 34 56 78',
    '0033612345678',
    '+49 1512 3456789012',
    '27821234567 or 27831234567',
    '12345678909',
  ],
  ['0192f3c4-5d6e-7f80-9a1b-2c3d4e5f6071', '41111111-1111-4111-8111-111111111111'],
  ['-33.924868,18.424055', '-33.9248684111111, 18.4240551111111', '48.4111111111111111', '4111111111111111.5'],
  [
    '2026-11-21',
    '21/11/2026 10:00',
    '2026-11-21T10:00:00.000Z',
    '2026-11-21T10:00:00+02:00',
    '1795255200000',
    '20261121100000',
  ],
  [
    '1998 2001 2004 2007',
    '8001015009088',
    '800199 5009 087',
    '529.982.247-26',
    '111.111.111-11',
    '4111 1111 1111 1112',
  ],
  ['２０２６-１１-２１', '٢٠٢٦/١١/٢١', '1998, 2001, 2004, 2007', '4111/1111/1111/1112', '94111111111111111'],
  ['100, 200, 300, 400, 500', '10/12/2026, 11/12/2026', 'xGB82WEST12345698765432', '+27 82 123 4567\n+27 83 123 4567'],
  ['GB82 WEST 1234 5698 7654 33', '1 84 12 76 451 089 47', 'SKU4111111111111112', '10 x 200, 300 and 400 for 500'],
].flat();

describe('a personal number', () => {
  it('is masked however it is written, and shows only its end', () => {
    for (const [shown, spellings] of Object.entries(personal))
      for (const spelling of spellings) {
        expect(maskPersonal(spelling), spelling).to.equal(shown);
        expect(maskPersonal(`My number: ${spelling}, thanks.`), spelling).to.equal(`My number: ${shown}, thanks.`);
        expect(maskPersonal(`(${spelling})\nnext line`), spelling).to.equal(`(${shown})\nnext line`);
      }
  });

  it('is found right after a word, and between marks that make it bold or slanted', () => {
    const after = {
      card4111111111111111: 'card•••• 1111',
      ID8001015009087: 'ID•••• 87',
      'tarjeta:4111 1111 1111 1111': 'tarjeta:•••• 1111',
      CPF52998224725: 'CPF•••• 25',
      'cpf52998224725 ok': 'cpf•••• 25 ok',
      '*4111 1111 1111 1111*': '*•••• 1111*',
      _4111111111111111_: '_•••• 1111_',
      '🙂4111111111111111🙂': '🙂•••• 1111🙂',
      '🙂 ４１１１-1111-1111-1111 y 👍🏽 8001015009087': '🙂 •••• 1111 y 👍🏽 •••• 87',
    };
    for (const [text, shown] of Object.entries(after)) expect(maskPersonal(text), text).to.equal(shown);
  });

  it('is found beside other numbers, and beside another of its kind', () => {
    expect(maskPersonal('4111 1111 1111 1111 12/27 123')).to.equal('•••• 1111 12/27 123');
    expect(maskPersonal('card 4111 1111 1111 1111 123 please')).to.equal('card •••• 1111 123 please');
    expect(maskPersonal('4111111111111111 5555555555554444')).to.equal('•••• 1111 •••• 4444');
    expect(maskPersonal('8001015009087 8001015009087')).to.equal('•••• 87 •••• 87');
    expect(maskPersonal('Order PO-1001, card 4111111111111111, call +27821234567')).to.equal(
      'Order PO-1001, card •••• 1111, call +27821234567',
    );
  });

  it('that could be a phone number is masked where it is called a CPF', () => {
    const mobile = cpfOf('119876543');
    expect(maskPersonal(mobile)).to.equal(mobile);
    for (const words of ['CPF ', 'meu cpf é ', 'CPF: ', 'cpf nº '])
      expect(maskPersonal(words + mobile), words).to.equal(`${words}•••• ${mobile.slice(-2)}`);
  });
});

describe('other numbers', () => {
  it('stay as they are', () => {
    for (const text of others) expect(maskPersonal(text), text).to.equal(text);
  });

  it('stay as they are whichever they are: ids, tracking numbers, instants, coordinates, phones with their plus', () => {
    const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    const phone = fc.stringMatching(/^\+(27|52|55|33|44|49|1)[1-9][0-9]{8,10}$/);
    const place = fc.tuple(
      fc.double({ min: -90, max: 90, noNaN: true }),
      fc.double({ min: -180, max: 180, noNaN: true }),
    );
    const untouched = fc.oneof(
      fc.uuid(),
      fc.constant(null).map(() => newId()),
      fc.constantFrom('REP', 'DEF', 'MAINT').map((prefix) => newTrackingNumber(prefix as 'REP')),
      fc.nat(99_999_999).map((number) => `PO-${number}`),
      instant.map((date) => date.toISOString()),
      place.map(([latitude, longitude]) => `${latitude.toFixed(7)},${longitude.toFixed(7)}`),
      phone,
    );
    const several = fc.array(untouched, { minLength: 1, maxLength: 4 }).map((list) => list.join(', '));
    fc.assert(
      fc.property(several, (text) => void expect(maskPersonal(text)).to.equal(text)),
      { numRuns: 2_000 },
    );
  });
});

describe('masking', () => {
  it('changes nothing when done twice', () => {
    const piece = fc.oneof(
      fc.constantFrom(...Object.values(personal).flat(), ...others),
      fc.constantFrom(' ', '-', ', ', ' and ', '.', '', '•', '•••• ', 'CPF '),
      fc.stringMatching(/^[0-9 .-]{0,20}$/),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (written) => {
        const once = maskPersonal(written);
        expect(maskPersonal(once)).to.equal(once);
      }),
      { numRuns: 5_000 },
    );
  });

  it('reaches every text within JSON, and leaves the rest as it is', () => {
    const at = new Date(0);
    const value = {
      a: 'card 4111111111111111',
      b: [{ c: '8001015009087' }, 5, null, true],
      d: { at },
      e: 4111111111111111,
    };
    expect(maskPersonalIn(value)).to.deep.equal({
      a: 'card •••• 1111',
      b: [{ c: '•••• 87' }, 5, null, true],
      d: { at },
      e: 4111111111111111,
    });
    const card = '4111111111111111';
    expect(
      maskPersonalIn({ order: card, said: card, deep: [{ order: card }, { order: [card] }] }, ['order']),
    ).to.deep.equal({
      order: card,
      said: '•••• 1111',
      deep: [{ order: card }, { order: ['•••• 1111'] }],
    });
    expect(value.a, 'the value itself is not changed').to.equal('card 4111111111111111');
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(maskPersonalIn(maskPersonalIn(json))).to.deep.equal(maskPersonalIn(json));
      }),
    );
  });
});

/** With its two check digits. */
function cpfOf(nine: string): string {
  const digits = nine.split('').map(Number);
  for (const length of [9, 10]) {
    const sum = digits.reduce((total, digit, index) => total + digit * (length + 1 - index), 0);
    digits.push(((sum * 10) % 11) % 10);
  }
  return digits.join('');
}
