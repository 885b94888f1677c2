// Who may enter a dialogue, and what those are told who may not.
import { newId } from '../../domain/ids.ts';
import type { Trx } from '../../platform/db.ts';
import { queueOutbound, type NewOutbound } from '../../store/outbox.ts';
import { claimRegistrationPrompts } from '../../store/registration.ts';
import type { JobContext } from '../job.ts';
import type { PlacedArrival } from './conversations.ts';
import { speakTo } from './speak.ts';

// Where anyone may write (policy `create`), also a contact set inactive is heard; where registration is asked for, only the active are.
export function mayEnter({ channel, person }: Pick<PlacedArrival, 'channel' | 'person'>): boolean {
  return channel.unknownSender === 'create' || person.status === 'active';
}

/** Sends these the registration prompt, once a day each. Returns the conversations that have mail to go out. */
export async function promptStrangers(
  context: JobContext,
  trx: Trx,
  arrivals: readonly PlacedArrival[],
): Promise<string[]> {
  const strangers = new Map(arrivals.map((arrival) => [arrival.person.contactId, arrival]));
  if (strangers.size === 0) return [];
  const due = await claimRegistrationPrompts(trx, [...strangers.keys()], context.clock.now());
  const prompts = due.map((contactId): NewOutbound => {
    const stranger = strangers.get(contactId)!;
    const { channel, person, item, conversationId } = stranger;
    const say = speakTo(stranger);
    const url = channel.registrationUrl ?? context.registrationUrl;
    const text = url ? say('identity.register_at', { url }) : say('identity.register');
    return {
      id: newId(),
      tenantId: person.tenantId,
      conversationId,
      channelId: channel.id,
      content: { kind: 'text', text },
      causedById: item.id,
    };
  });
  await queueOutbound(trx, prompts);
  return prompts.map((prompt) => prompt.conversationId);
}
