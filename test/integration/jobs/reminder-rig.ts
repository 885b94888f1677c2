// Reminders, and a clock to move: what looks for those that are due sees it moved, what sends their messages lives in real time.
import { newId } from '../../../src/domain/ids.ts';
import type { TemplateContent } from '../../../src/domain/message.ts';
import type { JobContext } from '../../../src/jobs/job.ts';
import { fireDueReminders } from '../../../src/jobs/reminders/fire.ts';
import { createLogger } from '../../../src/platform/log.ts';
import { createMetrics, type Metrics } from '../../../src/platform/metrics.ts';
import { findReminders, insertReminders, type NewReminder } from '../../../src/store/reminders.ts';
import { listOccurrences } from '../../../src/store/reminder-occurrences.ts';
import type { Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { addTemplate } from '../api/harness.ts';
import { newReminder } from '../api/stored-reminders.ts';

export const minute = 60_000;

export interface ReminderRig {
  tenantId: string;
  channelId: string;
  metrics: Metrics;
  logLines: string[];
  /** An instant that is so many minutes from the start of the tests. */
  at(minutes: number): Date;
  /** A reminder an hour from the start, to somebody new. Returns its id. */
  remind(values?: Partial<NewReminder>): Promise<string>;
  /** Looks for what is due at that many minutes from the start. @param limit how many are taken at once. */
  fire(minutes: number, limit?: number): Promise<number>;
  context(minutes: number): JobContext;
  /** Has the outbox of its conversation looked at. */
  wake(id: string): Promise<void>;
  row(id: string): Promise<NonNullable<Awaited<ReturnType<typeof readReminder>>>>;
  occurrences(id: string): ReturnType<typeof listOccurrences>;
  /** The states of its occurrences, with the reason of those that were not sent, the earliest first. */
  states(id: string): Promise<string[]>;
  /** What watchers were told of it, in order. */
  changes(id: string): Promise<string[]>;
  /** Messages to the phone, once all of them have ended. */
  settled(phone: string): Promise<{ kind: string; body: string | null; status: string }[]>;
  /** Bodies that the providers took for the phone. */
  taken(phone: string): string[];
}

const readReminder = async (platform: Platform, id: string) => {
  const { db } = platform.database;
  return (await db.transaction().execute((trx) => findReminders(trx, [id]))).get(id);
};

export async function reminderRig(platform: Platform): Promise<ReminderRig> {
  const { db, pool } = platform.database;
  const { id: channelId, tenantId } = platform.channels.enabledOf('meta')[0]!;
  const owner = { id: tenantId, channelId };
  await addTemplate(platform, owner, { name: 'visit', body: 'You are expected on {{1}}.' }, { external_id: '21' });
  await pool.query('update channels set templates_synced_at = now()');
  await pool.query("update tenants set time_zone = 'Africa/Johannesburg'");
  await platform.channels.refresh();
  const start = Date.now();
  const at = (minutes: number) => new Date(start + minutes * minute);
  const metrics = createMetrics();
  const logLines: string[] = [];
  const log = createLogger('info', { write: (line) => void logLines.push(line) });
  const context = (minutes: number) =>
    ({ db, clock: { now: () => at(minutes) }, queue: platform.queue, metrics, log }) as unknown as JobContext;
  const occurrences = (id: string) => db.transaction().execute((trx) => listOccurrences(trx, [id], 100));
  const sentTo = (phone: string) =>
    db
      .selectFrom('messages')
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .select(['messages.kind', 'messages.body', 'messages.status'])
      .where('recipient', '=', phone)
      .where('direction', '=', 'outbound')
      .orderBy('messages.id')
      .execute();

  return {
    tenantId,
    channelId,
    metrics,
    logLines,
    at,
    remind: async (values = {}) => {
      const occursAt = values.occursAt ?? (values.schedule?.type === 'at' ? values.schedule.at : at(60));
      const content: TemplateContent = {
        kind: 'template',
        name: 'visit',
        language: 'en',
        body: [{ text: 'Monday' }],
        buttons: [],
      };
      const reminder = newReminder(owner, occursAt, {
        content,
        reference: `ref ${newId()}`,
        sendWithinSeconds: 600,
        ...values,
      });
      await db.transaction().execute((trx) => insertReminders(trx, [reminder], new Date()));
      return reminder.id;
    },
    context,
    wake: async (id) => {
      const [occurrence] = await occurrences(id);
      const { conversationId } = occurrence!.message!;
      await db
        .transaction()
        .execute((trx) => platform.queue.enqueue(trx, [{ queue: 'outbound', data: { conversationId } }]));
    },
    fire: (minutes, limit = 250) => fireDueReminders(context(minutes), limit),
    row: async (id) => (await readReminder(platform, id))!,
    occurrences,
    states: async (id) => {
      const found = (await occurrences(id)).toReversed();
      return found.map(({ state, errorCode }) => (errorCode === null ? state : `${state}: ${errorCode}`));
    },
    changes: async (id) => {
      const query = db.selectFrom('events').select('data').where('type', '=', 'reminder_changed').orderBy('id');
      const rows = (await query.execute()).map(({ data }) => data as { reminderId: string; change: string });
      return rows.filter(({ reminderId }) => reminderId === id).map(({ change }) => change);
    },
    settled: (phone) =>
      until(`messages to ${phone} have ended`, async () => {
        const rows = await sentTo(phone);
        return rows.length > 0 && rows.every(({ status }) => status === 'read' || status === 'failed') && rows;
      }),
    taken: (phone) => platform.sandbox.accepted.list(({ to }) => to === phone).map(({ body }) => body),
  };
}
