// Messages that people write to Twilio's senders, and the ones that come back in the webhook's answer.
import type { Context } from './context.ts';
import { twilioSid } from './ids.ts';
import type { Carriage } from './journey.ts';
import type { Person } from './people.ts';
import type { PhoneSend, PhoneSent } from './phone.ts';
import type { SenderRecord, TwilioAccounts } from './twilio-accounts.ts';
import type { MessageBox, MessageRecord } from './twilio-messages.ts';
import { inboundParams, repliesIn, signedForm, whatsapp } from './twilio-webhooks.ts';
import type { Params } from './twilio-webhooks.ts';

export async function writeToTwilio(
  context: Context,
  accounts: TwilioAccounts,
  box: MessageBox,
  number: string,
  person: Person,
  sent: PhoneSend,
): Promise<PhoneSent> {
  const sender = accounts.getSender(number);
  const at = sent.at ?? context.settings.now();
  const sid = sent.externalId ?? twilioSid('SM');
  const identity = context.people.identify(person, sender.account.accountSid);
  const params = inboundParams(sender, sid, identity, sent);
  context.windows.open(number, person.waId, at);
  box.add(inboundRecord(sender, params, at));
  const url = sender.inboundUrl;
  if (url === undefined) return { externalId: sid, status: 0, body: '', request: { url: '', headers: {}, body: '' } };
  const request = signedForm(url, sender.account.authToken, params);
  const result = await context.webhooks.postTwilio(request);
  for (const text of repliesIn(context, url, result)) deliverReply(context, box, sender, person, text);
  return { externalId: sid, status: result.status, body: result.body, request };
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
function deliverReply(context: Context, box: MessageBox, sender: SenderRecord, person: Person, text: string): void {
  const at = context.settings.now();
  const externalId = twilioSid('SM');
  const { number: from, account } = sender;
  const parties = { from: whatsapp(from), to: whatsapp(person.number) };
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
