// What would keep a reminder from being sent if its time were now, and what it would say.
import type { TemplateContent } from '../../domain/message.ts';
import { recipientProblem, unreachable } from '../../domain/recipient-rules.ts';
import { problemsOf } from '../../domain/reminder-request/parameters.ts';
import { refusalText } from '../../domain/reminder-request/refusal.ts';
import type { QuietHours, ReminderState } from '../../domain/reminder.ts';
import type { Schedule } from '../../domain/schedule/schedule.ts';
import type { SendProblem } from '../../domain/send-problem.ts';
import { takesSessionText } from '../../domain/session-text.ts';
import { channelProblems } from '../../domain/channel-rules.ts';
import { templateMisfit, unknownTemplate } from '../../domain/template-fit.ts';
import { templateText } from '../../domain/template-text.ts';
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
  state: ReminderState;
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
  const over = overHold(previewed);
  if (!channel) {
    const missing = { reason: 'CHANNEL_MISSING', text: 'There is not exactly one channel, or the one named is gone.' };
    return { text: '', sendsSessionText: false, holds: [...over, missing] };
  }
  const recipient = await findRecipient(trx, tenantId, previewed, channel);
  const person = personProblem(previewed, channel, recipient);
  const { text, problem } = await judgeTemplate(trx, tenantId, previewed.content, channel, recipient);
  const isPaused = pausedUntil !== null && pausedUntil > now;
  const canGo = person === undefined && problem === undefined;
  return {
    text,
    sendsSessionText: canGo && previewed.sessionText !== null && (await isOpen(trx, channel, recipient, now)),
    holds: [
      ...over,
      ...(isPaused ? [{ reason: 'CHANNEL_PAUSED', text: 'The channel is paused.', until: pausedUntil }] : []),
      ...[person, problem].flatMap((each) => (each ? [toHold(previewed.content, each)] : [])),
    ],
  };
}

function overHold({ state }: Previewed): Hold[] {
  if (state === 'cancelled') return [{ reason: 'CANCELLED', text: 'It is cancelled: it fires no more.' }];
  return state === 'done' ? [{ reason: 'DONE', text: 'Its last time is over: it fires no more.' }] : [];
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
  channel: SendingChannel,
  recipient: Recipient | undefined,
): Promise<{ text: string; problem: SendProblem | undefined }> {
  const { id: channelId, provider, account, templatesSyncedAt } = channel;
  const { name, language } = content;
  const problems = channelProblems(content, channel, new Map());
  const ofChannel: SendProblem | undefined = problems.length > 0 ? { type: 'invalid', problems } : undefined;
  const [template] = await findTemplates(trx, [{ tenantId, provider, account, name, language }]);
  if (template) {
    const to = recipient ?? { contactId: '', marketingOptedOutAt: null };
    const text = templateText(template.definition, content);
    return { text, problem: ofChannel ?? templateMisfit(template, content, to) };
  }
  const there = await listAccountTemplates(trx, { tenantId, provider, account });
  const unknown = unknownTemplate(content, { channelId, provider, templatesSyncedAt }, there);
  return { text: '', problem: ofChannel ?? unknown };
}

async function isOpen(
  trx: Trx,
  { transport }: SendingChannel,
  recipient: Recipient | undefined,
  now: Date,
): Promise<boolean> {
  const id = recipient?.conversationId;
  const conversation = id ? (await findConversations(trx, [id])).get(id) : undefined;
  return takesSessionText({ transport, windowExpiresAt: conversation?.windowExpiresAt ?? null }, now);
}

function toHold(content: TemplateContent, problem: SendProblem): Hold {
  if (problem.type === 'unmet') return { reason: problem.reason, text: problem.text };
  const problems = problemsOf(content, problem.problems);
  return { reason: 'TEMPLATE_MISMATCH', text: refusalText({ type: 'invalid', problems }) };
}
