// Addresses and phone numbers in requests: first what can be checked without the database, then the stored spelling.
import { isBsuid, normalizePhone } from '../domain/phone.ts';
import type { Trx } from '../platform/db.ts';
import type { ContactAddress } from '../store/contacts.ts';
import { findHomeCountry } from '../store/send.ts';
import { invalidFields, Refusal } from './errors.ts';
import type { Fields } from './fields.ts';
import type { Address__Output as Address } from './gen/switchboard/v1/Address.ts';

export const mostAddresses = 20;
const longestAccount = 100;

export function checkAddresses(fields: Fields, addresses: readonly Address[]): void {
  if (addresses.length === 0 || addresses.length > mostAddresses) {
    fields.wrong('addresses', `must have 1 to ${mostAddresses} items`);
    return;
  }
  for (const [index, address] of addresses.entries()) checkAddress(fields, `addresses[${index}]`, address);
}

export function checkAddress(fields: Fields, path: string, { kind, value, account }: Address): void {
  switch (kind) {
    case 'ADDRESS_KIND_PHONE':
      fields.text(`${path}.value`, value, { min: 1, max: 40 });
      if (account !== '') fields.wrong(`${path}.account`, 'must be empty for a phone');
      return;
    case 'ADDRESS_KIND_BSUID':
      if (!isBsuid(value)) fields.wrong(`${path}.value`, 'is not a business-scoped user id');
      fields.text(`${path}.account`, account, { min: 1, max: longestAccount });
      return;
    case 'ADDRESS_KIND_UNSPECIFIED':
    default:
      fields.wrong(`${path}.kind`, 'must be PHONE or BSUID');
  }
}

/** Each once, phones in E.164. Throws a Refusal for a phone number that cannot be one. */
export async function toStoredAddresses(trx: Trx, addresses: readonly Address[]): Promise<ContactAddress[]> {
  const stored = new Map<string, ContactAddress>();
  for (const [index, address] of addresses.entries()) {
    const one = await toStoredAddress(trx, `addresses[${index}]`, address);
    stored.set(JSON.stringify(one), one);
  }
  return [...stored.values()];
}

export async function toStoredAddress(
  trx: Trx,
  path: string,
  { kind, value, account }: Address,
): Promise<ContactAddress> {
  if (kind === 'ADDRESS_KIND_BSUID') return { kind: 'bsuid', scope: account, value };
  return { kind: 'phone', scope: '', value: await readPhone(trx, `${path}.value`, value) };
}

/** E.164. National spellings can be read only where all channels of the tenant have one country. Throws a Refusal. */
export async function readPhone(trx: Trx, field: string, raw: string): Promise<string> {
  const international = /^(whatsapp:)?\s*(\+|00)/i.test(raw);
  const country = international ? '' : await findHomeCountry(trx);
  const phone = country === undefined ? undefined : normalizePhone(raw, country);
  if (phone !== undefined) return phone;
  const hint = country === undefined ? ': begin it with + and the country code' : '';
  throw invalidFields([{ field, description: `is not a phone number${hint}` }]);
}

export function addressInUse(contactId: string): Refusal {
  const text = contactId === '' ? 'The addresses belong to more than one contact.' : 'An address belongs to a contact.';
  return new Refusal('taken', 'ADDRESS_IN_USE', text, contactId === '' ? {} : { metadata: { contact_id: contactId } });
}
