// Rows as the messages of the .proto files.
import type {
  ContactStatus as StoredContactStatus,
  ConversationStatus as StoredConversationStatus,
} from '../domain/contact.ts';
import type { FailureKind } from '../domain/failure.ts';
import { idTime } from '../domain/ids.ts';
import type { MessageStatus as StoredStatus } from '../domain/message.ts';
import type { StoredContact } from '../store/contacts.ts';
import type { StoredConversation } from '../store/conversation-list.ts';
import type { StoredMessage } from '../store/history.ts';
import type { Fields } from './fields.ts';
import type { Contact } from './gen/switchboard/v1/Contact.ts';
import type { ContactStatus__Output as ContactStatus } from './gen/switchboard/v1/ContactStatus.ts';
import type { Conversation } from './gen/switchboard/v1/Conversation.ts';
import type { ConversationStatus__Output as ConversationStatus } from './gen/switchboard/v1/ConversationStatus.ts';
import type { FailureKind__Output as ApiFailureKind } from './gen/switchboard/v1/FailureKind.ts';
import type { Message } from './gen/switchboard/v1/Message.ts';
import type { MessageStatus__Output as MessageStatus } from './gen/switchboard/v1/MessageStatus.ts';
import { toMedia } from './media-resources.ts';
import { toStruct, toTimestamp } from './well-known-types.ts';

/** Our word for a name of the .proto. Undefined for numbers that it does not name: these arrive as they are. */
export function findNamed<Word extends string>(
  table: { readonly [word in Word]: string },
  name: string,
): Word | undefined {
  for (const word in table) if (table[word] === name) return word;
  return undefined;
}

/** Our words for the names of a filter. */
export function readNamed<Word extends string>(
  fields: Fields,
  field: string,
  table: { readonly [word in Word]: string },
  names: readonly string[],
): Word[] {
  return names.flatMap((name, index) => {
    const known = findNamed(table, name);
    if (known === undefined) fields.wrong(`${field}[${index}]`, `is none of ${Object.values(table).join(', ')}`);
    return known ?? [];
  });
}

/** Our word for a name that may be left out; undefined then, which is what `unspecified` names. */
export function readOptional<Word extends string>(
  fields: Fields,
  field: string,
  table: { readonly [word in Word]: string },
  name: string,
  unspecified: string,
): Word | undefined {
  if (name === unspecified) return undefined;
  const known = findNamed(table, name);
  if (known === undefined) fields.wrong(field, `is none of ${Object.values(table).join(', ')}`);
  return known;
}

export const messageStatuses: { readonly [status in StoredStatus]: MessageStatus } = {
  received: 'MESSAGE_STATUS_RECEIVED',
  queued: 'MESSAGE_STATUS_QUEUED',
  uncertain: 'MESSAGE_STATUS_UNCERTAIN',
  accepted: 'MESSAGE_STATUS_ACCEPTED',
  sent: 'MESSAGE_STATUS_SENT',
  failed: 'MESSAGE_STATUS_FAILED',
  delivered: 'MESSAGE_STATUS_DELIVERED',
  read: 'MESSAGE_STATUS_READ',
  played: 'MESSAGE_STATUS_PLAYED',
};

const failureKinds: { readonly [kind in FailureKind]: ApiFailureKind } = {
  retry: 'FAILURE_KIND_RETRY',
  rate: 'FAILURE_KIND_RATE',
  pair: 'FAILURE_KIND_PAIR',
  window: 'FAILURE_KIND_WINDOW',
  template: 'FAILURE_KIND_TEMPLATE',
  media: 'FAILURE_KIND_MEDIA',
  recipient: 'FAILURE_KIND_RECIPIENT',
  opted_out: 'FAILURE_KIND_OPTED_OUT',
  policy: 'FAILURE_KIND_POLICY',
  auth: 'FAILURE_KIND_AUTH',
  permission: 'FAILURE_KIND_PERMISSION',
  permanent: 'FAILURE_KIND_PERMANENT',
};

export function toMessage(row: StoredMessage): Message {
  return {
    id: row.id,
    conversationId: row.conversationId,
    contactId: row.contactId,
    channelId: row.channelId,
    direction: row.direction === 'inbound' ? 'DIRECTION_INBOUND' : 'DIRECTION_OUTBOUND',
    kind: row.kind,
    text: row.body ?? '',
    payload: row.payload && toStruct(row.payload),
    status: messageStatuses[row.status],
    createdAt: toTimestamp(idTime(row.id)),
    providerAt: toTimestamp(row.providerAt),
    acceptedAt: toTimestamp(row.acceptedAt),
    sentAt: toTimestamp(row.sentAt),
    deliveredAt: toTimestamp(row.deliveredAt),
    readAt: toTimestamp(row.readAt),
    playedAt: toTimestamp(row.playedAt),
    failedAt: toTimestamp(row.failedAt),
    error: toMessageError(row),
    providerMessageId: row.externalId ?? '',
    replyToProviderMessageId: row.replyTo ?? '',
    replyToMessageId: row.replyToId ?? '',
    causedByMessageId: row.causedById ?? '',
    media: row.media.map(toMedia),
    replyId: row.replyId ?? '',
    fallbackForMessageId: row.fallbackForId ?? '',
  };
}

/** Null: nothing went wrong. */
export function toMessageError({
  errorCode,
  errorKind,
  errorText,
}: Pick<StoredMessage, 'errorCode' | 'errorKind' | 'errorText'>) {
  if (errorCode === null && errorKind === null) return null;
  return {
    code: errorCode ?? '',
    kind: errorKind ? failureKinds[errorKind] : ('FAILURE_KIND_UNSPECIFIED' as const),
    text: errorText ?? '',
  };
}

export const conversationStatuses: { readonly [status in StoredConversationStatus]: ConversationStatus } = {
  pending: 'CONVERSATION_STATUS_PENDING',
  active: 'CONVERSATION_STATUS_ACTIVE',
  handed_over: 'CONVERSATION_STATUS_HANDED_OVER',
  closed: 'CONVERSATION_STATUS_CLOSED',
};

export function toConversation(row: StoredConversation): Conversation {
  return {
    id: row.id,
    channelId: row.channelId,
    contactId: row.contactId,
    recipient: row.recipient,
    status: conversationStatuses[row.status],
    unreadCount: row.unreadCount,
    lastMessageAt: toTimestamp(row.lastMessageAt),
    windowExpiresAt: toTimestamp(row.windowExpiresAt),
    createdAt: toTimestamp(idTime(row.id)),
  };
}

export const contactStatuses: { readonly [status in StoredContactStatus]: ContactStatus } = {
  active: 'CONTACT_STATUS_ACTIVE',
  inactive: 'CONTACT_STATUS_INACTIVE',
  unregistered: 'CONTACT_STATUS_UNREGISTERED',
};

export function toContact(row: StoredContact): Contact {
  return {
    id: row.id,
    name: row.name ?? '',
    status: contactStatuses[row.status],
    locale: row.locale ?? '',
    timeZone: row.timeZone ?? '',
    addresses: row.addresses.map(({ kind, scope, value }) => ({
      kind: kind === 'phone' ? 'ADDRESS_KIND_PHONE' : 'ADDRESS_KIND_BSUID',
      value,
      account: scope,
    })),
    createdAt: toTimestamp(idTime(row.id)),
    updatedAt: toTimestamp(row.updatedAt),
    optedOutAt: toTimestamp(row.optedOutAt),
    marketingOptedOutAt: toTimestamp(row.marketingOptedOutAt),
  };
}
