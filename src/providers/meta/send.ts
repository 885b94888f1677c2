// The call to Meta's Graph API. There is no idempotency key: the attempt id rides in biz_opaque_callback_data and comes
// back on every status, which is how an ambiguous attempt is settled later.
import type { SendOutcome } from '../../domain/failure.ts';
import { asArray, asObject, asOptionalText, asText } from '../../domain/json.ts';
import type { OutboundContent } from '../../domain/message.ts';
import { isBsuid } from '../../domain/phone.ts';
import type { JsonObject } from '../../domain/webhook.ts';
import type { HttpResponse } from '../../platform/http.ts';
import { networkOutcome, retryAfterMs } from '../network.ts';
import type { ChannelAccess, OutboundMessage, ProviderSettings } from '../provider.ts';
import { metaSendOutcome } from './failures.ts';

export async function sendMeta(
  settings: ProviderSettings,
  channel: ChannelAccess,
  message: OutboundMessage,
): Promise<SendOutcome> {
  try {
    const response = await settings.http.send({
      method: 'POST',
      url: `${graphUrl(settings, channel)}/${channel.address}/messages`,
      headers: { ...bearer(channel), 'content-type': 'application/json' },
      body: JSON.stringify(requestBody(message)),
      timeoutMs: settings.sendTimeoutMs,
    });
    return readAnswer(response);
  } catch (error) {
    return networkOutcome(error);
  }
}

export function graphUrl(settings: ProviderSettings, channel: ChannelAccess): string {
  return `${channel.apiUrl ?? settings.metaGraphUrl}/${settings.metaGraphVersion}`;
}

export function bearer(channel: ChannelAccess): { authorization: string } {
  return { authorization: `Bearer ${channel.secrets['accessToken']?.[0] ?? ''}` };
}

function requestBody({ recipient, content, attemptId }: OutboundMessage): JsonObject {
  // Always with the plus: without it Meta may put the business's own country code in front.
  const to: JsonObject = isBsuid(recipient) ? { recipient } : { to: recipient };
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...to,
    ...contentBody(content),
    biz_opaque_callback_data: attemptId,
  };
}

function contentBody(content: OutboundContent): JsonObject {
  if (content.kind !== 'text') throw new Error('not built yet');
  return { type: 'text', text: { body: content.text, preview_url: content.previewUrl ?? false } };
}

function readAnswer(response: HttpResponse): SendOutcome {
  const body = parseJson(response.text);
  if (response.status !== 200) return metaSendOutcome(response.status, body, retryAfterMs(response));
  const externalId = asText(asObject(asArray(asObject(body)['messages'])[0])['id']);
  if (!externalId) {
    const text = 'Meta answered success without a message id.';
    return { type: 'ambiguous', failure: { kind: 'retry', code: 'no_message_id', text } };
  }
  const recipient = asOptionalText(asObject(asArray(asObject(body)['contacts'])[0])['wa_id']);
  return { type: 'accepted', externalId, ...(recipient ? { recipient: `+${recipient.replace(/^\+/, '')}` } : {}) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
