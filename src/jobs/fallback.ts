// A message that WhatsApp reports as undeliverable to its recipient goes out once by SMS, as text, linked to the original. That
// of a reminder keeps to the reminder's time, and does not when that was called off or moved.
import { loadContent } from '../domain/content.ts';
import { asObject, asText } from '../domain/json.ts';
import { newId } from '../domain/ids.ts';
import type { NextJob } from '../domain/job.ts';
import { textLimit, type InteractiveContent, type TextContent } from '../domain/message.ts';
import { numberedText } from '../domain/numbered-text.ts';
import { fromProviderPhone } from '../domain/phone.ts';
import { allowedAt, latestAt, sendLimits } from '../domain/reminder-time.ts';
import { splitText } from '../domain/split-text.ts';
import type { Trx } from '../platform/db.ts';
import { lockConversations } from '../store/conversations.ts';
import { recordEvents } from '../store/events.ts';
import { listUndelivered, openConversations, type Undelivered } from '../store/fallbacks.ts';
import { claimMessageKeys } from '../store/message-keys.ts';
import { queueOutbound, type NewOutbound } from '../store/outbox.ts';
import { recordReminderFallbacks } from '../store/reminder-events.ts';
import { lockFailedReminders, missReminders, type MissedFallback } from '../store/reminder-fallbacks.ts';
import type { JobContext, JobDefinition } from './job.ts';

export const fallbackJob: JobDefinition<'fallback'> = {
  batchSize: 100,
  retryLimit: 10,
  expireInSeconds: 15,
  start: (context) => ({
    handle: async (jobs, trx) => {
      const messageIds = jobs.map((job) => job.data.messageId);
      return { next: await fallBack(context, trx, messageIds) };
    },
  }),
};

interface Fallback extends Undelivered {
  /** In order: what is longer than one SMS may be goes as several. */
  parts: { id: string; content: SmsContent }[];
  phone: string;
}

interface PlacedFallback extends Fallback {
  conversationId: string;
}

interface GoingFallback extends PlacedFallback {
  /** When it may not be sent any more. */
  limits: Pick<NewOutbound, 'notAfter' | 'quietFrom'>;
}

type SmsContent = TextContent | InteractiveContent;

async function fallBack(context: JobContext, trx: Trx, messageIds: readonly string[]): Promise<NextJob[]> {
  const undelivered = await listUndelivered(trx, messageIds);
  const sendable = undelivered.flatMap((message): Fallback[] => {
    // As it is dialled: WhatsApp knows some numbers by an older spelling, which no SMS reaches.
    const phone = fromProviderPhone(message.phone ?? '');
    const parts = smsContents(message).map((content) => ({ id: newId(), content }));
    return parts.length > 0 && phone ? [{ ...message, parts, phone }] : [];
  });
  const fresh = await onlyOnce(trx, sendable);
  if (fresh.length === 0) return [];
  const conversationIds = await openConversations(
    trx,
    fresh.map(({ tenantId, smsChannelId: channelId, contactId, phone }) => ({
      tenantId,
      channelId,
      contactId,
      recipient: phone,
    })),
  );
  await lockConversations(trx, [...new Set(conversationIds)]);
  const placed = fresh.map((fallback, n) => ({ ...fallback, conversationId: conversationIds[n]! }));
  const going = await inTime(context, trx, placed);
  await queue(trx, going);
  for (const { parts, messageId, causedById } of going) {
    const sms = parts.map(({ id }) => id);
    context.log.info({ trace_id: causedById ?? messageId, message: messageId, sms }, 'message goes out by SMS');
  }
  const woken = new Set(going.map(({ conversationId }) => conversationId));
  return [...woken].map((conversationId) => ({ queue: 'outbound', data: { conversationId } }));
}

/** Those that still may go, and until when. */
async function inTime(
  { clock, metrics }: JobContext,
  trx: Trx,
  fallbacks: readonly PlacedFallback[],
): Promise<GoingFallback[]> {
  const now = clock.now();
  const reminders = await lockFailedReminders(
    trx,
    fallbacks.map(({ messageId }) => messageId),
  );
  const missed: MissedFallback[] = [];
  const going = fallbacks.flatMap((fallback) => {
    const { messageId } = fallback;
    const reminder = reminders.get(messageId);
    if (!reminder) return [{ ...fallback, limits: {} }];
    if (reminder.state === 'cancelled' || reminder.occurrenceState !== 'queued') return [];
    const isLate = now > latestAt(reminder, reminder.occursAt);
    if (!isLate && allowedAt(reminder, now) <= now) return [{ ...fallback, limits: sendLimits(reminder, now) }];
    missed.push({ messageId, because: isLate ? 'too_late' : 'quiet_hours' });
    return [];
  });
  await missReminders(trx, missed);
  metrics.remindersWithdrawn.inc({ result: 'missed' }, missed.length);
  return going;
}

// A key of the SMS channel, made from the original: whatever comes twice, the message goes out once.
async function onlyOnce(trx: Trx, fallbacks: readonly Fallback[]): Promise<Fallback[]> {
  const keys = fallbacks.map(({ parts, messageId, smsChannelId }) => ({
    channelId: smsChannelId,
    externalId: `fallback ${messageId}`,
    messageId: parts[0]!.id,
  }));
  const claimed = await claimMessageKeys(trx, keys);
  return fallbacks.filter(({ parts }) => claimed.has(parts[0]!.id));
}

async function queue(trx: Trx, fallbacks: readonly GoingFallback[]): Promise<void> {
  const messages = fallbacks.flatMap((fallback) =>
    fallback.parts.map(({ id, content }) => ({
      id,
      tenantId: fallback.tenantId,
      conversationId: fallback.conversationId,
      channelId: fallback.smsChannelId,
      content,
      fallbackForId: fallback.messageId,
      bulk: true,
      ...fallback.limits,
      ...(fallback.causedById ? { causedById: fallback.causedById } : {}),
    })),
  );
  await queueOutbound(trx, messages);
  await recordEvents(
    trx,
    messages.map(({ id: messageId, tenantId, conversationId }) => ({
      tenantId,
      type: 'message_status_changed',
      conversationId,
      messageId,
      data: { status: 'queued' },
    })),
  );
  await recordReminderFallbacks(
    trx,
    fallbacks.map(({ messageId, tenantId, fromId: conversationId }) => ({ messageId, tenantId, conversationId })),
  );
}

/** What can be said in plain text; nothing when the message would be nothing without what SMS cannot carry. */
function smsContents({ kind, body, payload }: Pick<Undelivered, 'kind' | 'body' | 'payload'>): SmsContent[] {
  const fields = asObject(payload);
  switch (kind) {
    case 'text':
      return smsTexts(body);
    case 'interactive':
      return smsChoices(loadContent({ kind, body, payload }) as InteractiveContent);
    case 'template':
      // In brackets: only its name is known.
      return body === `[${asText(fields['name'])}]` ? [] : smsTexts(body);
    default:
      return smsTexts(asText(fields['caption']));
  }
}

/** As they are where they fit: they go out as numbered text, and a number answers like a tap. */
function smsChoices({ header, ...content }: InteractiveContent): SmsContent[] {
  const sayable = header?.type === 'text' ? { ...content, header } : content;
  const { text } = numberedText(sayable);
  return text.length <= textLimit.twilio ? [sayable] : smsTexts(text);
}

function smsTexts(text: string | null): SmsContent[] {
  return splitText(text ?? '', textLimit.twilio).map((part) => ({ kind: 'text', text: part }));
}
