// How Twilio writes who talks to whom: the same number is another address on WhatsApp than by SMS.
import type { ChannelAccess } from '../provider.ts';

export function twilioAddress({ transport }: Pick<ChannelAccess, 'transport'>, address: string): string {
  return transport === 'sms' ? address : `whatsapp:${address}`;
}

/** A messaging service chooses the number itself, from those it holds. */
export function twilioSender(channel: ChannelAccess): { messagingServiceSid: string } | { from: string } {
  if (channel.messagingService !== null) return { messagingServiceSid: channel.messagingService };
  return { from: twilioAddress(channel, channel.address) };
}
