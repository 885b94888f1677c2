// Reminders that people of a transcript get: sample templates, enqueued as a scheduler does and due at once.
import { newId } from '../../../src/domain/ids.ts';
import { sampleTemplates } from '../../../src/domain/sample-templates.ts';
import type { Database } from '../../../src/platform/db.ts';
import { insertReminders } from '../../../src/store/reminders.ts';

interface Enqueued {
  tenantId: string;
  contactId: string;
  channelId: string;
  /** Their number. */
  recipient: string;
  template: string;
  values: readonly string[];
}

// [later] moves the clock of those who send.
const daySeconds = 86_400;

/** Throws when there is no such template. */
export async function enqueueReminder(db: Database, { template, values, recipient, ...to }: Enqueued): Promise<void> {
  const sample = sampleTemplates.find(({ name }) => name === template);
  if (!sample) throw new Error(`no template that comes with Switchboard is called ${template}`);
  const now = new Date();
  const body = values.map((text) => ({ text }));
  const reminder = {
    ...to,
    id: newId(),
    phone: null,
    content: { kind: 'template' as const, name: template, language: sample.language, body, buttons: [] },
    schedule: { type: 'at' as const, at: now },
    reference: null,
    sendWithinSeconds: daySeconds,
    quietHours: 'ignore' as const,
    sessionText: null,
    smsFallback: false,
    occursAt: now,
  };
  // A shared channel reaches for a tenant only those whom it knows.
  const conversation = { tenant_id: to.tenantId, contact_id: to.contactId, channel_id: to.channelId, recipient };
  await db
    .insertInto('conversations')
    .values({ ...conversation, id: newId() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db.transaction().execute((trx) => insertReminders(trx, [reminder], now));
}

/** Whether one of the person's is still to be sent. Throws when one will never be. */
export async function awaitsReminder(db: Database, contactId: string): Promise<boolean> {
  const rows = await db
    .selectFrom('reminders')
    .leftJoin('reminder_occurrences', 'reminder_occurrences.reminder_id', 'reminders.id')
    .select(['reminders.state', 'reminder_occurrences.state as became', 'error_text as why'])
    .where('contact_id', '=', contactId)
    .execute();
  const lost = rows.find(({ became }) => became === 'failed' || became === 'missed');
  if (lost) throw new Error(`a reminder is ${lost.became}: ${lost.why}`);
  return rows.some(({ state }) => state === 'scheduled');
}
