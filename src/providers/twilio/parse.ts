// Reads one Twilio item: inbound parameters into what the platform keeps, a status callback into a receipt.
import { asOptionalText, asText, parseJsonText } from '../../domain/json.ts';
import { isMediaKind, type InboundMedia, type MediaKind } from '../../domain/media.ts';
import type { InboundMessage, Sender } from '../../domain/message.ts';
import { isBsuid } from '../../domain/phone.ts';
import type { Receipt, ReceiptStatus } from '../../domain/receipt.ts';
import { idTime, isId } from '../../domain/ids.ts';
import type { JsonObject, WebhookItem } from '../../domain/webhook.ts';
import { readFormAnswers } from '../form-answers.ts';
import { readableMedia, readablePlace } from '../readable.ts';
import { twilioFailure } from './failures.ts';

export function parseTwilioMessage(item: WebhookItem): InboundMessage {
  const params = item.payload;
  const media = mediaOf(params);
  const kind = messageKind(params, media);
  const replyTo = asOptionalText(params['OriginalRepliedMessageSid']);
  const replyId = asOptionalText(params['ButtonPayload']) ?? asOptionalText(params['ListId']);
  const answered = answeredByTwilio.get(asText(params['OptOutType']).toUpperCase());
  return {
    externalId: item.externalId,
    sender: parseSender(params),
    kind,
    body: readableBody(kind, params, media),
    ...(kind === 'text' && isPlain(params) ? {} : { payload: params }),
    ...(replyTo ? { replyTo } : {}),
    ...(replyId ? { replyId } : {}),
    ...(media.length > 0 ? { media } : {}),
    ...(answered ? { optOut: answered } : {}),
  };
}

const answeredByTwilio: ReadonlyMap<string, 'stop' | 'start'> = new Map([
  ['STOP', 'stop'],
  ['START', 'start'],
]);

// On every message, or said elsewhere in the message row. Those about the sender's place come with SMS.
const plainParameters = new Set(
  (
    'AccountSid ApiVersion Body ChannelMetadata ExternalUserId From MessageSid MessageType MessagingServiceSid NumMedia ' +
    'NumSegments ProfileName ReferralNumMedia SmsMessageSid SmsSid SmsStatus To WaId ' +
    'FromCity FromCountry FromState FromZip ToCity ToCountry ToState ToZip'
  ).split(' '),
);

/** Nothing in it but who, to whom and the words. */
function isPlain(params: JsonObject): boolean {
  return Object.keys(params).every((name) => plainParameters.has(name));
}

function parseSender(params: JsonObject): Sender {
  const from = withoutPrefix(asText(params['From']));
  const external = withoutPrefix(asText(params['ExternalUserId']));
  const name = asOptionalText(params['ProfileName']);
  const bsuid = [external, from].find(isBsuid);
  const phone = from && !isBsuid(from) ? from : undefined;
  if (phone === undefined && bsuid === undefined) throw new Error('the message names no sender');
  return { ...(phone ? { phone } : {}), ...(bsuid ? { bsuid } : {}), ...(name ? { name } : {}) };
}

function withoutPrefix(value: string): string {
  return value.replace(/^whatsapp:/, '').trim();
}

function messageKind(params: JsonObject, media: readonly InboundMedia[]): string {
  const type = asOptionalText(params['MessageType']);
  // A vCard is a file to Twilio and a person's card to people.
  if (type === 'contacts' || media[0]?.contentType?.startsWith('text/vcard')) return 'contacts';
  if (params['ButtonText'] !== undefined) return 'button';
  if (params['Latitude'] !== undefined && params['Longitude'] !== undefined) return 'location';
  const [first] = media;
  if (first) return first.kind;
  if (Number(asText(params['NumMedia'])) > 0) return mediaKind(params, asText(params['MediaContentType0']));
  return type ?? 'text';
}

function readableBody(kind: string, params: JsonObject, media: readonly InboundMedia[]): string {
  const text = asText(params['Body']);
  if (kind === 'location') {
    return readablePlace(params['Label'], params['Address'], params['Latitude'], params['Longitude']);
  }
  const tapped = asText(params['ButtonText']) || asText(params['ListTitle']);
  const words = text || tapped || readForm(params);
  if (words || kind === 'text') return words;
  return isMediaKind(kind) ? readableMedia(kind, '', { voice: media.some(({ voice }) => voice) }) : `[${kind}]`;
}

function readForm(params: JsonObject): string {
  const answers = parseJsonText(asText(params['FlowData']) || asText(params['InteractiveData']));
  const isForm = params['FlowData'] !== undefined || 'flow_token' in answers;
  return (isForm && readFormAnswers(answers)) || '';
}

// Ten is what a message may carry at most.
const mostMedia = 10;

function mediaOf(params: JsonObject): InboundMedia[] {
  const count = Math.min(Math.trunc(Number(asText(params['NumMedia']))) || 0, mostMedia);
  return Array.from({ length: Math.max(0, count) }, (_, index) => index).flatMap((index) => {
    const ref = asText(params[`MediaUrl${index}`]);
    if (!ref) return [];
    const contentType = asText(params[`MediaContentType${index}`]);
    const kind = mediaKind(params, contentType);
    // Twilio does not say; what is recorded on the spot comes as Ogg, and what is chosen from the phone's files hardly ever.
    const voice = kind === 'audio' && contentType.startsWith('audio/ogg');
    return [{ kind, ref, ...(contentType ? { contentType } : {}), ...(voice ? { voice } : {}) }];
  });
}

function mediaKind(params: JsonObject, contentType: string): MediaKind {
  if (params['MessageType'] === 'sticker') return 'sticker';
  const [family] = contentType.split('/');
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'document';
}

const statuses: ReadonlyMap<string, ReceiptStatus> = new Map([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['undelivered', 'failed'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
]);

export function parseTwilioReceipt(item: WebhookItem): Receipt | undefined {
  const status = statuses.get(item.status);
  if (!status) return undefined;
  const attemptId = asText(item.payload['attempt']);
  return {
    externalId: item.externalId,
    status,
    // A callback carries no time of its own: when it arrived is the best there is.
    at: idTime(item.id),
    ...(isId(attemptId) ? { attemptId } : {}),
    ...(status === 'failed' ? { failure: twilioFailure(asText(item.payload['ErrorCode']) || item.status) } : {}),
  };
}
