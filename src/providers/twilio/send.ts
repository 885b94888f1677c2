// Calls to Twilio's Messages resource. There is no idempotency key: the attempt id rides in the StatusCallback's query,
// and an ambiguous attempt can be looked for in the list of messages.
import type { SendOutcome } from '../../domain/failure.ts';
import type { ChannelAccess, LookupResult, OutboundMessage, ProviderSettings } from '../provider.ts';
import { HttpFailure } from '../../platform/http.ts';
import { networkOutcome } from '../network.ts';
import { TwilioRefusal, type TwilioClient } from './client.ts';
import { twilioSendOutcome } from './failures.ts';

export async function sendTwilio(
  settings: ProviderSettings,
  client: TwilioClient,
  channel: ChannelAccess,
  message: OutboundMessage,
): Promise<SendOutcome> {
  const { content } = message;
  if (content.kind !== 'text') throw new Error('not built yet');
  try {
    const created = await client.messages.create({
      from: `whatsapp:${channel.address}`,
      to: `whatsapp:${message.recipient}`,
      body: content.text,
      statusCallback: `${settings.publicUrl()}/webhooks/twilio/status?attempt=${message.attemptId}`,
    });
    if (!created.sid) return unusable;
    return { type: 'accepted', externalId: created.sid };
  } catch (error) {
    return failedOutcome(error);
  }
}

const unusable: SendOutcome = {
  type: 'ambiguous',
  failure: { kind: 'retry', code: 'no_message_id', text: 'Twilio gave no usable answer.' },
};

function failedOutcome(error: unknown): SendOutcome {
  if (error instanceof HttpFailure) return networkOutcome(error);
  if (error instanceof TwilioRefusal) return twilioSendOutcome(error.status, error.code, error.retryAfterMs);
  // A success whose body is not what the client expects.
  if (error instanceof SyntaxError || error instanceof TypeError) return unusable;
  throw error;
}

const lookupLimit = 100;

/**
 * Looks for the message among the latest to this recipient. `absent` only when the list reaches back to before the
 * attempt, so that nothing can hide behind its end.
 */
export async function findTwilio(
  client: TwilioClient,
  channel: ChannelAccess,
  message: OutboundMessage,
  knownIds: ReadonlySet<string>,
): Promise<LookupResult> {
  try {
    const latest = await client.messages.list({
      to: `whatsapp:${message.recipient}`,
      from: `whatsapp:${channel.address}`,
      limit: lookupLimit,
    });
    // Twilio's clock has whole seconds and is not ours.
    const since = message.startedAt.getTime() - 5_000;
    const found = latest.find(
      (candidate) =>
        'text' in message.content &&
        candidate.body === message.content.text &&
        !knownIds.has(candidate.sid) &&
        candidate.dateCreated.getTime() >= since,
    );
    if (found) return { type: 'found', externalId: found.sid };
    const complete = latest.length < lookupLimit || latest.some((candidate) => candidate.dateCreated.getTime() < since);
    return complete ? { type: 'absent' } : { type: 'unknown' };
  } catch {
    return { type: 'unknown' };
  }
}
