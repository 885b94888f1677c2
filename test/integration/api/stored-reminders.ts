// Reminders and notices as they lie in the database.
import { newId } from '../../../src/domain/ids.ts';
import { insertNotice } from '../../../src/store/notices.ts';
import { createGroup } from '../../../src/store/recipient-groups.ts';
import { insertReminders, type NewReminder } from '../../../src/store/reminders.ts';
import { freshPhone, type Person, type Stored, type Tenant } from './harness.ts';

/** One that is due at the instant, to somebody nobody knows yet. */
export function newReminder(
  { id: tenantId, channelId }: Pick<Tenant, 'id' | 'channelId'>,
  occursAt: Date,
  values: Partial<NewReminder> = {},
): NewReminder {
  return {
    id: newId(),
    tenantId,
    contactId: null,
    phone: values.contactId ? null : freshPhone(),
    channelId,
    content: { kind: 'template', name: 'visit', language: 'en', body: [], buttons: [] },
    schedule: { type: 'at', at: occursAt },
    reference: null,
    sendWithinSeconds: 3_600,
    quietHours: 'respect',
    sessionText: null,
    smsFallback: false,
    occursAt,
    ...values,
  };
}

/** A reminder of the person, due in the year 2033. */
export async function addReminder(
  { database: { db } }: Stored,
  tenant: Pick<Tenant, 'id' | 'channelId'>,
  { contactId }: Pick<Person, 'contactId'>,
  values: Partial<NewReminder> = {},
): Promise<string> {
  const occursAt = values.occursAt ?? new Date('2033-05-18T03:33:20Z');
  const reminder = newReminder(tenant, occursAt, { contactId, ...values });
  await db.transaction().execute((trx) => insertReminders(trx, [reminder], new Date()));
  return reminder.id;
}

/** Tells an empty group of orders. */
export async function addNotice({ database: { db } }: Stored, { id: tenantId, channelId }: Tenant): Promise<void> {
  const groupId = (await createGroup(db, tenantId, newId()))!;
  const content = { template: 'order_status', language: 'en', data: {}, schedule: undefined, nextAt: null };
  const timing = { quietHours: 'respect', sendWithinSeconds: 3_600 } as const;
  const id = newId();
  await insertNotice(db, { id, tenantId, name: id, kind: 'order_status', channelId, groupId, ...content, ...timing });
}
