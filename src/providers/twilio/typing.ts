// "Read" and "typing…", which Twilio knows only together (provider-apis B6).
import type { ChannelAccess } from '../provider.ts';
import { callTwilio, type TwilioClient } from './client.ts';
import { orProviderRefusal } from './failures.ts';

/** Without `typing` it does nothing: Twilio has no way to show only that a message was read. Throws ProviderRefusal, HttpFailure. */
export async function markTwilioRead(
  client: TwilioClient,
  channel: ChannelAccess,
  externalId: string,
  typing: boolean,
): Promise<void> {
  if (!typing || channel.transport === 'sms') return;
  const body = { channel: 'WHATSAPP', messageId: externalId };
  await callTwilio(client, 'messaging', 'post', '/v3/Indicators/Typing.json', body).catch(orProviderRefusal);
}
