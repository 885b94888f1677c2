// Phone numbers: every spelling of one number becomes one value.
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';

const bsuid = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

/** Whether a value that stands where a phone number could stand is a business-scoped user id. */
export function isBsuid(value: string): boolean {
  return bsuid.test(value);
}

/**
 * E.164 of a number as people or providers write it, or undefined when it cannot be one.
 *
 * @param raw `+27821234567`, `27821234567`, `0821234567`, `whatsapp:+27821234567`, with any punctuation.
 * @param homeCountry decides how national spellings are read (ISO 3166 alpha-2).
 */
export function normalizePhone(raw: string, homeCountry: string): string | undefined {
  const text = raw.replace(/^whatsapp:/i, '').trim();
  // 27821234567.0: a table program took it for an amount, and the last digit would make another person's number.
  if (text.length > 40 || text.endsWith('.0')) return undefined;
  const international = text.startsWith('+') ? text : text.startsWith('00') ? `+${text.slice(2)}` : undefined;
  const digits = `+${text.replace(/\D/g, '')}`;
  // The second is for what the library does not take any more, such as Mexican mobiles with their 1.
  const candidates = international ? [international, oneSpelling(digits)] : [text, oneSpelling(digits)];
  for (const candidate of candidates) {
    const parsed = parsePhoneNumberFromString(candidate, homeCountry as CountryCode);
    if (parsed?.isPossible()) return oneSpelling(parsed.number);
  }
  return undefined;
}

/** E.164 of digits as Meta and Twilio deliver them: international, with or without the plus. */
export function fromProviderPhone(raw: string): string | undefined {
  const digits = raw.replace(/^whatsapp:/i, '').replace(/\D/g, '');
  return digits.length >= 7 && digits.length <= 15 ? oneSpelling(`+${digits}`) : undefined;
}

// Mexican ids may carry a mobile 1 that E.164 no longer has, Argentine mobiles are written with and without their 9, and
// Brazilian ones may lack the ninth digit they have had since 2016: without this, one person would be two.
function oneSpelling(e164: string): string {
  if (/^\+521\d{10}$/.test(e164)) return `+52${e164.slice(4)}`;
  if (/^\+54[1-8]\d{9}$/.test(e164)) return `+549${e164.slice(3)}`;
  if (/^\+55\d{2}[6-9]\d{7}$/.test(e164)) return `${e164.slice(0, 5)}9${e164.slice(5)}`;
  return e164;
}

/** ISO 3166 alpha-2 of an E.164 number or a business-scoped user id; undefined for numbers of no one country. */
export function countryOf(recipient: string): string | undefined {
  if (isBsuid(recipient)) return recipient.slice(0, 2);
  return parsePhoneNumberFromString(recipient)?.country;
}

/** Whether international digits, without the plus, are a number that some country could have given out. */
export function isPhoneNumber(digits: string): boolean {
  return parsePhoneNumberFromString(`+${digits}`)?.isValid() ?? false;
}
