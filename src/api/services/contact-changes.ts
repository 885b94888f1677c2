// ContactService: changing a contact, and telling watchers when it is about what the person wants.
import type { ContactStatus } from '../../domain/contact.ts';
import type { ContactChange } from '../../domain/event.ts';
import * as store from '../../store/contacts.ts';
import type { StoredContact } from '../../store/contacts.ts';
import { recordEvents } from '../../store/events.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { notFound } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { Timestamp__Output as Timestamp } from '../gen/google/protobuf/Timestamp.ts';
import type { UpdateContactRequest__Output as UpdateRequest } from '../gen/switchboard/v1/UpdateContactRequest.ts';
import type { UpdateContactResponse } from '../gen/switchboard/v1/UpdateContactResponse.ts';
import { contactStatuses, toContact } from '../resources.ts';
import { getStored, longestName } from './contacts.ts';

export const updateContact: UnaryMethod<UpdateRequest, UpdateContactResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const id = fields.id('contact.id', request.contact?.id ?? '');
  const changes = readChanges(fields, request, api.clock.now());
  fields.done();
  const contact = await inTenant(api, caller, async (trx) => {
    if (!(await store.lockContact(trx, id))) throw notFound('contact', id);
    const before = await getStored(trx, id);
    await store.updateContact(trx, id, changes);
    const after = await getStored(trx, id);
    const events = wishesChanged(before, after).map((change) => ({
      tenantId: caller.tenantId,
      type: 'contact_changed' as const,
      data: { contactId: id, change },
    }));
    await recordEvents(trx, events);
    return after;
  });
  return { contact: toContact(contact) };
};

function wishesChanged(before: StoredContact, after: StoredContact): ContactChange[] {
  const changed = (was: Date | null, is: Date | null, out: ContactChange, into: ContactChange): ContactChange[] =>
    (was === null) === (is === null) ? [] : [is === null ? into : out];
  return [
    ...changed(before.optedOutAt, after.optedOutAt, 'opted_out', 'opted_in'),
    ...changed(before.marketingOptedOutAt, after.marketingOptedOutAt, 'marketing_opted_out', 'marketing_opted_in'),
  ];
}

const settable = ['name', 'status', 'locale', 'time_zone', 'opted_out_at', 'marketing_opted_out_at'];

function readChanges(fields: Fields, { contact, updateMask }: UpdateRequest, now: Date): store.ContactChanges {
  const paths = new Set(updateMask?.paths);
  if (paths.size === 0) fields.wrong('update_mask', 'must name at least one field');
  if ([...paths].some((path) => !settable.includes(path))) {
    fields.wrong('update_mask', `may name ${settable.join(', ')} only`);
  }
  if (!contact) return {};
  const since = (field: string, value: Timestamp | null) => readSince(fields, field, value, now);
  return {
    ...(paths.has('name') && { name: fields.text('contact.name', contact.name, { max: longestName }) || null }),
    ...(paths.has('locale') && { locale: fields.locale('contact.locale', contact.locale) }),
    ...(paths.has('time_zone') && { timeZone: fields.timeZone('contact.time_zone', contact.timeZone) }),
    ...(paths.has('status') && { status: readSettable(fields, contact.status) }),
    ...(paths.has('opted_out_at') && { optedOutAt: since('contact.opted_out_at', contact.optedOutAt) }),
    ...(paths.has('marketing_opted_out_at') && {
      marketingOptedOutAt: since('contact.marketing_opted_out_at', contact.marketingOptedOutAt),
    }),
  };
}

function readSettable(fields: Fields, status: string): ContactStatus {
  if (status === contactStatuses.active) return 'active';
  if (status !== contactStatuses.inactive) fields.wrong('contact.status', 'can be set to ACTIVE or INACTIVE only');
  return 'inactive';
}

// Callers' clocks may be a little ahead.
const toleranceMs = 60_000;

function readSince(fields: Fields, field: string, value: Timestamp | null, now: Date): Date | null {
  const at = fields.instant(field, value) ?? null;
  if (at && at.getTime() > now.getTime() + toleranceMs) fields.wrong(field, 'is in the future');
  return at;
}
