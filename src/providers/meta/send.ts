// The send itself. Meta has no idempotency key: the attempt id rides in biz_opaque_callback_data and comes back on every
// status, which is how an ambiguous attempt is settled later.
import { mediaSources } from '../../domain/content.ts';
import type { SendOutcome } from '../../domain/failure.ts';
import { asArray, asObject, asOptionalText, asText } from '../../domain/json.ts';
import { isBsuid } from '../../domain/phone.ts';
import type { JsonObject } from '../../domain/webhook.ts';
import { networkOutcome } from '../network.ts';
import type { ChannelAccess, OutboundMessage, ProviderSettings } from '../provider.ts';
import { contentBody, inexpressible } from './content.ts';
import { metaSendOutcome, speaksOfFile } from './failures.ts';
import { callGraph, type GraphAnswer } from './graph.ts';

export async function sendMeta(
  settings: ProviderSettings,
  channel: ChannelAccess,
  message: OutboundMessage,
): Promise<SendOutcome> {
  const failure = inexpressible(message);
  if (failure) return { type: 'rejected', failure };
  try {
    const path = `${channel.address}/messages`;
    const answer = await callGraph(settings, channel, { method: 'POST', path, body: requestBody(message) });
    return readAnswer(message, answer);
  } catch (error) {
    return networkOutcome(error);
  }
}

function requestBody(message: OutboundMessage): JsonObject {
  const { recipient, content, replyTo, attemptId } = message;
  // Always with the plus: without it Meta may put the business's own country code in front.
  const to: JsonObject = isBsuid(recipient) ? { recipient } : { to: recipient };
  // A reaction names its message itself, and Meta refuses it with a context.
  const quoted = replyTo !== undefined && content.kind !== 'reaction';
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...to,
    ...(quoted ? { context: { message_id: replyTo } } : {}),
    ...contentBody(message),
    biz_opaque_callback_data: attemptId,
  };
}

function readAnswer({ content }: OutboundMessage, { status, body, retryAfterMs }: GraphAnswer): SendOutcome {
  if (status !== 200) {
    const outcome = metaSendOutcome(status, body, retryAfterMs);
    if (outcome.type !== 'rejected' || mediaSources(content).length === 0) return outcome;
    return speaksOfFile(outcome.failure.code) ? { ...outcome, fileInQuestion: true } : outcome;
  }
  const message = asObject(asArray(body['messages'])[0]);
  const externalId = asText(message['id']);
  if (!externalId) {
    const text = 'Meta answered success without a message id.';
    return { type: 'ambiguous', failure: { kind: 'retry', code: 'no_message_id', text } };
  }
  const recipient = asOptionalText(asObject(asArray(body['contacts'])[0])['wa_id']);
  const state = asText(message['message_status']);
  return {
    type: 'accepted',
    externalId,
    ...(recipient ? { recipient: `+${recipient.replace(/^\+/, '')}` } : {}),
    // held_for_quality_assessment, paused: taken, but kept back for now.
    ...(state && state !== 'accepted' ? { held: state } : {}),
  };
}
