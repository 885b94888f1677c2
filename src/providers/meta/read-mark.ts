// "Read" and "typing…" (provider-apis A7). Marking one message marks those before it; typing shows for up to 25 seconds, or
// until something is sent.
import { ProviderRefusal, type ChannelAccess, type ProviderSettings } from '../provider.ts';
import { metaRefusal } from './failures.ts';
import { callGraph } from './graph.ts';

/** Throws ProviderRefusal, HttpFailure. */
export async function markMetaRead(
  settings: ProviderSettings,
  channel: ChannelAccess,
  externalId: string,
  typing: boolean,
): Promise<void> {
  const answer = await callGraph(settings, channel, {
    method: 'POST',
    path: `${channel.address}/messages`,
    body: {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: externalId,
      ...(typing ? { typing_indicator: { type: 'text' } } : {}),
    },
  });
  if (answer.status !== 200) throw new ProviderRefusal(metaRefusal(answer.status, answer.body));
}
