// Where reminders go: the channel, and the conversation on it under its lock, or how it begins.
import { chooseChannel, recipientProblem, unreachable } from '../../domain/recipient-rules.ts';
import type { Trx } from '../../platform/db.ts';
import { Beginnings, type Beginning } from '../../store/beginnings.ts';
import type { DueReminder } from '../../store/due-reminders.ts';
import {
  findRecipients,
  listChannelsOf,
  lockForSending,
  type Recipient,
  type RecipientLookup,
  type SendingChannel,
  type SendingConversation,
} from '../../store/send.ts';
import type { Hindrance } from './problems.ts';

export type Placed =
  | { type: 'there'; conversation: SendingConversation; begins: Beginning | undefined }
  | { type: 'problem'; problem: Hindrance }
  /** Somebody else holds the conversation at the moment: the reminder waits a little. */
  | { type: 'later' };

interface Lookup {
  due: DueReminder;
  channel: SendingChannel;
  lookup: RecipientLookup & { tenantId: string };
}

/** Waits for nobody: a reminder's lock is held already, and others take the conversation's first. */
export async function placeReminders(trx: Trx, dues: readonly DueReminder[]): Promise<Map<DueReminder, Placed>> {
  const placed = new Map<DueReminder, Placed>();
  const lookups = await chooseChannels(trx, dues, placed);
  const recipients = await findRecipients(
    trx,
    lookups.map(({ lookup }) => lookup),
  );
  const found = lookups.map((one, index) => ({ ...one, recipient: recipients[index] }));
  const ids = found.flatMap(({ recipient }) => recipient?.conversationId ?? []);
  const locked = await lockForSending(trx, ids, 'skip');
  const beginnings = new Beginnings();
  for (const one of found) {
    const id = one.recipient?.conversationId;
    const conversation = id ? locked.get(id) : undefined;
    if (conversation) placed.set(one.due, judged(conversation, undefined));
    else placed.set(one.due, id ? { type: 'later' } : begin(beginnings, one));
  }
  return placed;
}

/** Those without one have their place with that. */
async function chooseChannels(
  trx: Trx,
  dues: readonly DueReminder[],
  placed: Map<DueReminder, Placed>,
): Promise<Lookup[]> {
  const channels = await listChannelsOf(
    trx,
    dues.map(({ tenantId }) => tenantId),
  );
  const byTenant = Map.groupBy(channels, ({ tenantId }) => tenantId);
  return dues.flatMap((due) => {
    const { tenantId, contactId, phone, channelId } = due;
    const channel = chooseChannel(channelId ?? undefined, byTenant.get(tenantId) ?? []);
    if (!channel) {
      placed.set(due, { type: 'problem', problem: channelId === null ? 'channel_ambiguous' : 'channel_unknown' });
      return [];
    }
    const person = { contactId: contactId ?? undefined, phone: phone ?? undefined };
    return [{ due, channel, lookup: { tenantId, ...person, channelId: channel.id } }];
  });
}

function begin(beginnings: Beginnings, one: Lookup & { recipient: Recipient | undefined }): Placed {
  const { due, channel, recipient } = one;
  const address = due.phone ?? recipient?.address ?? undefined;
  if (address === undefined) return { type: 'problem', problem: unreachable(due.contactId ?? '') };
  const begins = beginnings.begin(due.tenantId, channel, recipient, address);
  return judged(begins.conversation, begins);
}

function judged(conversation: SendingConversation, begins: Beginning | undefined): Placed {
  const problem = recipientProblem(conversation, true);
  return problem ? { type: 'problem', problem } : { type: 'there', conversation, begins };
}
