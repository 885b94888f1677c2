// What may be sent, and where: decisions about one send from what is known of its channel and conversation.
import { mostParts } from '../../domain/content-rules.ts';
import { idTime } from '../../domain/ids.ts';
import { textLimit } from '../../domain/message.ts';
import { normalizePhone } from '../../domain/phone.ts';
import { chooseChannel, recipientProblem } from '../../domain/recipient-rules.ts';
import type { SendProblem } from '../../domain/send-problem.ts';
import { windowIsOpen } from '../../domain/window.ts';
import type { Quotable, RecipientLookup, SendingChannel } from '../../store/send.ts';
import { invalidFields, notFound, Refusal } from '../errors.ts';
import type { Draft } from '../services/send-request.ts';
import { partsOf, type Placed } from './send.ts';

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

/** Why a send may not go out in its conversation, if so. Files and templates are looked at elsewhere. */
export function refusalOf(send: Placed, now: Date): Refusal | undefined {
  const { draft, conversation } = send;
  const { id, channelId, windowExpiresAt } = conversation;
  if (draft.channelId !== undefined && draft.channelId !== channelId) {
    return invalidFields([{ field: `${draft.path}channel_id`, description: "is not the conversation's channel" }]);
  }
  const parts = partsOf(send).length;
  if (parts > mostParts) return tooLong(send, parts);
  const problem = recipientProblem(conversation, draft.bulk);
  if (problem) return toRefusal(problem, draft);
  const needsWindow = draft.content.kind !== 'template' && conversation.transport === 'whatsapp';
  return !needsWindow || windowIsOpen(windowExpiresAt, now) ? undefined : windowClosed(id);
}

function tooLong({ draft, conversation }: Placed, parts: number): Refusal {
  const limit = textLimit[conversation.provider];
  const description = `makes ${parts} messages of up to ${limit} characters; ${mostParts} are the most`;
  return invalidFields([{ field: `${draft.path}text.text`, description }]);
}

export function windowClosed(conversationId: string): Refusal {
  const text = 'More than 24 hours since the person last wrote on this channel: send a template.';
  return unmet('WINDOW_CLOSED', conversationId, text);
}

/** The external id of a message to quote or react to. */
export function referenceTo(
  referred: Quotable | undefined,
  messageId: string,
  conversationId: string | undefined,
): string | Refusal {
  if (!referred || referred.conversationId !== conversationId) return notFound('message', messageId);
  if (referred.externalId !== null) return referred.externalId;
  return unmet('REPLY_NOT_SENT', messageId, 'The message quoted or reacted to is not with the provider yet.');
}

const reactableMs = 30 * 24 * 3_600_000;

/** The external id of a message to react to: providers refuse old ones. */
export function reactionTo(
  referred: Quotable | undefined,
  messageId: string,
  conversationId: string | undefined,
  now: Date,
): string | Refusal {
  const isLate = now.getTime() - idTime(messageId).getTime() > reactableMs;
  const reference = referenceTo(referred, messageId, conversationId);
  if (reference instanceof Refusal || !isLate) return reference;
  return unmet('REACTION_TOO_LATE', messageId, 'The message is older than 30 days.');
}

/** @param draft whose paths the problems are told in. */
export function toRefusal(problem: SendProblem, { path, pathOf }: Pick<Draft, 'path' | 'pathOf'>): Refusal {
  if (problem.type === 'unmet') return unmet(problem.reason, problem.subject, problem.text, problem.metadata);
  return invalidFields(
    problem.problems.map(({ path: place, description }) => ({ field: `${path}${pathOf(place)}`, description })),
  );
}

export function unmet(
  reason: string,
  subject: string,
  text: string,
  metadata: { [key: string]: string } = {},
): Refusal {
  return new Refusal('precondition', reason, text, { precondition: { subject }, metadata });
}
