// Groups and what they are told, and a clock to move: what notes, tells and fires sees it moved, what sends lives in real time.
import { newId } from '../../../src/domain/ids.ts';
import type { NoticeKind } from '../../../src/domain/notice.ts';
import { sampleTemplates } from '../../../src/domain/sample-templates.ts';
import type { JobContext } from '../../../src/jobs/job.ts';
import { fireDueReminders } from '../../../src/jobs/reminders/fire.ts';
import { notices } from '../../../src/jobs/upkeep/notices.ts';
import { slaClock } from '../../../src/jobs/upkeep/sla.ts';
import { createLogger } from '../../../src/platform/log.ts';
import { createMetrics, type Metrics } from '../../../src/platform/metrics.ts';
import { insertNotice, type NoticeValues } from '../../../src/store/notices.ts';
import { addMembers, createGroup, removeMembers } from '../../../src/store/recipient-groups.ts';
import type { Platform } from '../../support/platform.ts';
import { until } from '../../support/until.ts';
import { addTemplate } from '../api/harness.ts';

// In minutes: what was put off because somebody else was at it is due again.
const moment = 0.004;

export interface NoticeRig {
  tenantId: string;
  channelId: string;
  metrics: Metrics;
  /** An instant that is so many minutes from the start of the tests, on the minute. */
  at(minutes: number): Date;
  group(...phones: string[]): Promise<string>;
  join(groupId: string, ...phones: string[]): Promise<void>;
  leave(groupId: string, phone: string): Promise<void>;
  /** In English, with the sample of its kind. A rule comes every ten minutes, from an hour after the start on. */
  notice(kind: NoticeKind, groupId: string, values?: Partial<NoticeValues>): Promise<string>;
  /** All that workers do of it, at that many minutes from the start. */
  turn(minutes: number): Promise<void>;
  /** The same, by a worker that ends before it commits. */
  die(minutes: number): Promise<void>;
  /** Bodies of what the phone got, once there are so many and all of them have ended. @param minutes the turns that it takes. */
  received(phone: string, count: number, minutes: number): Promise<string[]>;
  /** As they stand, without waiting. */
  sentTo(phone: string): Promise<{ body: string | null; status: string }[]>;
  /** What became of the reminders of a notice, of one person each: `done: queued`, `done: failed template_unknown`. */
  reminders(noticeId: string): Promise<string[]>;
  /** To how many people each occurrence was told, in their order. */
  occurrences(noticeId: string): Promise<(number | null)[]>;
}

const samples: { readonly [kind in NoticeKind]: string } = {
  order_status: 'order_status',
  maintenance: 'maintenance_due',
  shift: 'shift_notice',
  sla_warning: 'sla_warning',
  sla_breach: 'sla_breach',
};

const data = {
  maintenance: { '1': 'M-07', '2': 'oil change' },
  shift: { '1': 'night shift', '2': '22:00' },
  order_status: {},
  sla_warning: {},
  sla_breach: {},
};

export async function noticeRig(platform: Platform): Promise<NoticeRig> {
  const { db, pool } = platform.database;
  const { id: channelId, tenantId } = platform.channels.enabledOf('meta')[0]!;
  const used = sampleTemplates.filter(({ name }) => Object.values(samples).includes(name));
  for (const [index, definition] of used.entries())
    await addTemplate(platform, { id: tenantId, channelId }, definition, { external_id: String(100 + index) });
  await pool.query('update channels set templates_synced_at = now()');
  await pool.query("update tenants set time_zone = 'America/Mexico_City'");
  await platform.channels.refresh();
  const start = Math.ceil(Date.now() / 60_000) * 60_000;
  const at = (minutes: number) => new Date(start + minutes * 60_000);
  const metrics = createMetrics();
  const log = createLogger('silent');
  const contextAt = (minutes: number) =>
    ({ db, clock: { now: () => at(minutes) }, queue: platform.queue, metrics, log }) as unknown as JobContext;

  const turn = async (minutes: number) => {
    const context = contextAt(minutes);
    for (const task of [slaClock, notices]) await db.transaction().execute((trx) => task.run(context, trx));
    await fireDueReminders(context, 250);
  };
  const sentTo = (phone: string) =>
    db
      .selectFrom('messages')
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .select(['messages.body', 'messages.status'])
      .where('recipient', '=', phone)
      .where('direction', '=', 'outbound')
      .where('messages.kind', '=', 'template')
      .orderBy('messages.id')
      .execute();
  const members = (phones: readonly string[]) => phones.map((phone) => ({ phone, contactId: null }));

  return {
    tenantId,
    channelId,
    metrics,
    at,
    group: async (...phones) => {
      const id = (await createGroup(db, tenantId, newId()))!;
      await addMembers(db, tenantId, id, members(phones));
      return id;
    },
    join: async (groupId, ...phones) => void (await addMembers(db, tenantId, groupId, members(phones))),
    leave: async (groupId, phone) => void (await removeMembers(db, groupId, members([phone]))),
    notice: async (kind, groupId, values = {}) => {
      const id = newId();
      const byRule = kind === 'maintenance' || kind === 'shift';
      const startsAt = at(60).toISOString().slice(0, 19);
      const rule = { type: 'rule', rule: 'RRULE:FREQ=MINUTELY;INTERVAL=10', zone: 'UTC', startsAt } as const;
      const usual = { template: samples[kind], language: 'en', data: data[kind], quietHours: 'ignore' } as const;
      const base = { name: id, kind, channelId, groupId, sendWithinSeconds: 3_600, ...usual };
      const row = { ...base, schedule: byRule ? rule : undefined, nextAt: byRule ? at(60) : null, ...values };
      await insertNotice(db, { ...row, id, tenantId });
      return id;
    },
    turn,
    die: async (minutes) => {
      const work = db.transaction().execute(async (trx) => {
        await notices.run(contextAt(minutes), trx);
        throw new Error('killed');
      });
      await work.catch(() => undefined);
    },
    received: async (phone, count, minutes) => {
      let at = minutes;
      const rows = await until(`${phone} has ${count} messages`, async () => {
        await turn(at);
        at += moment;
        const found = await sentTo(phone);
        return found.length >= count && found.every(({ status }) => ['read', 'failed'].includes(status)) && found;
      });
      return rows.map(({ body }) => body ?? '');
    },
    sentTo,
    reminders: async (noticeId) => {
      const rows = await db
        .selectFrom('reminders')
        .leftJoin('reminder_occurrences', 'reminder_id', 'reminders.id')
        .select(['reminders.state', 'reminder_occurrences.state as outcome', 'error_code'])
        .where('notice_id', '=', noticeId)
        .orderBy('reminders.occurs_at')
        .orderBy('reminders.id')
        .execute();
      return rows.map(({ state, outcome, error_code: code }) => [state, outcome, code].filter(Boolean).join(' '));
    },
    occurrences: async (noticeId) => {
      const rows = await db
        .selectFrom('notice_occurrences')
        .select('recipients')
        .where('notice_id', '=', noticeId)
        .orderBy('occurs_at')
        .orderBy('key')
        .execute();
      return rows.map(({ recipients }) => recipients);
    },
  };
}
