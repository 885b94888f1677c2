// Meta's WhatsApp Cloud API.
import { asObject, asText, parseJsonText } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/webhook.ts';
import type { ChannelAccess, Provider, ProviderSettings } from '../provider.ts';
import { parseMetaAccountEvents } from './account-events.ts';
import { bearer, graphUrl } from './graph.ts';
import { openMetaMedia } from './media.ts';
import { parseMetaMessage, parseMetaReceipt } from './parse.ts';
import { readMetaParts } from './parse-parts.ts';
import { markMetaRead } from './read-mark.ts';
import { sendMeta } from './send.ts';
import { verifyMetaSignature } from './signature.ts';
import { splitMetaWebhook } from './split.ts';
import { listMetaTemplates, submitMetaTemplate } from './templates.ts';
import { prepareMetaFile } from './upload.ts';

export function createMetaProvider(settings: ProviderSettings): Provider {
  return {
    name: 'meta',
    signingSecrets: (secrets) => secrets['appSecret'] ?? [],
    verify: verifyMetaSignature,
    split: splitMetaWebhook,
    parseMessage: parseMetaMessage,
    readParts: readMetaParts,
    parseReceipt: parseMetaReceipt,
    parseAccountEvents: parseMetaAccountEvents,
    prepareFile: (channel, file) => prepareMetaFile(settings, channel, file),
    openMedia: (channel, ref, declaredType) => openMetaMedia(settings, channel, ref, declaredType),
    markRead: (channel, externalId, typing) => markMetaRead(settings, channel, externalId, typing),
    listTemplates: (channel) => listMetaTemplates(settings, channel),
    submitTemplate: (channel, definition, externalId) => submitMetaTemplate(settings, channel, definition, externalId),
    send: (channel, message) => sendMeta(settings, channel, message),
    // No find: Meta offers no way to look a sent message up.
    check: (channel) => checkMeta(settings, channel),
  };
}

async function checkMeta(settings: ProviderSettings, channel: ChannelAccess): ReturnType<Provider['check']> {
  const url = `${graphUrl(settings, channel)}/${channel.address}?fields=id,display_phone_number,verified_name`;
  const response = await settings.http
    .send({ method: 'GET', url, headers: bearer(channel), timeoutMs: settings.sendTimeoutMs })
    .catch((error: unknown) => ({ status: 0, text: error instanceof Error ? error.message : 'failed' }));
  const answer = parseJsonText(response.text);
  if (response.status === 200 && asText(answer['id'])) return { ok: true, detail: 'the access token works' };
  return { ok: false, detail: graphError(response, asObject(answer['error'])) };
}

function graphError({ status, text }: { status: number; text: string }, error: JsonObject): string {
  if (status === 0) return `Meta's Graph API cannot be reached (${text})`;
  const code = asText(error['code']);
  return code ? `Meta answered ${status}, code ${code}: ${asText(error['message'])}` : `Meta answered ${status}`;
}
