// ContactService: linking addresses to a contact, and unlinking them.
import * as store from '../../store/contacts.ts';
import type { ContactAddress } from '../../store/contacts.ts';
import { leaveAddresses } from '../../store/person-addresses.ts';
import { addressInUse, checkAddress, mostAddresses, toStoredAddress } from '../addresses.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { notFound, Refusal } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { Address__Output as Address } from '../gen/switchboard/v1/Address.ts';
import type { LinkAddressRequest__Output as LinkRequest } from '../gen/switchboard/v1/LinkAddressRequest.ts';
import type { LinkAddressResponse } from '../gen/switchboard/v1/LinkAddressResponse.ts';
import type { UnlinkAddressRequest__Output as UnlinkRequest } from '../gen/switchboard/v1/UnlinkAddressRequest.ts';
import type { UnlinkAddressResponse } from '../gen/switchboard/v1/UnlinkAddressResponse.ts';
import { toContact } from '../resources.ts';
import { getStored } from './contacts.ts';

export const linkAddress: UnaryMethod<LinkRequest, LinkAddressResponse> = async (api, caller, request) => {
  const { id, address } = readRequest(request);
  const contact = await inTenant(api, caller, async (trx) => {
    const wanted = await toStoredAddress(trx, 'address', address);
    if (!(await store.lockContact(trx, id))) throw notFound('contact', id);
    const { addresses } = await getStored(trx, id);
    const [owner] = await store.lockAddressOwners(trx, [wanted]);
    if (owner && owner.contactId !== id) throw addressInUse(owner.contactId);
    if (!owner && addresses.length >= mostAddresses) throw tooMany(id);
    if (!owner) {
      await store.linkAddresses(trx, caller.tenantId, id, [wanted]);
      await store.updateContact(trx, id, {});
    }
    return getStored(trx, id);
  });
  return { contact: toContact(contact) };
};

export const unlinkAddress: UnaryMethod<UnlinkRequest, UnlinkAddressResponse> = async (api, caller, request) => {
  const { id, address } = readRequest(request);
  const contact = await inTenant(api, caller, async (trx) => {
    const unwanted = await toStoredAddress(trx, 'address', address);
    await leaveAddresses(trx, [{ tenant_id: caller.tenantId, contact_id: id, ...unwanted }]);
    if (!(await store.lockContact(trx, id))) throw notFound('contact', id);
    const { addresses } = await getStored(trx, id);
    if (!addresses.some((each) => isSame(each, unwanted))) throw notFound('address', '');
    if (addresses.length === 1) throw lastAddress(id);
    await store.unlinkAddress(trx, id, unwanted);
    await store.updateContact(trx, id, {});
    return getStored(trx, id);
  });
  return { contact: toContact(contact) };
};

function readRequest({ contactId, address }: LinkRequest | UnlinkRequest): { id: string; address: Address } {
  const fields = new Fields();
  const id = fields.id('contact_id', contactId);
  if (address) checkAddress(fields, 'address', address);
  else fields.wrong('address', 'is required');
  fields.done();
  return { id, address: address! };
}

function isSame(one: ContactAddress, other: ContactAddress): boolean {
  return one.kind === other.kind && one.scope === other.scope && one.value === other.value;
}

function tooMany(contactId: string): Refusal {
  const text = `A contact has at most ${mostAddresses} addresses.`;
  return new Refusal('precondition', 'TOO_MANY_ADDRESSES', text, { precondition: { subject: contactId } });
}

function lastAddress(contactId: string): Refusal {
  const text = 'A contact keeps at least one address.';
  return new Refusal('precondition', 'LAST_ADDRESS', text, { precondition: { subject: contactId } });
}
