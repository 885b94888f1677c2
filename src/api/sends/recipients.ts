// Whom sends mean that name a contact or a phone: the channel, then the conversation there, or how one begins.
import { unreachable } from '../../domain/recipient-rules.ts';
import type { Trx } from '../../platform/db.ts';
import { Beginnings, type Beginning } from '../../store/beginnings.ts';
import {
  findRecipients,
  listSendingChannels,
  type Recipient,
  type RecipientLookup,
  type SendingChannel,
} from '../../store/send.ts';
import { notFound, Refusal } from '../errors.ts';
import { lookupOf, toRefusal, windowClosed } from './send-rules.ts';
import type { Send } from './send.ts';

export async function nameConversations(trx: Trx, tenantId: string, sends: readonly Send[]): Promise<void> {
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
    lookups.map(({ lookup }) => ({ tenantId, ...lookup })),
  );
  const beginnings = new Beginnings();
  for (const [index, { send, lookup }] of lookups.entries()) {
    const recipient = recipients[index];
    const channel = channels.find(({ id }) => id === lookup.channelId)!;
    send.conversationId = recipient?.conversationId ?? undefined;
    if (send.conversationId !== undefined) continue;
    const address = beginningAddress(send, lookup, recipient, channel);
    if (address instanceof Refusal) send.result = address;
    else begin(send, beginnings.begin(tenantId, channel, recipient, address));
  }
}

/** How the channel addresses a person who has no conversation there. */
function beginningAddress(
  send: Send,
  lookup: RecipientLookup,
  recipient: Recipient | undefined,
  channel: SendingChannel,
): string | Refusal {
  const address = lookup.phone ?? recipient?.address ?? undefined;
  // Nobody there has written on this channel: there is no window, only what needs none may be sent.
  const needsWindow = send.content.kind !== 'template' && channel.transport === 'whatsapp';
  if (!recipient && lookup.contactId !== undefined) return notFound('contact', lookup.contactId);
  if (needsWindow) return windowClosed('');
  return address ?? toRefusal(unreachable(lookup.contactId ?? ''), send.draft);
}

function begin(send: Send, begins: Beginning): void {
  const { conversation } = begins;
  Object.assign(send, { begins, conversation, conversationId: conversation.id });
}
