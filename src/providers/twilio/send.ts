// The call to Twilio's Messages resource. There is no idempotency key: the attempt id rides in the StatusCallback's query,
// and an ambiguous attempt can be looked for in the list of messages (find.ts).
import type { SendOutcome } from '../../domain/failure.ts';
import type { ChannelAccess, OutboundMessage, ProviderSettings } from '../provider.ts';
import { twilioAddress, twilioSender } from './addresses.ts';
import type { TwilioClient } from './client.ts';
import type { ContentMaker, ShapedContent } from './content.ts';
import { twilioOutcome, unusable } from './failures.ts';
import { planMessage, type PlainRequest } from './plan.ts';

export interface TwilioSender {
  settings: ProviderSettings;
  client: TwilioClient;
  contents: ContentMaker;
}

export async function sendTwilio(
  sender: TwilioSender,
  channel: ChannelAccess,
  message: OutboundMessage,
): Promise<SendOutcome> {
  const plan = planMessage(channel, message);
  switch (plan.type) {
    case 'refused':
      return { type: 'rejected', failure: plan.failure };
    case 'plain': {
      const outcome = await create(sender, channel, message, plan.request);
      return outcome.type === 'accepted' && plan.options ? { ...outcome, options: plan.options } : outcome;
    }
    case 'template':
      return create(sender, channel, message, contentRequest(plan.sid, plan.variables));
    case 'content':
      return sendContent(sender, channel, message, plan.content);
  }
}

async function sendContent(
  sender: TwilioSender,
  channel: ChannelAccess,
  message: OutboundMessage,
  content: ShapedContent,
): Promise<SendOutcome> {
  const { client, contents, settings } = sender;
  // Each call may take that long, and all of them must end within the lease: the last one begins before then or not at all.
  const deadline = performance.now() + settings.sendTimeoutMs;
  const reference = await contents.reference(client, channel.account, content);
  if (reference.type !== 'ready') return reference;
  if (performance.now() >= deadline) return tooSlow;
  const outcome = await create(sender, channel, message, contentRequest(reference.sid, content.variables));
  if (outcome.type !== 'rejected' || !contentGone.has(outcome.failure.code)) return outcome;
  if (performance.now() >= deadline) return tooSlow;
  const renewed = await contents.renew(client, channel.account, content, reference.sid);
  if (renewed.type !== 'ready') return renewed;
  if (performance.now() >= deadline) return tooSlow;
  return create(sender, channel, message, contentRequest(renewed.sid, content.variables));
}

// Somebody deleted it in Twilio's console. Refused for it, so the message was not sent.
const contentGone: ReadonlySet<string> = new Set(['21655', '92006', '20404']);

const tooSlow: SendOutcome = {
  type: 'retry',
  failure: { kind: 'retry', code: 'timeout', text: 'Twilio was too slow before the message was sent.' },
};

interface ContentRequest {
  contentSid: string;
  contentVariables?: string;
}

function contentRequest(contentSid: string, variables: { [name: string]: string }): ContentRequest {
  const isEmpty = Object.keys(variables).length === 0;
  return { contentSid, ...(isEmpty ? {} : { contentVariables: JSON.stringify(variables) }) };
}

async function create(
  { settings, client }: TwilioSender,
  channel: ChannelAccess,
  { recipient, attemptId }: OutboundMessage,
  request: PlainRequest | ContentRequest,
): Promise<SendOutcome> {
  try {
    const created = await client.messages.create({
      ...twilioSender(channel),
      to: twilioAddress(channel, recipient),
      statusCallback: statusCallback(settings, channel, attemptId),
      ...request,
    });
    if (!created.sid) return unusable;
    return { type: 'accepted', externalId: created.sid };
  } catch (error) {
    return twilioOutcome(error);
  }
}

/** A messaging service may send from another number than the channel's, so the channel's goes along. */
function statusCallback({ publicUrl }: ProviderSettings, channel: ChannelAccess, attemptId: string): string {
  const sender = channel.messagingService === null ? '' : `&sender=${encodeURIComponent(channel.address)}`;
  return `${publicUrl()}/webhooks/twilio/status?attempt=${attemptId}${sender}`;
}
