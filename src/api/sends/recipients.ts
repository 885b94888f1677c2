// Whom sends mean that name a contact or a phone: the channel, then the conversation there, or how one begins.
import { newId } from '../../domain/ids.ts';
import type { Trx } from '../../platform/db.ts';
import { insertConversations, insertPhoneContacts } from '../../store/newcomers.ts';
import {
  findRecipients,
  listSendingChannels,
  type Recipient,
  type RecipientLookup,
  type SendingChannel,
  type SendingConversation,
} from '../../store/send.ts';
import { notFound, Refusal } from '../errors.ts';
import { lookupOf, unmet, windowClosed } from './send-rules.ts';
import type { Send } from './send.ts';

export async function nameConversations(trx: Trx, sends: readonly Send[]): Promise<void> {
  const named = sends.filter((send) => send.conversationId === undefined);
  if (named.length === 0) return;
  const channels = await listSendingChannels(trx);
  const lookups = named.flatMap((send) => {
    const lookup = lookupOf(send.draft, channels);
    if (lookup instanceof Refusal) send.result = lookup;
    return lookup instanceof Refusal ? [] : [{ send, lookup }];
  });
  const recipients = await findRecipients(
    trx,
    lookups.map(({ lookup }) => lookup),
  );
  const beginnings = new Beginnings();
  for (const [index, { send, lookup }] of lookups.entries()) {
    const recipient = recipients[index];
    const channel = channels.find(({ id }) => id === lookup.channelId)!;
    send.conversationId = recipient?.conversationId ?? undefined;
    if (send.conversationId === undefined) beginOrRefuse(beginnings, send, lookup, recipient, channel);
  }
}

function beginOrRefuse(
  beginnings: Beginnings,
  send: Send,
  lookup: RecipientLookup,
  recipient: Recipient | undefined,
  channel: SendingChannel,
): void {
  const address = lookup.phone ?? recipient?.address ?? undefined;
  // Nobody there has written on this channel: there is no window, only what needs none may be sent.
  const needsWindow = send.content.kind !== 'template' && channel.transport === 'whatsapp';
  if (!recipient && lookup.contactId !== undefined) send.result = notFound('contact', lookup.contactId);
  else if (needsWindow) send.result = windowClosed('');
  else if (address === undefined) send.result = unreachable(lookup.contactId ?? '');
  else beginnings.begin(send, channel, recipient, address);
}

function unreachable(contactId: string): Refusal {
  return unmet('CONTACT_UNREACHABLE', contactId, 'The contact has no address that the channel can write to.');
}

/** Sends to one person share what begins: one contact over all channels, one conversation on each. */
class Beginnings {
  readonly #contacts = new Map<string, string>();
  readonly #conversations = new Map<string, { conversation: SendingConversation; begins: Send['begins'] }>();

  begin(send: Send, channel: SendingChannel, recipient: Recipient | undefined, address: string): void {
    const contactId = recipient?.contactId ?? this.#contacts.get(address) ?? newId();
    if (!recipient) this.#contacts.set(address, contactId);
    const key = `${channel.id} ${contactId}`;
    const known = this.#conversations.get(key) ?? {
      conversation: conversationOf(channel, contactId, recipient),
      begins: { conversationId: newId(), newPhone: recipient ? undefined : address, recipient: address },
    };
    known.conversation.id = known.begins!.conversationId;
    this.#conversations.set(key, known);
    Object.assign(send, known, { conversationId: known.conversation.id });
  }
}

function conversationOf(
  channel: SendingChannel,
  contactId: string,
  recipient: Recipient | undefined,
): SendingConversation {
  return {
    id: '',
    contactId,
    channelId: channel.id,
    windowExpiresAt: null,
    provider: channel.provider,
    account: channel.account,
    transport: channel.transport,
    channelEnabled: channel.enabled,
    templatesSyncedAt: channel.templatesSyncedAt,
    contactStatus: recipient?.contactStatus ?? 'active',
    optedOutAt: recipient?.optedOutAt ?? null,
    marketingOptedOutAt: recipient?.marketingOptedOutAt ?? null,
  };
}

/** Makes the contacts and conversations that sends begin. Throws RowConflict when somebody else was faster. */
export async function beginConversations(trx: Trx, tenantId: string, sends: readonly Send[]): Promise<void> {
  const beginning = new Map(sends.flatMap((send) => (send.begins ? [[send.begins.conversationId, send]] : [])));
  if (beginning.size === 0) return;
  const rows = [...beginning.values()].map(({ conversation, begins }) => ({
    ...begins!,
    id: begins!.conversationId,
    tenantId,
    channelId: conversation!.channelId,
    contactId: conversation!.contactId,
  }));
  const phones = rows.flatMap(({ newPhone, contactId }) =>
    newPhone === undefined ? [] : [[contactId, { contactId, tenantId, phone: newPhone }] as const],
  );
  await insertPhoneContacts(trx, [...new Map(phones).values()]);
  await insertConversations(trx, rows);
}
