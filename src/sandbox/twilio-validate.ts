// What Twilio checks in a create request before accepting it. Pure: a form in, what to send out, or a TwilioError.
import { parseObject } from './http.ts';
import { isBsuid, isE164 } from './numbers.ts';
import type { TwilioAccount } from './options.ts';
import type { SenderRecord, TwilioAccounts } from './twilio-accounts.ts';
import { fillContent } from './twilio-content-sends.ts';
import type { FilledContent } from './twilio-content-sends.ts';
import type { Content, TwilioContents } from './twilio-content.ts';
import { TwilioError } from './twilio-errors.ts';

export interface TwilioSend {
  sender: SenderRecord;
  /** E.164 with the plus, or a business-scoped user id; without `whatsapp:`. */
  to: string;
  body: string;
  mediaUrls: string[];
  contentSid: string | undefined;
  content: FilledContent | undefined;
  hasLocation: boolean;
  /** By SMS instead of WhatsApp. */
  sms: boolean;
  messagingServiceSid: string | undefined;
  statusCallback: string | undefined;
}

const bodyLimit = 1_600;
const mediaLimit = 10;
const longestValiditySeconds = 36_000;

export function validateCreate(
  accounts: TwilioAccounts,
  contents: TwilioContents,
  account: TwilioAccount,
  form: URLSearchParams,
): TwilioSend {
  const to = recipientOf(form);
  const sender = senderOf(accounts, account, form);
  if (to === sender.number) throw new TwilioError(63031);
  checkValidity(form);
  return {
    sender,
    to,
    ...contentOf(contents, account, form),
    sms: form.get('To')?.startsWith(prefix) !== true,
    messagingServiceSid: form.get('MessagingServiceSid') ?? undefined,
    statusCallback: statusCallbackOf(form),
  };
}

const prefix = 'whatsapp:';

function recipientOf(form: URLSearchParams): string {
  const to = form.get('To');
  if (!to) throw new TwilioError(21604);
  const address = to.replace(prefix, '');
  if (isE164(address) || (to.startsWith(prefix) && isBsuid(address))) return address;
  throw new TwilioError(21211, `Invalid 'To' Phone Number: ${to}`);
}

function senderOf(accounts: TwilioAccounts, account: TwilioAccount, form: URLSearchParams): SenderRecord {
  const from = form.get('From');
  const service = form.get('MessagingServiceSid');
  if (!from && !service) throw new TwilioError(21603);
  const sender = from ? byNumber(accounts, account, from) : accounts.findByService(account, service ?? '');
  if (!sender) throw new TwilioError(21701);
  // A service sends over the recipient's channel.
  const channelsDiffer = form.get('To')?.startsWith(prefix) !== from?.startsWith(prefix);
  if (from && channelsDiffer) throw new TwilioError(21910);
  return sender;
}

function byNumber(accounts: TwilioAccounts, account: TwilioAccount, from: string): SenderRecord {
  const address = from.replace(prefix, '');
  if (!isE164(address)) {
    throw new TwilioError(
      21212,
      `The 'From' number ${from} is not a valid phone number, shortcode, or alphanumeric sender ID.`,
    );
  }
  const sender = accounts.findSender(account, address);
  if (sender) return sender;
  if (from.startsWith(prefix)) throw new TwilioError(63007);
  throw new TwilioError(
    21606,
    `The 'From' phone number provided (${from}) is not a valid message-capable Twilio phone number for this destination.`,
  );
}

function contentOf(
  contents: TwilioContents,
  account: TwilioAccount,
  form: URLSearchParams,
): Pick<TwilioSend, 'body' | 'mediaUrls' | 'contentSid' | 'content' | 'hasLocation'> {
  const body = form.get('Body') ?? '';
  const mediaUrls = form.getAll('MediaUrl');
  const contentSid = form.get('ContentSid') ?? undefined;
  if (body === '' && mediaUrls.length === 0 && contentSid === undefined) throw new TwilioError(21602);
  if (body.length > bodyLimit) throw new TwilioError(21617);
  if (mediaUrls.length > mediaLimit) throw new TwilioError(21623);
  for (const url of mediaUrls) {
    if (!isHttpUrl(url)) throw new TwilioError(21620, `Invalid media URL: ${url}`);
  }
  const hasLocation = form.getAll('PersistentAction').map(checkAction).length > 0;
  if (contentSid === undefined) return { body, mediaUrls, contentSid, content: undefined, hasLocation };
  const content = filledContent(contents.find(account.accountSid, contentSid), contentSid, form);
  return { body: content.text, mediaUrls: content.mediaUrls, contentSid, content, hasLocation };
}

/** Only a place can be sent this way: `geo:latitude,longitude|label`. */
function checkAction(action: string): void {
  const [, latitude, longitude] = /^geo:(-?[\d.]+),(-?[\d.]+)(?:\|.*)?$/.exec(action) ?? [];
  if (Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180) return;
  throw new TwilioError(20001, `Invalid Parameter: PersistentAction ${action}`);
}

function filledContent(content: Content | undefined, sid: string, form: URLSearchParams): FilledContent {
  const text = form.get('ContentVariables') ?? '{}';
  const variables = parseObject(text === '' ? '{}' : text);
  if (!variables || !Object.values(variables).every((value) => typeof value === 'string')) {
    throw new TwilioError(21656);
  }
  if (!content) throw new TwilioError(21655, `The ContentSid ${sid} is invalid.`);
  return fillContent(content, variables as Record<string, string>);
}

function checkValidity(form: URLSearchParams): void {
  const validity = form.get('ValidityPeriod');
  if (validity === null) return;
  const seconds = Number(validity);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > longestValiditySeconds) throw new TwilioError(21624);
}

/** Loopback is taken, unlike at Twilio: that is where the platform listens when it meets a sandbox. */
function statusCallbackOf(form: URLSearchParams): string | undefined {
  const url = form.get('StatusCallback');
  if (url === null || url === '') return undefined;
  if (!isHttpUrl(url) || new URL(url).hostname.includes('_')) {
    throw new TwilioError(21609, `The StatusCallback URL ${url} is not a valid URL.`);
  }
  return url;
}

function isHttpUrl(url: string): boolean {
  return /^https?:\/\//.test(url) && URL.canParse(url);
}
