// Twilio's WhatsApp and SMS channels.
import { HttpFailure } from '../../platform/http.ts';
import type { ChannelAccess, Provider, ProviderSettings } from '../provider.ts';
import { twilioAddress } from './addresses.ts';
import { parseTwilioAccountEvents } from './account-events.ts';
import { createTwilioClients, TwilioRefusal, type TwilioClient } from './client.ts';
import { createContentMaker } from './content.ts';
import { prepareTwilioFile } from './files.ts';
import { findTwilio } from './find.ts';
import { openTwilioMedia } from './media.ts';
import { parseTwilioMessage, parseTwilioReceipt } from './parse.ts';
import { readTwilioParts } from './parse-parts.ts';
import { sendTwilio } from './send.ts';
import { verifyTwilioSignature } from './signature.ts';
import { splitTwilioWebhook } from './split.ts';
import { submitTwilioTemplate } from './template-submit.ts';
import { listTwilioTemplates } from './templates.ts';
import { markTwilioRead } from './typing.ts';

export function createTwilioProvider(settings: ProviderSettings): Provider {
  const clientOf = createTwilioClients(settings);
  const contents = createContentMaker(settings.contents);
  return {
    name: 'twilio',
    signingSecrets: (secrets) => secrets['authToken'] ?? [],
    verify: verifyTwilioSignature,
    split: splitTwilioWebhook,
    parseMessage: parseTwilioMessage,
    readParts: readTwilioParts,
    parseReceipt: parseTwilioReceipt,
    parseAccountEvents: parseTwilioAccountEvents,
    prepareFile: prepareTwilioFile,
    openMedia: (channel, ref, declaredType) => openTwilioMedia(settings, channel, ref, declaredType),
    markRead: (channel, externalId, typing) => markTwilioRead(clientOf(channel), channel, externalId, typing),
    listTemplates: (channel) => listTwilioTemplates(clientOf(channel)),
    submitTemplate: (channel, definition, externalId) =>
      submitTwilioTemplate(clientOf(channel), definition, externalId),
    send: (channel, message) => sendTwilio({ settings, client: clientOf(channel), contents }, channel, message),
    find: (channel, message, knownIds) => findTwilio(clientOf(channel), channel, message, knownIds),
    check: (channel) => checkTwilio(clientOf(channel), channel),
  };
}

async function checkTwilio(client: TwilioClient, channel: ChannelAccess): ReturnType<Provider['check']> {
  try {
    // Reading one page of messages needs exactly the rights that sending needs.
    await client.messages.list({ from: twilioAddress(channel, channel.address), limit: 1 });
    return { ok: true, detail: 'the auth token works' };
  } catch (error) {
    if (error instanceof HttpFailure) return { ok: false, detail: `Twilio cannot be reached (${error.code})` };
    if (!(error instanceof TwilioRefusal)) return { ok: false, detail: 'Twilio gave no usable answer' };
    return { ok: false, detail: `Twilio answered ${error.status}, code ${error.code ?? 'unknown'}` };
  }
}
