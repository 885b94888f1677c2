// Conversations that messages begin. Messages to one person share what begins: one contact over all channels of its tenant,
// one conversation on each.
import { newId } from '../domain/ids.ts';
import type { Trx } from '../platform/db.ts';
import { insertConversations, insertPhoneContacts } from './newcomers.ts';
import type { Recipient, SendingChannel, SendingConversation } from './send.ts';

/** A conversation with what is made for it. */
export interface Beginning {
  tenantId: string;
  conversation: SendingConversation;
  /** A contact that is made, with this phone; undefined when there is one. */
  newPhone: string | undefined;
  /** How the channel addresses the person. */
  recipient: string;
}

/** The state of one transaction. Nothing is written before `beginConversations`. */
export class Beginnings {
  readonly #contacts = new Map<string, string>();
  readonly #conversations = new Map<string, Beginning>();

  begin(tenantId: string, channel: SendingChannel, known: Recipient | undefined, address: string): Beginning {
    const person = `${tenantId} ${address}`;
    const contactId = known?.contactId ?? this.#contacts.get(person) ?? newId();
    if (!known) this.#contacts.set(person, contactId);
    const key = `${channel.id} ${contactId}`;
    const begun = this.#conversations.get(key) ?? {
      tenantId,
      conversation: conversationOf(channel, contactId, known),
      newPhone: known ? undefined : address,
      recipient: address,
    };
    this.#conversations.set(key, begun);
    return begun;
  }
}

function conversationOf(
  channel: SendingChannel,
  contactId: string,
  recipient: Recipient | undefined,
): SendingConversation {
  return {
    id: newId(),
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

/** Makes the contacts and conversations. Throws RowConflict when somebody else was faster. */
export async function beginConversations(trx: Trx, beginnings: readonly Beginning[]): Promise<void> {
  const begun = [...new Set(beginnings)];
  if (begun.length === 0) return;
  const phones = begun.flatMap(({ tenantId, newPhone: phone, conversation: { contactId } }) =>
    phone === undefined ? [] : [[contactId, { contactId, tenantId, phone }] as const],
  );
  await insertPhoneContacts(trx, [...new Map(phones).values()]);
  await insertConversations(
    trx,
    begun.map(({ tenantId, recipient, conversation: { id, channelId, contactId } }) => ({
      id,
      tenantId,
      channelId,
      contactId,
      recipient,
    })),
  );
}
