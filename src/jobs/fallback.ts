// A message that WhatsApp reports as undeliverable to its recipient goes out once by SMS, as text, linked to the original.
import { asObject, asText } from '../domain/json.ts';
import { newId } from '../domain/ids.ts';
import { textLimit } from '../domain/message.ts';
import { splitText } from '../domain/split-text.ts';
import type { NextJob } from '../domain/job.ts';
import type { Trx } from '../platform/db.ts';
import { lockConversations } from '../store/conversations.ts';
import { recordEvents } from '../store/events.ts';
import { listUndelivered, openConversations, type Undelivered } from '../store/fallbacks.ts';
import { claimMessageKeys } from '../store/message-keys.ts';
import { queueOutbound } from '../store/outbox.ts';
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
  id: string;
  text: string;
  /** A long text becomes several messages. */
  part: number;
  phone: string;
}

async function fallBack(context: JobContext, trx: Trx, messageIds: readonly string[]): Promise<NextJob[]> {
  const undelivered = await listUndelivered(trx, messageIds);
  const sendable = undelivered.flatMap((message): Fallback[] => {
    const text = smsText(message);
    const { phone } = message;
    if (!text || !phone) return [];
    return splitText(text, textLimit.twilio).map((one, part) => ({ ...message, id: newId(), text: one, part, phone }));
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
  await queue(trx, fresh, conversationIds);
  for (const { id, messageId, causedById } of fresh)
    context.log.info({ trace_id: causedById ?? messageId, message: messageId, sms: id }, 'message goes out by SMS');
  return [...new Set(conversationIds)].map((conversationId) => ({ queue: 'outbound', data: { conversationId } }));
}

// A key of the SMS channel, made from the original: whatever comes twice, the message goes out once.
async function onlyOnce(trx: Trx, fallbacks: readonly Fallback[]): Promise<Fallback[]> {
  const keys = fallbacks.map(({ id, messageId, part, smsChannelId }) => ({
    channelId: smsChannelId,
    externalId: `fallback ${messageId} ${part}`,
    messageId: id,
  }));
  const claimed = await claimMessageKeys(trx, keys);
  return fallbacks.filter(({ id }) => claimed.has(id));
}

async function queue(trx: Trx, fallbacks: readonly Fallback[], conversationIds: readonly string[]): Promise<void> {
  const messages = fallbacks.map((fallback, n) => ({
    id: fallback.id,
    tenantId: fallback.tenantId,
    conversationId: conversationIds[n]!,
    channelId: fallback.smsChannelId,
    content: { kind: 'text' as const, text: fallback.text },
    fallbackForId: fallback.messageId,
    bulk: true,
    ...(fallback.causedById ? { causedById: fallback.causedById } : {}),
  }));
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
}

/** What can be said in plain text; undefined when the message would be nothing without what SMS cannot carry. */
function smsText({ kind, body, payload }: Pick<Undelivered, 'kind' | 'body' | 'payload'>): string | undefined {
  const fields = asObject(payload);
  switch (kind) {
    case 'text':
      return body || undefined;
    case 'interactive': {
      const url = asText(asObject(fields['action'])['url']);
      return [body, url].filter(Boolean).join('\n') || undefined;
    }
    case 'template':
      // In brackets: only its name is known.
      return body && body !== `[${asText(fields['name'])}]` ? body : undefined;
    default:
      return asText(fields['caption']) || undefined;
  }
}
