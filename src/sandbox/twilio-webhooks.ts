// Posts Twilio's webhooks: inbound messages, status callbacks. What the platform answers to an inbound one can be a
// message to the person; that is read here too.
import type { Context } from './context.ts';
import { twilioSid } from './ids.ts';
import type { Report } from './journey.ts';
import { countryOf } from './numbers.ts';
import type { Identity } from './people.ts';
import type { PhoneSend } from './phone.ts';
import { twilioSignature } from './signatures.ts';
import type { SenderRecord } from './twilio-accounts.ts';
import { messageOf } from './twilio-errors.ts';
import type { MessageRecord } from './twilio-messages.ts';
import type { WebhookRequest, WebhookResult } from './webhooks.ts';

export type Params = Readonly<Record<string, string>>;

export function signedForm(url: string, authToken: string, params: Params, signature?: string): WebhookRequest {
  return {
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'user-agent': 'TwilioProxy/1.1',
      accept: '*/*',
      'x-home-region': 'us1',
      'x-twilio-signature': signature ?? twilioSignature(authToken, url, params),
    },
    body: new URLSearchParams(params).toString(),
  };
}

/** An SMS tells the number and nothing of WhatsApp. */
export function inboundSmsParams(sender: SenderRecord, sid: string, number: string, sent: PhoneSend): Params {
  return {
    ToCountry: countryOf(sender.number),
    SmsMessageSid: sid,
    NumMedia: '0',
    SmsSid: sid,
    SmsStatus: 'received',
    FromCountry: countryOf(number),
    Body: sent.text ?? '',
    To: sender.number,
    NumSegments: '1',
    MessageSid: sid,
    AccountSid: sender.account.accountSid,
    From: number,
    ApiVersion: '2010-04-01',
    ...(sender.messagingServiceSid !== undefined && { MessagingServiceSid: sender.messagingServiceSid }),
    ...sent.params,
  };
}

export function inboundParams(sender: SenderRecord, sid: string, identity: Identity, sent: PhoneSend): Params {
  const address = `whatsapp:${identity.number ?? identity.userId ?? ''}`;
  return {
    SmsMessageSid: sid,
    NumMedia: '0',
    ProfileName: identity.profileName,
    MessageType: 'text',
    SmsSid: sid,
    ...(identity.waId !== undefined && { WaId: identity.waId }),
    SmsStatus: 'received',
    Body: sent.text ?? '',
    To: `whatsapp:${sender.number}`,
    NumSegments: '1',
    ReferralNumMedia: '0',
    MessageSid: sid,
    AccountSid: sender.account.accountSid,
    From: address,
    ApiVersion: '2010-04-01',
    ...(sender.messagingServiceSid !== undefined && { MessagingServiceSid: sender.messagingServiceSid }),
    ...(identity.userId !== undefined && { ExternalUserId: `whatsapp:${identity.userId}` }),
    ...(sent.forwarded !== undefined && {
      Forwarded: 'true',
      FrequentlyForwarded: String(sent.forwarded === 'often'),
    }),
    ...(sent.replyTo !== undefined && {
      OriginalRepliedMessageSid: sent.replyTo,
      OriginalRepliedMessageSender: `whatsapp:${sender.number}`,
    }),
    ...sent.params,
  };
}

const channelInstallSid = twilioSid('XE');

export function callbackParams(record: MessageRecord, { status, code, at }: Report, sms: boolean): Params {
  const event = status === 'delivered' || status === 'read' || status === 'undelivered';
  return {
    ...(sms ? { RawDlrDoneDate: rawDate(at) } : channelParams(record)),
    ApiVersion: '2010-04-01',
    MessageStatus: status,
    SmsSid: record.sid,
    SmsStatus: status,
    To: record.to,
    From: record.from,
    MessageSid: record.sid,
    AccountSid: record.accountSid,
    ...(event && !sms && { EventType: status.toUpperCase() }),
    ...(record.messagingServiceSid !== undefined && { MessagingServiceSid: record.messagingServiceSid }),
    ...(code !== undefined && {
      ErrorCode: String(code),
      ErrorMessage: messageOf(code),
      ...(!sms && { ChannelStatusMessage: messageOf(code) }),
    }),
  };
}

function channelParams(record: MessageRecord): Params {
  return {
    ChannelPrefix: 'whatsapp',
    ChannelInstallSid: channelInstallSid,
    ChannelToAddress: record.to.replace('whatsapp:', ''),
  };
}

/** `yymmddhhmm`. */
function rawDate(at: number): string {
  return new Date(at).toISOString().replace(/\D/g, '').slice(2, 12);
}

/** The messages to the person in an answer to an inbound webhook; what is wrong with it goes to the alerts. */
export function repliesIn(context: Context, url: string, result: WebhookResult): string[] {
  const alert = (code: number, detail: string) =>
    context.alerts.push({ code, url, detail, at: context.settings.now() });
  if (result.status < 200 || result.status > 299) {
    alert(11200, result.failure ?? `HTTP ${result.status}`);
    return [];
  }
  const contentType = String(result.headers['content-type'] ?? '');
  if (result.body.trim() === '') return [];
  if (contentType.startsWith('text/plain')) return [result.body];
  if (!/^(text|application)\/(xml|html)/.test(contentType)) {
    alert(12300, `Content-Type ${contentType || 'missing'}`);
    return [];
  }
  if (!/<Response[\s/>]/.test(result.body)) {
    alert(12100, 'Document parse failure');
    return [];
  }
  return twimlMessages(result.body);
}

function twimlMessages(twiml: string): string[] {
  const messages = twiml.matchAll(/<Message[^>]*>([\s\S]*?)<\/Message>/g);
  return [...messages].map(([, inner = '']) => /<Body>([\s\S]*?)<\/Body>/.exec(inner)?.[1] ?? inner);
}

/** How Twilio writes an address. */
export function addressOf(number: string, sms = false): string {
  return sms ? number : `whatsapp:${number}`;
}
