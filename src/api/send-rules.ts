// What may be sent, and where: decisions about one send from what is known of its channel and conversation.
import { textLimit } from '../domain/message.ts';
import { normalizePhone } from '../domain/phone.ts';
import { windowIsOpen } from '../domain/window.ts';
import type { Quotable, RecipientLookup, SendingChannel, SendingConversation } from '../store/send.ts';
import { invalidFields, notFound, Refusal } from './errors.ts';
import type { Draft } from './services/send-request.ts';

/** Whom a draft that names a contact or a phone means, on which channel. */
export function lookupOf(
  { recipient, channelId, path }: Draft,
  channels: readonly SendingChannel[],
): RecipientLookup | Refusal {
  const channel = chooseChannel(channelId, channels);
  if (channel === undefined) {
    if (channelId !== undefined) return notFound('channel', channelId);
    return invalidFields([
      { field: `${path}channel_id`, description: 'is required: there is not exactly one channel' },
    ]);
  }
  if ('contactId' in recipient) return { contactId: recipient.contactId, phone: undefined, channelId: channel.id };
  const phone = 'phone' in recipient ? normalizePhone(recipient.phone, channel.homeCountry) : undefined;
  if (phone !== undefined) return { contactId: undefined, phone, channelId: channel.id };
  return invalidFields([{ field: `${path}phone`, description: 'is not a phone number' }]);
}

function chooseChannel(id: string | undefined, channels: readonly SendingChannel[]): SendingChannel | undefined {
  if (id !== undefined) return channels.find((channel) => channel.id === id);
  const enabled = channels.filter((channel) => channel.enabled);
  return enabled.length === 1 ? enabled[0] : undefined;
}

/** Why a draft may not be sent in its conversation, if so. */
export function refusalOf(draft: Draft, conversation: SendingConversation, now: Date): Refusal | undefined {
  const { id, channelId, provider, channelEnabled, windowExpiresAt } = conversation;
  const limit = textLimit[provider];
  if (draft.channelId !== undefined && draft.channelId !== channelId) {
    return invalidFields([{ field: `${draft.path}channel_id`, description: "is not the conversation's channel" }]);
  }
  if (draft.content.kind === 'text' && draft.content.text.length > limit) {
    const description = `is longer than ${limit} characters, the most a ${provider} channel takes`;
    return invalidFields([{ field: `${draft.path}text.text`, description }]);
  }
  if (!channelEnabled) return unmet('CHANNEL_DISABLED', channelId, 'The channel is disabled.');
  return windowIsOpen(windowExpiresAt, now) ? undefined : windowClosed(id);
}

export function windowClosed(conversationId: string): Refusal {
  const text = 'More than 24 hours since the person last wrote on this channel: send a template.';
  return unmet('WINDOW_CLOSED', conversationId, text);
}

/** The external id to quote. */
export function quoteOf(
  quoted: Quotable | undefined,
  messageId: string,
  conversationId: string | undefined,
): string | Refusal {
  if (!quoted || quoted.conversationId !== conversationId) return notFound('message', messageId);
  if (quoted.externalId !== null) return quoted.externalId;
  return unmet('REPLY_NOT_SENT', messageId, 'The quoted message is not with the provider yet.');
}

function unmet(reason: string, subject: string, text: string): Refusal {
  return new Refusal('precondition', reason, text, { precondition: { subject } });
}
