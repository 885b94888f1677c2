// Twilio's WhatsApp channel.
import { HttpFailure } from '../../platform/http.ts';
import type { ChannelAccess, Provider, ProviderSettings } from '../provider.ts';
import { parseTwilioAccountEvents } from './account-events.ts';
import { createTwilioClients, TwilioRefusal, type TwilioClient } from './client.ts';
import { parseTwilioMessage, parseTwilioReceipt } from './parse.ts';
import { findTwilio, sendTwilio } from './send.ts';
import { verifyTwilioSignature } from './signature.ts';
import { splitTwilioWebhook } from './split.ts';

export function createTwilioProvider(settings: ProviderSettings): Provider {
  const clientOf = createTwilioClients(settings);
  return {
    name: 'twilio',
    signingSecrets: (secrets) => secrets['authToken'] ?? [],
    verify: verifyTwilioSignature,
    split: splitTwilioWebhook,
    parseMessage: parseTwilioMessage,
    parseReceipt: parseTwilioReceipt,
    parseAccountEvents: parseTwilioAccountEvents,
    prepareFile: () => Promise.reject(new Error('not built yet')),
    openMedia: () => Promise.reject(new Error('not built yet')),
    markRead: () => Promise.resolve(),
    listTemplates: () => Promise.reject(new Error('not built yet')),
    submitTemplate: () => Promise.reject(new Error('not built yet')),
    send: (channel, message) => sendTwilio(settings, clientOf(channel), channel, message),
    find: (channel, message, knownIds) => findTwilio(clientOf(channel), channel, message, knownIds),
    check: (channel) => checkTwilio(clientOf(channel), channel),
  };
}

async function checkTwilio(client: TwilioClient, channel: ChannelAccess): ReturnType<Provider['check']> {
  try {
    // Reading one page of messages needs exactly the rights that sending needs.
    await client.messages.list({ from: `whatsapp:${channel.address}`, limit: 1 });
    return { ok: true, detail: 'the auth token works' };
  } catch (error) {
    if (error instanceof HttpFailure) return { ok: false, detail: `Twilio cannot be reached (${error.code})` };
    if (!(error instanceof TwilioRefusal)) return { ok: false, detail: 'Twilio gave no usable answer' };
    return { ok: false, detail: `Twilio answered ${error.status}, code ${error.code ?? 'unknown'}` };
  }
}
