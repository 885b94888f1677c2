// Phone numbers as the providers see them. Knows just enough about countries to play the ids that differ from the
// number dialled; the platform's own normalisation is somewhere else and shares nothing with this.
export function digitsOf(number: string): string {
  return number.replace(/\D/g, '');
}

/**
 * WhatsApp's id for a number: Brazil leaves out the ninth digit outside São Paulo, Rio and Espírito Santo, Mexico and
 * Argentina keep a mobile prefix that callers no longer dial.
 */
export function waIdOf(number: string): string {
  const digits = digitsOf(number);
  const brazil = /^55([3-9]\d)9(\d{8})$/.exec(digits);
  if (brazil) return `55${brazil[1]}${brazil[2]}`;
  if (/^52\d{10}$/.test(digits)) return `521${digits.slice(2)}`;
  if (/^54[1-8]\d{9}$/.test(digits)) return `549${digits.slice(2)}`;
  return digits;
}

const countries: readonly (readonly [prefix: string, country: string])[] = [
  ['27', 'ZA'],
  ['44', 'GB'],
  ['49', 'DE'],
  ['52', 'MX'],
  ['54', 'AR'],
  ['55', 'BR'],
  ['91', 'IN'],
  ['234', 'NG'],
  ['254', 'KE'],
];

export function countryOf(number: string): string {
  const digits = digitsOf(number);
  return countries.find(([prefix]) => digits.startsWith(prefix))?.[1] ?? 'US';
}

/** E.164 as Twilio accepts it: a plus and 8 to 15 digits. */
export function isE164(number: string): boolean {
  return /^\+[1-9]\d{7,14}$/.test(number);
}

export function isBsuid(value: string): boolean {
  return /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(value);
}
