// Numbers that say who somebody is or open their purse: how people write each, and what proves it. The check digits keep
// phones, orders and dates out.
import { passesCpf, passesIban, passesLuhn, passesNir } from '../../domain/check-digits.ts';
import { isPhoneNumber } from '../../domain/phone.ts';

export interface PersonalNumber {
  /** Where one may stand in a folded text. */
  looks: RegExp;
  /** Whether it is one. `compact`: its letters and digits, in upper case. */
  proves(compact: string): boolean;
  /** How many characters at its end stay, so that people recognise it. */
  kept: 2 | 4;
}

// Not within a longer number or a decimal, and not after the plus of a phone number. Letters may stand right before digits, as
// in `card4111…`.
const start = String.raw`(?<![\p{N}+]|\d[.,])`;
const end = String.raw`(?![\p{L}\p{N}]|[.,]\d)`;
const alone = (pattern: string) => new RegExp(`${start}(?:${pattern})${end}`, 'giu');
const aloneWithLetters = (pattern: string) => new RegExp(`(?<!\\p{L})${start}(?:${pattern})${end}`, 'giu');

const gap = String.raw`[ .,/·_*\n-]`;
const groups = (...patterns: string[]) => patterns.join(`${gap}?`);
// With the same between all groups: years in a row, with words between them, are no card.
const evenly = (first: number, ...rest: number[]) =>
  String.raw`\d{${first}}(?<gap>${gap}{1,3})` + rest.map((size) => String.raw`\d{${size}}`).join(String.raw`\k<gap>`);

// ISO 13616: how long the account numbers of a country are.
const ibanLengths: { readonly [length: number]: string } = {
  15: 'NO',
  16: 'BE',
  18: 'DK FI FK FO GL NL SD',
  19: 'MK SI',
  20: 'AT BA EE KZ LT LU MN XK',
  21: 'CH HR LI LV',
  22: 'BG BH CR DE GB GE IE ME RS VA',
  23: 'AE GI IL IQ OM SO TL',
  24: 'AD CZ ES MD PK RO SA SE SK TN VG',
  25: 'LY PT ST',
  26: 'IS TR',
  27: 'BI DJ FR GR IT MC MR SM',
  28: 'AL AZ BY CY DO GT HN HU LB NI PL SV',
  29: 'BR EG PS QA UA',
  30: 'JO KW MU YE',
  31: 'MT SC',
  32: 'LC',
  33: 'RU',
};

const iban: PersonalNumber = {
  looks: aloneWithLetters(
    Object.entries(ibanLengths)
      .map(
        ([length, countries]) =>
          `(?:${countries.replaceAll(' ', '|')})\\d\\d(?:${gap}?[A-Z\\d]){${Number(length) - 4}}`,
      )
      .join('|'),
  ),
  proves: passesIban,
  kept: 4,
};

/** Mexico: letters of the name, birthday, sex, state, consonants, and two characters of check. */
const curp: PersonalNumber = {
  looks: aloneWithLetters(String.raw`[A-Z]{4}\d{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[A-Z\d]\d`),
  proves: (compact) => isDay(compact.slice(4, 10)),
  kept: 2,
};

/** France: sex, year, month, department, commune, order, and the key. */
const nir: PersonalNumber = {
  looks: alone(
    groups(
      '[1278]',
      String.raw`\d\d`,
      String.raw`\d\d`,
      String.raw`(?:\d\d|2[AB])`,
      String.raw`\d{3}`,
      String.raw`\d{3}`,
      String.raw`\d\d`,
    ),
  ),
  proves: passesNir,
  kept: 2,
};

/** South Africa: birthday, order, citizenship and the check digit. */
const southAfricanId: PersonalNumber = {
  looks: alone(
    [
      groups(String.raw`\d{6}`, String.raw`\d{4}`, String.raw`[0-2]\d`, String.raw`\d`),
      // The birthday in pairs.
      String.raw`\d\d(?<apart>[ /-])\d\d\k<apart>\d\d${gap}?\d{4}${gap}?[0-2]\d${gap}?\d`,
    ].join('|'),
  ),
  proves: (compact) => isDay(compact.slice(0, 6)) && passesLuhn(compact),
  kept: 2,
};

// Eleven digits are a Brazilian mobile number as well, or one from abroad without its plus: those need the word before them.
const cpfs: readonly PersonalNumber[] = [
  { looks: alone(String.raw`\d{3}\.\d{3}\.\d{3}[ ./-]?\d{2}|\d{9}-\d{2}`), proves: passesCpf, kept: 2 },
  {
    looks: new RegExp(String.raw`(?<=\bCPF(?!\p{L})\D{0,20})\d{3}${gap}?\d{3}${gap}?\d{3}[ ./-]?\d{2}${end}`, 'giu'),
    proves: passesCpf,
    kept: 2,
  },
  {
    looks: alone(String.raw`\d{11}`),
    proves: (compact) => passesCpf(compact) && !/^[1-9][1-9]9/.test(compact) && !isPhoneNumber(compact),
    kept: 2,
  },
];

const cards: readonly PersonalNumber[] = [
  String.raw`\d{13,19}`,
  evenly(4, 4, 4, 4, 3),
  evenly(4, 4, 4, 4),
  evenly(4, 6, 5),
  evenly(4, 6, 4),
  // In any groups, as long as there are no more digits around it.
  String.raw`(?<!\d[ ·_*-])\d(?:[ ·_*-]?\d){12,18}(?![ ·_*-]?\d)`,
].map((pattern) => ({ looks: alone(pattern), proves: isCard, kept: 4 }));

/** In the order they are looked for: what has letters or a birthday first, which could hold what looks like a card. */
export const personalNumbers: readonly PersonalNumber[] = [iban, curp, nir, southAfricanId, ...cpfs, ...cards];

// Each scheme's first digits and lengths (ISO/IEC 7812). Thirteen digits were Visa's once, and are phone numbers mostly.
const schemes = [
  /^4(?:\d{12}|\d{15}|\d{18})$/,
  /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)\d*$(?<=^\d{16})/,
  /^3[47]\d{13}$/,
  /^3(?:0[0-5]|[689])\d*$(?<=^\d{14}|^\d{16,19})/,
  /^35(?:2[89]|[3-8])\d*$(?<=^\d{16,19})/,
  /^(?:5[06-8]|6|8[12]|220[0-4])\d*$(?<=^\d{16,19})/,
];

function isCard(digits: string): boolean {
  if (!passesLuhn(digits) || !schemes.some((scheme) => scheme.test(digits))) return false;
  return digits.length > 13 || !isPhoneNumber(digits);
}

/** `yymmdd`, of any century. */
function isDay(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)].map(Number) as [
    number,
    number,
    number,
  ];
  // 2000 was a leap year; of another century such a birthday is worth hiding as well.
  const date = new Date(Date.UTC(2000 + year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
