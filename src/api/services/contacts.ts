// ContactService: the people an organisation writes with.
import type { ContactStatus } from '../../domain/contact.ts';
import { newId } from '../../domain/ids.ts';
import { RowConflict, type Trx } from '../../platform/db.ts';
import * as store from '../../store/contacts.ts';
import type { StoredContact } from '../../store/contacts.ts';
import { addressInUse, checkAddresses, readPhone, toStoredAddresses } from '../addresses.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { notFound, Refusal } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { CreateContactRequest__Output as CreateRequest } from '../gen/switchboard/v1/CreateContactRequest.ts';
import type { CreateContactResponse } from '../gen/switchboard/v1/CreateContactResponse.ts';
import type { GetContactRequest__Output as GetRequest } from '../gen/switchboard/v1/GetContactRequest.ts';
import type { GetContactResponse } from '../gen/switchboard/v1/GetContactResponse.ts';
import type { ListContactsRequest__Output as ListRequest } from '../gen/switchboard/v1/ListContactsRequest.ts';
import type { ListContactsResponse } from '../gen/switchboard/v1/ListContactsResponse.ts';
import { pageSize, pageToken, readPageToken } from '../pagination.ts';
import { contactStatuses, findNamed, toContact } from '../resources.ts';
import { askedOf, claimRequest, findEarlier } from './repeats.ts';

export const longestName = 200;

export const createContact: UnaryMethod<CreateRequest, CreateContactResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const name = fields.text('name', request.name, { max: longestName }) || null;
  const locale = fields.locale('locale', request.locale);
  fields.requestId('request_id', request.requestId);
  checkAddresses(fields, request.addresses);
  fields.done();
  const asked = askedOf('CreateContact', request);
  const contact = await inTenant(api, caller, async (trx) => {
    const earlier = await findEarlier(trx, asked);
    if (earlier) return getStored(trx, earlier.resourceId);
    const addresses = await toStoredAddresses(trx, request.addresses);
    const id = await makeOrPromote(trx, caller.tenantId, addresses, { name, locale }).catch(async (error: unknown) => {
      // Refused perhaps because the same call made the contact since we looked.
      const meanwhile = error instanceof Refusal && (await findEarlier(trx, asked)) !== undefined;
      throw meanwhile ? new RowConflict('the same call is ahead') : error;
    });
    await claimRequest(trx, caller.tenantId, asked, { resourceId: id });
    return getStored(trx, id);
  });
  return { contact: toContact(contact) };
};

async function makeOrPromote(
  trx: Trx,
  tenantId: string,
  addresses: readonly store.ContactAddress[],
  values: store.ContactValues,
): Promise<string> {
  const owners = await store.lockAddressOwners(trx, addresses);
  const [owner] = owners;
  const registered = owners.find(({ status }) => status !== 'unregistered');
  if (registered) throw addressInUse(registered.contactId);
  if (owners.length > 1) throw addressInUse('');
  const id = owner?.contactId ?? newId();
  if (owner) await store.updateContact(trx, id, { status: 'active', ...given(values) });
  else await store.insertContact(trx, tenantId, id, values);
  await store.linkAddresses(trx, tenantId, id, addresses);
  return id;
}

/** A promoted contact keeps the name it wrote under when it is given no other. */
function given({ name, locale }: store.ContactValues): Partial<store.ContactValues> {
  return { ...(name === null ? {} : { name }), ...(locale === null ? {} : { locale }) };
}

export async function getStored(trx: Trx, id: string): Promise<StoredContact> {
  const contact = await store.findContact(trx, id);
  if (!contact) throw notFound('contact', id);
  return contact;
}

export const getContact: UnaryMethod<GetRequest, GetContactResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const id = fields.id('contact_id', request.contactId);
  fields.done();
  return { contact: toContact(await inTenant(api, caller, (trx) => getStored(trx, id))) };
};

export const listContacts: UnaryMethod<ListRequest, ListContactsResponse> = async (api, caller, request) => {
  const { pageSize: _size, pageToken: token, ...asked } = request;
  const query = [caller.tenantId, 'ListContacts', asked];
  const fields = new Fields();
  const raw = fields.text('phone', request.phone, { max: 40 });
  const status = readStatus(fields, 'status', request.status);
  const limit = pageSize(fields, request.pageSize);
  const beforeId = readPageToken(fields, query, token)?.[0];
  fields.done();
  const found = await inTenant(api, caller, async (trx) => {
    const phone = raw === '' ? undefined : await readPhone(trx, 'phone', raw);
    return store.listContacts(trx, { phone, status, beforeId, limit: limit + 1 });
  });
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return { contacts: page.map(toContact), nextPageToken: last ? pageToken(query, [last.id]) : '' };
};

function readStatus(fields: Fields, field: string, status: string): ContactStatus | undefined {
  if (status === 'CONTACT_STATUS_UNSPECIFIED') return undefined;
  const known = findNamed(contactStatuses, status);
  if (!known) fields.wrong(field, 'is not a contact status');
  return known;
}
