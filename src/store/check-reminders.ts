// What the database knows of reminders that are asked for: whether the channel, the person and the files are there, whether the
// template's parameters fit; and whether their time lies ahead. Runs under the tenant's row-level security.
import { sql } from 'kysely';
import { channelProblems } from '../domain/channel-rules.ts';
import { mediaIdsOf } from '../domain/content.ts';
import type { TemplateContent } from '../domain/message.ts';
import { normalizePhone } from '../domain/phone.ts';
import { chooseChannel } from '../domain/recipient-rules.ts';
import type { ReminderDraft } from '../domain/reminder-request/draft.ts';
import { problemsOf } from '../domain/reminder-request/parameters.ts';
import type { ReminderRefusal } from '../domain/reminder-request/refusal.ts';
import { tooLate } from '../domain/reminder-request/schedule.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';
import { unknownTemplate } from '../domain/template-fit.ts';
import { templateProblems } from '../domain/template-rules.ts';
import type { Trx } from '../platform/db.ts';
import { listSendingChannels, type SendingChannel } from './send.ts';
import { listAccountTemplates } from './template-list.ts';
import { findTemplates } from './templates.ts';

/** Of one that may be taken over. */
export interface Checked {
  channel: SendingChannel;
  /** E.164; null where it is for a contact. */
  phone: string | null;
  schedule: Schedule;
  /** Its first time. */
  occursAt: Date;
}

/** In the order of the drafts. */
export async function checkReminders(
  trx: Trx,
  tenantId: string,
  drafts: readonly ReminderDraft[],
  now: Date,
): Promise<(Checked | ReminderRefusal)[]> {
  if (drafts.length === 0) return [];
  const channels = await listSendingChannels(trx);
  const contactIds = await findIds(trx, 'contacts', drafts.flatMap(contactIdOf));
  const mediaIds = await findIds(
    trx,
    'media',
    drafts.flatMap(({ content }) => mediaIdsOf(content)),
  );
  const fallingBack = drafts.some(({ smsFallback }) => smsFallback) ? await findFallingBack(trx) : new Set<string>();
  const checked = drafts.map((draft) => {
    const missing = findMissing(draft, contactIds, mediaIds);
    return missing ?? checkOne(draft, channels, fallingBack, now);
  });
  return checkTemplates(trx, tenantId, drafts, checked);
}

/** Channels whose messages go on by SMS where WhatsApp cannot deliver them. */
async function findFallingBack(trx: Trx): Promise<Set<string>> {
  const rows = await trx.selectFrom('channels').select('id').where('sms_channel_id', 'is not', null).execute();
  return new Set(rows.map(({ id }) => id));
}

function contactIdOf({ recipient }: ReminderDraft): string[] {
  return 'contactId' in recipient ? [recipient.contactId] : [];
}

async function findIds(trx: Trx, table: 'contacts' | 'media', ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where id = any(${[...new Set(ids)]}::uuid[])`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}

function findMissing(
  draft: ReminderDraft,
  contactIds: ReadonlySet<string>,
  mediaIds: ReadonlySet<string>,
): ReminderRefusal | undefined {
  const contactId = contactIdOf(draft).find((id) => !contactIds.has(id));
  if (contactId !== undefined) return { type: 'missing', what: 'contact', id: contactId };
  const mediaId = mediaIdsOf(draft.content).find((id) => !mediaIds.has(id));
  return mediaId === undefined ? undefined : { type: 'missing', what: 'media', id: mediaId };
}

function checkOne(
  draft: ReminderDraft,
  channels: readonly SendingChannel[],
  fallingBack: ReadonlySet<string>,
  now: Date,
): Checked | ReminderRefusal {
  const { channelId, recipient, when, sendWithinSeconds } = draft;
  if ('problems' in when) return { type: 'invalid', problems: when.problems };
  const channel = chooseChannel(channelId, channels);
  if (!channel && channelId !== undefined) return { type: 'missing', what: 'channel', id: channelId };
  if (!channel) return wrong('channel_id', 'is required: there is not exactly one channel');
  if (channel.transport === 'sms') return wrong('channel_id', 'sends SMS, which knows no templates');
  if (draft.smsFallback && !fallingBack.has(channel.id))
    return wrong('sms_fallback', 'needs a channel that has an SMS channel');
  const phone = 'phone' in recipient ? normalizePhone(recipient.phone, channel.homeCountry) : null;
  if (phone === undefined) return wrong('phone', 'is not a phone number');
  const unfit = channelProblems(draft.content, channel, new Map());
  if (unfit.length > 0) return { type: 'invalid', problems: problemsOf(draft.content, unfit) };
  const past = tooLate(when, sendWithinSeconds, now);
  return past ? { type: 'invalid', problems: [past] } : { channel, phone, ...when };
}

function wrong(path: string, description: string): ReminderRefusal {
  return { type: 'invalid', problems: [{ path, description }] };
}

/** A template that is not approved yet has until the reminder's time. */
async function checkTemplates(
  trx: Trx,
  tenantId: string,
  drafts: readonly ReminderDraft[],
  checked: readonly (Checked | ReminderRefusal)[],
): Promise<(Checked | ReminderRefusal)[]> {
  // Many reminders, few templates.
  const known = new Map<string, Judge>();
  const results: (Checked | ReminderRefusal)[] = [];
  for (const [index, each] of checked.entries()) {
    const { content } = drafts[index]!;
    if ('type' in each) results.push(each);
    else {
      const key = JSON.stringify([each.channel.id, content.name, content.language]);
      const judge = known.get(key) ?? (await judgeOf(trx, tenantId, each.channel, content));
      known.set(key, judge);
      results.push(judge(content) ?? each);
    }
  }
  return results;
}

type Judge = (content: TemplateContent) => ReminderRefusal | undefined;

async function judgeOf(
  trx: Trx,
  tenantId: string,
  { id: channelId, provider, account, templatesSyncedAt }: SendingChannel,
  content: TemplateContent,
): Promise<Judge> {
  const { name, language } = content;
  const [template] = await findTemplates(trx, [{ tenantId, provider, account, name, language }]);
  if (template) {
    return (filled) => {
      const problems = templateProblems(template.definition, filled);
      return problems.length > 0 ? { type: 'invalid', problems: problemsOf(filled, problems) } : undefined;
    };
  }
  // It may well be there once the account is read.
  if (templatesSyncedAt === null) return () => undefined;
  const there = await listAccountTemplates(trx, { tenantId, provider, account });
  const unknown = unknownTemplate(content, { channelId, provider, templatesSyncedAt }, there);
  return () => unknown;
}
