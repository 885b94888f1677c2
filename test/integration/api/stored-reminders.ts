// Reminders and notices as they lie in the database.
import { newId } from '../../../src/domain/ids.ts';
import { insertNotice } from '../../../src/store/notices.ts';
import { createGroup } from '../../../src/store/recipient-groups.ts';
import { insertReminders, type NewReminder } from '../../../src/store/reminders.ts';
import type { Person, Stored, Tenant } from './harness.ts';

/** A reminder of the person, due in the year 2033. */
export async function addReminder(
  { database: { db } }: Stored,
  tenant: Pick<Tenant, 'id' | 'channelId'>,
  person: Pick<Person, 'contactId'>,
  values: Partial<NewReminder> = {},
): Promise<string> {
  const id = newId();
  const occursAt = values.occursAt ?? new Date('2033-05-18T03:33:20Z');
  const reminder: NewReminder = {
    id,
    tenantId: tenant.id,
    contactId: person.contactId,
    phone: null,
    channelId: tenant.channelId,
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
  await db.transaction().execute((trx) => insertReminders(trx, [reminder], new Date()));
  return id;
}

/** Tells an empty group of orders. */
export async function addNotice({ database: { db } }: Stored, { id: tenantId, channelId }: Tenant): Promise<void> {
  const groupId = (await createGroup(db, tenantId, newId()))!;
  const content = { template: 'order_status', language: 'en', data: {}, schedule: undefined, nextAt: null };
  const timing = { quietHours: 'respect', sendWithinSeconds: 3_600 } as const;
  const id = newId();
  await insertNotice(db, { id, tenantId, name: id, kind: 'order_status', channelId, groupId, ...content, ...timing });
}
