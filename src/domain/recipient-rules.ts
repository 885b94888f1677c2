// Whether a person may be written to on a channel at all, whatever it is.
import type { ContactStatus } from './contact.ts';
import { unmetCondition, type Unmet } from './send-problem.ts';

export interface Addressee {
  contactId: string;
  contactStatus: ContactStatus;
  optedOutAt: Date | null;
  channelId: string;
  channelEnabled: boolean;
}

/** @param bulk one of many, which nobody in particular sends to this person. */
export function recipientProblem(to: Addressee, bulk: boolean): Unmet | undefined {
  const { contactId, contactStatus, optedOutAt, channelId, channelEnabled } = to;
  if (!channelEnabled) return unmetCondition('CHANNEL_DISABLED', channelId, 'The channel is disabled.');
  if (optedOutAt !== null) return unmetCondition('OPTED_OUT', contactId, 'The person asked not to be written to.');
  if (!bulk || contactStatus !== 'inactive') return undefined;
  // Whoever writes one message to one person knows why; a campaign goes to those who are served.
  return unmetCondition('CONTACT_INACTIVE', contactId, 'The contact is inactive: no bulk messages are sent to them.');
}

export function unreachable(contactId: string): Unmet {
  return unmetCondition('CONTACT_UNREACHABLE', contactId, 'The contact has no address that the channel can write to.');
}

/** The one that was named; when none was, the only one there is. */
export function chooseChannel<Channel extends { id: string; enabled: boolean }>(
  id: string | undefined,
  channels: readonly Channel[],
): Channel | undefined {
  if (id !== undefined) return channels.find((channel) => channel.id === id);
  const enabled = channels.filter((channel) => channel.enabled);
  return enabled.length === 1 ? enabled[0] : undefined;
}
