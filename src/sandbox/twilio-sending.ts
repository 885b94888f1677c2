// A message on its way out by Twilio: the record that is kept of it, and how its statuses are called back.
import { acceptMessage } from './acceptance.ts';
import type { AcceptedMessage } from './accepted.ts';
import type { Context } from './context.ts';
import { json } from './http.ts';
import type { Call, Outcome } from './http.ts';
import { twilioSid } from './ids.ts';
import type { Carriage } from './journey.ts';
import type { TwilioAccount } from './options.ts';
import type { TwilioAccounts } from './twilio-accounts.ts';
import { attachmentsOf, collect } from './twilio-attachments.ts';
import { TwilioError, twilioErrors } from './twilio-errors.ts';
import { resource } from './twilio-messages.ts';
import type { MessageBox, MessageRecord } from './twilio-messages.ts';
import { validateCreate } from './twilio-validate.ts';
import type { TwilioSend } from './twilio-validate.ts';
import { addressOf, callbackParams, signedForm } from './twilio-webhooks.ts';

export class TwilioSending {
  readonly #context: Context;
  readonly #accounts: TwilioAccounts;
  readonly #box: MessageBox;

  constructor(context: Context, accounts: TwilioAccounts, box: MessageBox) {
    this.#context = context;
    this.#accounts = accounts;
    this.#box = box;
  }

  create(call: Call, account: TwilioAccount): Promise<Outcome> {
    const form = new URLSearchParams(call.body.toString('utf8'));
    const send = validateCreate(this.#accounts, this.#context.contents, account, form);
    const excess = this.#context.rates.take(send.sender.number, undefined, this.#context.settings.now());
    const fails = this.#context.settings.limits.twilioExcess === 'failed';
    if (excess && !fails) throw new TwilioError(20429);
    const target = { provider: 'twilio', from: send.sender.number, to: send.to, operation: 'send' } as const;
    return acceptMessage(this.#context, twilioErrors, target, () => {
      const record = this.#record(send);
      this.#box.add(record);
      return {
        carriage: this.#carriage(send, record, payloadOf(form), excess ? 63018 : send.content?.problem),
        answer: json(201, resource(record)),
      };
    });
  }

  #record(send: TwilioSend): MessageRecord {
    const now = this.#context.settings.now();
    return {
      sid: twilioSid(send.mediaUrls.length > 0 ? 'MM' : 'SM'),
      accountSid: send.sender.account.accountSid,
      messagingServiceSid: send.messagingServiceSid,
      from: addressOf(send.sender.number, send.sms),
      to: addressOf(send.to, send.sms),
      body: send.body,
      status: send.messagingServiceSid === undefined ? 'queued' : 'accepted',
      errorCode: undefined,
      mediaCount: send.mediaUrls.length,
      direction: 'outbound-api',
      createdAt: now,
      updatedAt: now,
      sentAt: undefined,
    };
  }

  #carriage(send: TwilioSend, record: MessageRecord, payload: unknown, problem: number | undefined): Carriage {
    const callback = send.statusCallback;
    const media = attachmentsOf(send.mediaUrls);
    return {
      message: messageOf(send, record, payload, media),
      person: this.#context.people.keyOf(send.to),
      freeForm: !send.sms && send.content?.isTemplate !== true,
      closedWindow: { status: 'undelivered', code: send.content?.closedWindow ?? 63016 },
      ...(send.sms && { withoutReceipts: true }),
      ...((media.length > 0 || problem !== undefined) && {
        collect: async () => problem ?? collect(this.#context, media),
      }),
      settle: ({ status, at, code }) => this.#box.settle(record.sid, status, at, code),
      post: async (report) => {
        if (callback === undefined) return false;
        const params = callbackParams(record, report, send.sms);
        const request = signedForm(callback, send.sender.account.authToken, params);
        const { status } = await this.#context.webhooks.postTwilio(request);
        return status >= 200 && status < 300;
      },
    };
  }
}

function messageOf(
  send: TwilioSend,
  record: MessageRecord,
  payload: unknown,
  media: NonNullable<AcceptedMessage['media']>,
): AcceptedMessage {
  const { statusCallback, content, contentSid, sms, sender, to, body } = send;
  return {
    provider: 'twilio',
    externalId: record.sid,
    from: sender.number,
    to,
    type: typeOf(send),
    body,
    payload,
    at: record.createdAt,
    ...(statusCallback !== undefined && { statusCallback }),
    ...(media.length > 0 && { media }),
    ...(content && content.buttons.length > 0 && { buttons: content.buttons }),
    ...(contentSid !== undefined && { template: contentSid }),
    ...(sms && { sms }),
  };
}

/** Of a key that is repeated, the last. */
function payloadOf(form: URLSearchParams): Record<string, string> {
  return Object.fromEntries(form);
}

function typeOf(send: TwilioSend): string {
  if (send.contentSid !== undefined) return 'content';
  if (send.mediaUrls.length > 0) return 'media';
  return send.hasLocation ? 'location' : 'text';
}
