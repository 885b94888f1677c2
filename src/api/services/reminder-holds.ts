// What would keep a reminder from being sent if its time were now, and what it would say.
import type { TemplateContent } from '../../domain/message.ts';
import { recipientProblem, unreachable } from '../../domain/recipient-rules.ts';
import { problemsOf } from '../../domain/reminder-request/parameters.ts';
import { refusalText } from '../../domain/reminder-request/refusal.ts';
import type { QuietHours } from '../../domain/reminder.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { SendProblem } from '../../domain/send-problem.ts';
import { templateMisfit, unknownTemplate } from '../../domain/template-fit.ts';
import { templateText } from '../../domain/template-text.ts';
import { windowIsOpen } from '../../domain/window.ts';
import type { Trx } from '../../platform/db.ts';
import { findConversations } from '../../store/conversation-list.ts';
import type { PreviewFacts } from '../../store/reminder-preview.ts';
import { findRecipients, type Recipient, type SendingChannel } from '../../store/send.ts';
import { listAccountTemplates } from '../../store/template-list.ts';
import { findTemplates } from '../../store/templates.ts';

/** A reminder that is looked at, whether it is stored or not. */
export interface Previewed {
  contactId: string | null;
  /** E.164. */
  phone: string | null;
  /** Undefined: there is not exactly one, or it is gone. */
  channel: SendingChannel | undefined;
  content: TemplateContent;
  schedule: Schedule;
  quietHours: QuietHours;
  sendWithinSeconds: number;
  sessionText: string | null;
  /** Undefined: it fires no more. */
  next: { occursAt: Date; firesAt: Date } | undefined;
}

export interface Hold {
  /** UPPER_SNAKE; callers branch on it. */
  reason: string;
  text: string;
  until?: Date;
}

interface Judged {
  /** The template filled in; empty when it is not known. */
  text: string;
  sendsSessionText: boolean;
  holds: Hold[];
}

export async function holdsOf(
  trx: Trx,
  tenantId: string,
  previewed: Previewed,
  { pausedUntil }: PreviewFacts,
  now: Date,
): Promise<Judged> {
  const { channel } = previewed;
  if (!channel) {
    const missing = { reason: 'CHANNEL_MISSING', text: 'There is not exactly one channel, or the one named is gone.' };
    return { text: '', sendsSessionText: false, holds: [missing] };
  }
  const recipient = await findRecipient(trx, tenantId, previewed, channel);
  const person = personProblem(previewed, channel, recipient);
  const { text, problem } = await judgeTemplate(trx, tenantId, previewed.content, channel, recipient);
  const isPaused = pausedUntil !== null && pausedUntil > now;
  return {
    text,
    sendsSessionText: previewed.sessionText !== null && (await isOpen(trx, recipient, now)),
    holds: [
      ...(isPaused ? [{ reason: 'CHANNEL_PAUSED', text: 'The channel is paused.', until: pausedUntil }] : []),
      ...[person, problem].flatMap((each) => (each ? [toHold(previewed.content, each)] : [])),
    ],
  };
}

async function findRecipient(
  trx: Trx,
  tenantId: string,
  { contactId, phone }: Previewed,
  { id: channelId }: SendingChannel,
): Promise<Recipient | undefined> {
  const person = { contactId: contactId ?? undefined, phone: phone ?? undefined };
  return (await findRecipients(trx, [{ tenantId, ...person, channelId }]))[0];
}

function personProblem(
  { contactId, phone }: Previewed,
  { id: channelId, enabled }: SendingChannel,
  recipient: Recipient | undefined,
): SendProblem | undefined {
  const address = phone ?? recipient?.conversationId ?? recipient?.address;
  if (address === null || address === undefined) return unreachable(contactId ?? '');
  const nobody = { contactId: '', contactStatus: 'active', optedOutAt: null } as const;
  return recipientProblem({ ...(recipient ?? nobody), channelId, channelEnabled: enabled }, true);
}

async function judgeTemplate(
  trx: Trx,
  tenantId: string,
  content: TemplateContent,
  { id: channelId, provider, account, templatesSyncedAt }: SendingChannel,
  recipient: Recipient | undefined,
): Promise<{ text: string; problem: SendProblem | undefined }> {
  const { name, language } = content;
  const [template] = await findTemplates(trx, [{ tenantId, provider, account, name, language }]);
  if (template) {
    const to = recipient ?? { contactId: '', marketingOptedOutAt: null };
    return { text: templateText(template.definition, content), problem: templateMisfit(template, content, to) };
  }
  const there = await listAccountTemplates(trx, { tenantId, provider, account });
  return { text: '', problem: unknownTemplate(content, { channelId, provider, templatesSyncedAt }, there) };
}

async function isOpen(trx: Trx, recipient: Recipient | undefined, now: Date): Promise<boolean> {
  const id = recipient?.conversationId;
  const conversation = id ? (await findConversations(trx, [id])).get(id) : undefined;
  return conversation !== undefined && windowIsOpen(conversation.windowExpiresAt, now);
}

function toHold(content: TemplateContent, problem: SendProblem): Hold {
  if (problem.type === 'unmet') return { reason: problem.reason, text: problem.text };
  const problems = problemsOf(content, problem.problems);
  return { reason: 'TEMPLATE_MISMATCH', text: refusalText({ type: 'invalid', problems }) };
}
