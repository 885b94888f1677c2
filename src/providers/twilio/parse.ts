// Reads one Twilio item: inbound parameters into what the platform keeps, a status callback into a receipt.
import { asOptionalText, asText } from '../../domain/json.ts';
import type { InboundMessage, Sender } from '../../domain/message.ts';
import { isBsuid } from '../../domain/phone.ts';
import type { Receipt, ReceiptStatus } from '../../domain/receipt.ts';
import { idTime, isId } from '../../domain/ids.ts';
import type { JsonObject, WebhookItem } from '../../domain/webhook.ts';
import { twilioFailure } from './failures.ts';

export function parseTwilioMessage(item: WebhookItem): InboundMessage {
  const params = item.payload;
  const kind = messageKind(params);
  const text = asText(params['Body']);
  const replyTo = asOptionalText(params['OriginalRepliedMessageSid']);
  return {
    externalId: item.externalId,
    sender: parseSender(params),
    kind,
    body: text || (kind === 'text' ? '' : `[${kind}]`),
    ...(kind === 'text' && isPlain(params) ? {} : { payload: params }),
    ...(replyTo ? { replyTo } : {}),
  };
}

// On every message, or said elsewhere in the message row.
const plainParameters = new Set(
  (
    'AccountSid ApiVersion Body ChannelMetadata ExternalUserId From MessageSid MessageType MessagingServiceSid NumMedia ' +
    'NumSegments ProfileName ReferralNumMedia SmsMessageSid SmsSid SmsStatus To WaId'
  ).split(' '),
);

/** Nothing in it but who, to whom and the words. */
function isPlain(params: JsonObject): boolean {
  return Object.keys(params).every((name) => plainParameters.has(name));
}

function parseSender(params: JsonObject): Sender {
  const from = asText(params['From'])
    .replace(/^whatsapp:/, '')
    .trim();
  const external = asText(params['ExternalUserId']).replace(/^whatsapp:/, '');
  const name = asOptionalText(params['ProfileName']);
  const bsuid = [external, from].find(isBsuid);
  const phone = from && !isBsuid(from) ? from : undefined;
  if (phone === undefined && bsuid === undefined) throw new Error('the message names no sender');
  return { ...(phone ? { phone } : {}), ...(bsuid ? { bsuid } : {}), ...(name ? { name } : {}) };
}

function messageKind(params: JsonObject): string {
  if (params['ButtonText'] !== undefined) return 'button';
  if (params['Latitude'] !== undefined && params['Longitude'] !== undefined) return 'location';
  if (Number(asText(params['NumMedia'])) > 0) return mediaKind(asText(params['MediaContentType0']));
  return asOptionalText(params['MessageType']) ?? 'text';
}

function mediaKind(contentType: string): string {
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
