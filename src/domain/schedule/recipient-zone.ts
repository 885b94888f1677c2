// By which clock a person lives, as far as one can tell.
import { countryOf } from '../phone.ts';
import { canonicalZone } from './zone.ts';

// Where most people of a country with several zones live. Countries whose zones differ by name only are here too.
const principalZones: { readonly [country: string]: string } = {
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  BR: 'America/Sao_Paulo',
  CA: 'America/Toronto',
  CD: 'Africa/Kinshasa',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  FM: 'Pacific/Pohnpei',
  GL: 'America/Nuuk',
  ID: 'Asia/Jakarta',
  KI: 'Pacific/Tarawa',
  KZ: 'Asia/Almaty',
  MH: 'Pacific/Majuro',
  MN: 'Asia/Ulaanbaatar',
  MX: 'America/Mexico_City',
  MY: 'Asia/Kuala_Lumpur',
  NZ: 'Pacific/Auckland',
  PF: 'Pacific/Tahiti',
  PG: 'Pacific/Port_Moresby',
  PS: 'Asia/Hebron',
  PT: 'Europe/Lisbon',
  RU: 'Europe/Moscow',
  UA: 'Europe/Kyiv',
  US: 'America/New_York',
  UZ: 'Asia/Tashkent',
  XK: 'Europe/Belgrade',
};

export interface Whereabouts {
  contactZone: string | null;
  /** E.164, or a user id that begins with its country. */
  recipient: string;
  tenantZone: string;
}

/**
 * The contact's own zone, else that of the phone's country, else the tenant's. Of a country with several zones it is the
 * tenant's if that is one of them, else the one where most people live.
 */
export function recipientZone({ contactZone, recipient, tenantZone }: Whereabouts): string {
  if (contactZone !== null && canonicalZone(contactZone) !== undefined) return contactZone;
  const country = countryOf(recipient);
  if (country === undefined) return tenantZone;
  const zones = zonesOf(country);
  if (zones.includes(canonicalZone(tenantZone) ?? tenantZone)) return tenantZone;
  return principalZones[country] ?? zones[0] ?? tenantZone;
}

const zonesByCountry = new Map<string, readonly string[]>();

function zonesOf(country: string): readonly string[] {
  const known = zonesByCountry.get(country);
  if (known) return known;
  const names = new Intl.Locale(`und-${country}`).getTimeZones() ?? [];
  const zones = names.map((name) => canonicalZone(name) ?? name);
  zonesByCountry.set(country, zones);
  return zones;
}
