// Messages that people write to Twilio's senders, and the ones that come back in the webhook's answer.
import type { Context } from './context.ts';
import type { FileRecord } from './files.ts';
import { twilioSid } from './ids.ts';
import type { Carriage } from './journey.ts';
import type { Person } from './people.ts';
import type { PhoneSend, PhoneSent } from './phone.ts';
import type { SenderRecord } from './twilio-accounts.ts';
import type { TwilioFiles } from './twilio-files.ts';
import type { MessageBox, MessageRecord } from './twilio-messages.ts';
import { addressOf, inboundParams, inboundSmsParams, repliesIn, signedForm } from './twilio-webhooks.ts';
import type { Params } from './twilio-webhooks.ts';

export interface Writing {
  sender: SenderRecord;
  person: Person;
  sent: PhoneSend;
}

export async function writeToTwilio(
  context: Context,
  box: MessageBox,
  files: TwilioFiles,
  { sender, person, sent }: Writing,
): Promise<PhoneSent> {
  const { number, account } = sender;
  const at = sent.at ?? context.settings.now();
  const given = [...(sent.file ? [sent.file] : []), ...(sent.files ?? [])];
  const sid = sent.externalId ?? twilioSid(given.length > 0 ? 'MM' : 'SM');
  const records: FileRecord[] = [];
  for (const file of given) records.push(await files.keep(file, number, person.waId, sid, at));
  const identity = context.people.identify(person, account.accountSid);
  const sms = sent.via.provider === 'twilio' && sent.via.sms === true;
  const base = sms ? inboundSmsParams(sender, sid, person.number, sent) : inboundParams(sender, sid, identity, sent);
  const params = { ...base, ...files.paramsOf(records, account), ...sent.params };
  if (!sms) context.windows.open(number, person.waId, at);
  box.add(inboundRecord(sender, params, at));
  const fileIds = records.map(({ id }) => id);
  const url = sender.inboundUrl;
  if (url === undefined) {
    return { externalId: sid, status: 0, body: '', request: { url: '', headers: {}, body: '' }, fileIds };
  }
  const request = signedForm(url, account.authToken, params);
  const result = await context.webhooks.postTwilio(request);
  for (const text of repliesIn(context, url, result)) deliverReply(context, box, { sender, person, sent }, text);
  return { externalId: sid, status: result.status, body: result.body, request, fileIds };
}

function inboundRecord(sender: SenderRecord, params: Params, at: number): MessageRecord {
  return {
    sid: params.MessageSid ?? '',
    accountSid: sender.account.accountSid,
    messagingServiceSid: sender.messagingServiceSid,
    from: params.From ?? '',
    to: params.To ?? '',
    body: params.Body ?? '',
    status: 'received',
    errorCode: undefined,
    mediaCount: Number(params.NumMedia ?? 0),
    direction: 'inbound',
    createdAt: at,
    updatedAt: at,
    sentAt: at,
  };
}

/** It counts as accepted, so that a platform which answers by accident is found out. */
function deliverReply(context: Context, box: MessageBox, { sender, person, sent }: Writing, text: string): void {
  const sms = sent.via.provider === 'twilio' && sent.via.sms === true;
  const at = context.settings.now();
  const externalId = twilioSid('SM');
  const { number: from, account } = sender;
  const parties = { from: addressOf(from, sms), to: addressOf(person.number, sms) };
  const times = { createdAt: at, updatedAt: at, sentAt: at };
  const rest = { messagingServiceSid: undefined, errorCode: undefined, mediaCount: 0, status: 'delivered' } as const;
  const direction = 'outbound-reply';
  box.add({ sid: externalId, accountSid: account.accountSid, ...parties, body: text, direction, ...rest, ...times });
  const reply = { provider: 'twilio', externalId, from, to: person.number, type: 'webhook_reply', body: text } as const;
  const message = { ...reply, payload: text, at };
  context.accepted.add(message);
  person.arrived(silentCarriage(message, person), () => Promise.resolve());
}

function silentCarriage(message: Carriage['message'], person: Person): Carriage {
  return {
    message,
    person: person.waId,
    freeForm: true,
    closedWindow: { status: 'undelivered', code: 63016 },
    settle: () => undefined,
    post: () => Promise.resolve(false),
  };
}

/** Whoever writes by a raw form opens the window too. */
export function openWindow(context: Context, params: Params): void {
  const { From: from, To: to } = params;
  if (from === undefined || to === undefined || params.MessageStatus !== undefined) return;
  const person = context.people.keyOf(from.replace('whatsapp:', ''));
  context.windows.open(to.replace('whatsapp:', ''), person, context.settings.now());
}
