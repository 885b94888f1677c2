// ReminderService: looking at reminders, and at what became of them.
import type { Trx } from '../../platform/db.ts';
import { findContacts } from '../../store/contacts.ts';
import { listReminders as listStored } from '../../store/reminder-list.ts';
import { listOccurrences } from '../../store/reminder-occurrences.ts';
import { findReminders, type StoredReminder } from '../../store/reminders.ts';
import { inTenant, type UnaryMethod } from '../call.ts';
import { notFound } from '../errors.ts';
import { Fields } from '../fields.ts';
import type { GetReminderRequest__Output as GetRequest } from '../gen/switchboard/v1/GetReminderRequest.ts';
import type { GetReminderResponse } from '../gen/switchboard/v1/GetReminderResponse.ts';
import type { ListRemindersRequest__Output as ListRequest } from '../gen/switchboard/v1/ListRemindersRequest.ts';
import type { ListRemindersResponse } from '../gen/switchboard/v1/ListRemindersResponse.ts';
import { pageSize, pageToken, readPageToken, readTimeCursor } from '../pagination.ts';
import { reminderStates, toOccurrence, toReminder } from '../reminder-resources.ts';
import { readNamed } from '../resources.ts';

export async function getStoredReminder(trx: Trx, id: string): Promise<StoredReminder> {
  const reminder = (await findReminders(trx, [id])).get(id);
  if (!reminder) throw notFound('reminder', id);
  return reminder;
}

const mostOccurrences = 100;

export const getReminder: UnaryMethod<GetRequest, GetReminderResponse> = async (api, caller, request) => {
  const fields = new Fields();
  const id = fields.id('reminder_id', request.reminderId);
  fields.done();
  return inTenant(api, caller, async (trx) => {
    const reminder = await getStoredReminder(trx, id);
    const occurrences = await listOccurrences(trx, [id], mostOccurrences);
    return { reminder: toReminder(reminder), occurrences: occurrences.map(toOccurrence) };
  });
};

const longestReference = 200;

export const listReminders: UnaryMethod<ListRequest, ListRemindersResponse> = async (api, caller, request) => {
  const { pageSize: _size, pageToken: token, ...asked } = request;
  const query = [caller.tenantId, 'ListReminders', asked];
  const fields = new Fields();
  const filters = {
    states: readNamed(fields, 'states', reminderStates, request.states),
    contactId: fields.optionalId('contact_id', request.contactId),
    phone: undefined,
    reference: fields.text('reference', request.reference, { max: longestReference }) || undefined,
    from: fields.instant('start_time', request.startTime),
    until: fields.instant('end_time', request.endTime),
  };
  const limit = pageSize(fields, request.pageSize);
  const after = readTimeCursor(fields, readPageToken(fields, query, token));
  fields.done();
  const found = await inTenant(api, caller, async (trx) => {
    const { contactId } = filters;
    if (contactId !== undefined && !(await findContacts(trx, [contactId])).has(contactId))
      throw notFound('contact', contactId);
    const before = after && { occursAt: new Date(after.at), id: after.id };
    return listStored(trx, { ...filters, before, limit: limit + 1 });
  });
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  // Their times are whole milliseconds; cursors have six digits.
  const next = last ? pageToken(query, [last.occursAt.toISOString().replace('Z', '000Z'), last.id]) : '';
  return { reminders: page.map(toReminder), nextPageToken: next };
};
